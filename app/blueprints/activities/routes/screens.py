"""What the browser gets: the Activity tab, a form in its dialog or page, one item."""

from dataclasses import replace

from flask import Response, url_for

from app.blueprints.accounts.queries import colleague_choices
from app.blueprints.activities.choices import KINDS
from app.blueprints.activities.forms import ActivityForm
from app.blueprints.activities.models import Activity
from app.blueprints.activities.queries import count_activities
from app.blueprints.activities.timeline import Page, entry, timeline
from app.blueprints.activities.wanted import IN_TIMELINE
from app.blueprints.crm.companies import tabs
from app.blueprints.crm.companies.models import Company
from app.core import web

CHANGED = "activities-changed"
TAB = "activities/timeline/_tab.html"
ITEMS = "activities/timeline/_items.html"
LIST = "timeline-list"


def tab_url(company: Company) -> str:
    return url_for("activities.timeline.index", company_id=company.id)


def activity_tab(company: Company, page: Page) -> Response:
    """The tab; for htmx also what its filters leave, and what is older."""
    if web.is_htmx() and not page.is_first:
        return web.fragment(ITEMS, company=company, page=page)
    if web.is_for(LIST):
        return web.fragment("activities/timeline/_list.html", company=company, page=page)
    return _tab(company, page)


def saved(company: Company, activity: Activity, message: str) -> Response:
    """The tab with the new item on top, whatever its date."""
    if not web.is_htmx():
        return web.redirect_to(tab_url(company), message=message)
    page, fresh = timeline(company), entry(activity)
    rest = [item for item in page.items if item.is_event or item.activity.id != activity.id]
    web.toast(message)
    return _tab(company, replace(page, items=[fresh, *rest]), fresh=activity)


def new_form(company: Company, section: str, form: ActivityForm) -> Response:
    url = url_for("activities.entries.create", company_id=company.id, section=section)
    return _form(company, form, url=url, title=_title(form.kind), submit=_title(form.kind))


def edit_form(company: Company, activity: Activity, form: ActivityForm) -> Response:
    url = url_for("activities.entries.update", company_id=company.id, activity_id=activity.id)
    title = f"Edit {KINDS[activity.kind].lower()}"
    return _form(company, form, url=url, title=title, submit="Save changes", activity=activity)


def one(company: Company, activity: Activity) -> Response:
    context = {"company": company, "item": entry(activity), "is_open": True}
    return web.fragment(
        "activities/timeline/_entry.html", inside="activities/entries/show.html", **context
    )


def changed(company: Company, activity: Activity) -> Response:
    return web.saved(
        "activities/timeline/_entry.html",
        to=tab_url(company),
        message="Changes saved",
        company=company,
        item=entry(activity),
        is_open=True,
    )


def deleted(company: Company, activity: Activity) -> Response:
    """Its element goes; the tab's count follows."""
    message = f"{KINDS[activity.kind]} deleted"
    undo_url = url_for(
        "activities.deletions.destroy",
        company_id=company.id,
        activity_id=activity.id,
        _method="POST",
    )
    if not web.is_htmx():
        return web.redirect_to(tab_url(company), message=message, undo_url=undo_url)
    web.toast(message, undo_url=undo_url)
    return web.fragment("activities/timeline/deleted.swap.html", count=count_activities(company))


def restored(company: Company, activity: Activity) -> Response:
    message = f"{KINDS[activity.kind]} restored"
    if not web.is_htmx():
        return web.redirect_to(tab_url(company), message=message)
    web.announce(CHANGED)
    return web.nothing(message)


def _tab(company: Company, page: Page, **context: object) -> Response:
    choices = {"kinds": IN_TIMELINE.pairs, "people": colleague_choices()}
    return tabs.show(company, "activity", TAB, page=page, choices=choices, **context)


def _form(company: Company, form: ActivityForm, **context: object) -> Response:
    """In a dialog (or in place of its item) for htmx, else a page of its own. With errors the form
    alone comes back, to where it stands."""
    is_invalid = bool(form.errors)
    is_edit = "activity" in context
    part = "_form" if is_invalid else "_edit" if is_edit else "_dialog"
    return web.fragment(
        f"activities/entries/{part}.html",
        inside="activities/entries/page.html",
        status=422 if is_invalid else 200,
        company=company,
        form=form,
        cancel_url=tab_url(company),
        **context,
    )


def _title(kind: str) -> str:
    return {"meeting": "Log a meeting", "call": "Log a call", "email": "Log an e-mail"}[kind]
