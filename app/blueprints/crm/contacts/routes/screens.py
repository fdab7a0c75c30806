"""What the browser gets: the Contacts tab, a row as text or as a form, the contact's page."""

from typing import Any

from flask import Response, url_for

from app.blueprints.accounts.queries import last_editor
from app.blueprints.crm.companies import tabs
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts import sections
from app.blueprints.crm.contacts.forms import ContactForm
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.crm.contacts.queries import contacts_of
from app.core import web

PANEL = "crm/contacts/_panel.html"
PAGE = "crm/contacts/show.html"


def tab_url(company: Company) -> str:
    return url_for("contacts.contacts.index", company_id=company.id)


def page_url(contact: Contact) -> str:
    return url_for("contacts.contacts.show", company_id=contact.company_id, contact_id=contact.id)


def tab(company: Company, *, status: int = 200, **context: Any) -> Response:
    return tabs.show(company, "contacts", PANEL, status=status, **_list(company), **context)


def row(company: Company, contact: Contact, **context: Any) -> Response:
    if web.is_htmx():
        return web.fragment("crm/contacts/_row.html", company=company, contact=contact, **context)
    return tab(company)


def row_form(
    company: Company, contact: Contact, form: ContactForm, *, status: int = 200
) -> Response:
    """The row as a form; without htmx on the whole page, among the other rows."""
    context = {"form": form, "editor": last_editor(contact) if form.is_stale else None}
    if web.is_htmx():
        template = "crm/contacts/_row_form.html"
        return web.fragment(template, status=status, company=company, contact=contact, **context)
    return tab(company, status=status, edited=contact, **context)


def new_form(company: Company, form: ContactForm, *, status: int = 200) -> Response:
    """The form on top of the table."""
    if web.is_htmx():
        return web.fragment("crm/contacts/_new.html", status=status, company=company, form=form)
    return tab(company, status=status, form=form)


def added(company: Company, contact: Contact) -> Response:
    to, message = tab_url(company), f"{contact.name} added"
    if not web.is_htmx():
        return web.redirect_to(to, message=message)
    context = {**tabs.frame(company, "contacts", PANEL), **_list(company), "fresh": contact}
    return web.saved(tabs.PART, to=to, message=message, **context)


def changed(company: Company, contact: Contact, former: Contact | None) -> Response:
    return web.saved(
        "crm/contacts/update.swap.html",
        to=tab_url(company),
        message="Contact saved",
        company=company,
        contact=contact,
        former=former,
    )


def page(contact: Contact, *, status: int = 200, **context: Any) -> Response:
    """The contact's page; `form` stands in it where the details are edited."""
    found = sections.of(contact)
    return web.page(PAGE, status=status, contact=contact, sections=found, **context)


def details(
    contact: Contact, *, form: ContactForm | None = None, status: int = 200, **context: Any
) -> Response:
    """The card of details, or its form; without htmx on the contact's page."""
    context["editor"] = last_editor(contact) if form and form.is_stale else None
    if not web.is_htmx():
        return page(contact, status=status, form=form, **context)
    template = f"crm/contacts/_{'details_form' if form else 'details'}.html"
    return web.fragment(template, status=status, contact=contact, form=form, **context)


def details_saved(contact: Contact) -> Response:
    return web.saved(
        "crm/contacts/details.swap.html",
        to=page_url(contact),
        message="Contact saved",
        contact=contact,
        was_edited=True,
    )


def deleted(contact: Contact) -> Response:
    at = {"company_id": contact.company_id, "contact_id": contact.id}
    undo = url_for("contacts.restorations.create", **at)
    to, message = tab_url(contact.company), f"{contact.name} deleted"
    return web.redirect_to(to, message=message, undo_url=undo)


def _list(company: Company) -> dict[str, Any]:
    return {"contacts": contacts_of(company)}
