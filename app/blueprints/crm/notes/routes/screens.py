"""What the browser gets: the tab, a section as text or as a form, its history."""

from typing import Any

from flask import Response, url_for

from app.blueprints.crm.companies import tabs
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.notes import queries
from app.blueprints.crm.notes.forms import SectionForm
from app.blueprints.crm.notes.sections import PLAIN, SECTIONS
from app.core import web

PANEL = "crm/notes/_panel.html"


def tab_url(company: Company) -> str:
    return url_for("notes.notes.index", company_id=company.id)


def tab(company: Company, *, status: int = 200, **context: Any) -> Response:
    return tabs.show(company, "notes", PANEL, status=status, **_notes(company), **context)


def section(company: Company, key: str) -> Response:
    if not web.is_htmx():
        return tab(company)
    context = {**_written(company), "company": company, "key": key, "was_edited": True}
    return web.fragment("crm/notes/_section.html", **context)


def section_form(company: Company, key: str, form: SectionForm, *, status: int = 200) -> Response:
    """The section as a form; without htmx on the whole page, among the other sections."""
    context: dict[str, Any] = {"form": form, "key": key, "editor": _editor(company, key, form)}
    if not web.is_htmx():
        return tab(company, status=status, **context)
    context |= {"company": company, "plain": PLAIN, "sections": SECTIONS}
    return web.fragment("crm/notes/_section_form.html", status=status, **context)


def saved(company: Company, key: str) -> Response:
    return web.saved(
        "crm/notes/update.swap.html",
        to=tab_url(company),
        message=f"{SECTIONS[key]} saved",
        company=company,
        key=key,
        was_edited=True,
        **_written(company),
    )


def history(company: Company, key: str, **context: Any) -> Response:
    heading = SECTIONS[key]
    return web.page("crm/notes/history.html", company=company, key=key, heading=heading, **context)


def deleted(company: Company) -> Response:
    message = "Client notes deleted. An admin can restore them for 30 days."
    return web.redirect_to(tab_url(company), message=message)


def _written(company: Company) -> dict[str, Any]:
    notes, latest = queries.written(company)
    return {"notes": notes, "latest": latest, "plain": PLAIN, "sections": SECTIONS}


def _notes(company: Company) -> dict[str, Any]:
    bookers, vips = queries.people_of(company)
    return {**_written(company), "bookers": bookers, "vips": vips}


def _editor(company: Company, key: str, form: SectionForm) -> Any:
    """Who saved what the form did not know of."""
    notes = queries.notes_of(company) if form.is_stale else None
    revision = queries.last_revision(notes, key) if notes else None
    return revision.author if revision else None
