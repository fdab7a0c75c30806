"""What the browser gets: the Fees tab, a row as text or as a form."""

from typing import Any

from flask import Response, url_for

from app.blueprints.accounts.queries import last_editor
from app.blueprints.crm.companies import tabs
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.fees.forms import FeeForm
from app.blueprints.crm.fees.models import Fee
from app.blueprints.crm.fees.queries import fees_of
from app.core import web

PANEL = "crm/fees/_panel.html"


def tab_url(company: Company) -> str:
    return url_for("fees.fees.index", company_id=company.id)


def tab(company: Company, *, status: int = 200, **context: Any) -> Response:
    return tabs.show(company, "fees", PANEL, status=status, fees=fees_of(company), **context)


def listed(company: Company, message: str, undo_url: str | None = None, **context: Any) -> Response:
    """The whole tab after a change of the list."""
    if not web.is_htmx():
        return web.redirect_to(tab_url(company), message=message, undo_url=undo_url)
    web.toast(message, undo_url=undo_url)
    context |= {**tabs.frame(company, "fees", PANEL), "fees": fees_of(company)}
    return web.saved(tabs.PART, to=tab_url(company), **context)


def restored(company: Company, fee: Fee) -> Response:
    return web.redirect_to(tab_url(company), message=f"{fee.service} is back")


def row(company: Company, fee: Fee) -> Response:
    if not web.is_htmx():
        return tab(company)
    shown = {"company": company, "fee": fee, "place": None}
    return web.fragment("crm/fees/_row.html", was_edited=True, **shown)


def row_form(company: Company, fee: Fee, form: FeeForm, *, status: int = 200) -> Response:
    """The row as a form; without htmx on the whole page, among the other rows."""
    context = {"form": form, "editor": last_editor(fee) if form.is_stale else None}
    if not web.is_htmx():
        return tab(company, status=status, edited=fee, **context)
    template = "crm/fees/_row_form.html"
    return web.fragment(template, status=status, company=company, fee=fee, **context)


def new_form(company: Company, form: FeeForm, *, status: int = 200) -> Response:
    """The form on top of the table."""
    if not web.is_htmx():
        return tab(company, status=status, form=form)
    return web.fragment("crm/fees/_new.html", status=status, company=company, form=form)


def saved(company: Company, fee: Fee) -> Response:
    to, context = tab_url(company), {"company": company, "fee": fee, "was_edited": True}
    return web.saved("crm/fees/_row.html", to=to, message="Fee saved", **context)
