"""The list, opening a ticket, its page and the form for all of it."""

from flask import Blueprint, request, url_for
from flask_login import current_user

from app.blueprints.crm.companies.models import Company
from app.blueprints.tickets import actions, listing, queries
from app.blueprints.tickets.forms import NewTicketForm, TicketForm
from app.blueprints.tickets.routes import screens
from app.core import tenancy, web
from app.core.access import allow, can
from app.core.forms import to_id
from app.core.submissions import once

bp = Blueprint("tickets", __name__, url_prefix="/tickets")


@bp.get("")
def index():
    page = listing.page_of(request.args, request.path)
    listing.remember(page)
    context = {"page": page, "bulk": can("ticket.edit")}
    context["choices"] = listing.filter_choices(page.filters)
    return web.page("tickets/index.html", part="tickets/index.swap.html", **context)


@bp.get("/new")
@allow("ticket.edit")
def new():
    return web.page("tickets/new.html", form=NewTicketForm(_company()))


@bp.post("")
@allow("ticket.edit")
@once
def create():
    form = NewTicketForm(_company())
    if not form.validate():
        return web.invalid("tickets/_form.html", inside="tickets/new.html", form=form)
    ticket = actions.open_ticket(form.values(), by=current_user)
    to = url_for("tickets.tickets.show", number=ticket.number)
    return web.redirect_to(to, message=f"Ticket #{ticket.number} opened")


@bp.get("/<id:number>")
def show(number: int):
    ticket = queries.find_ticket(number)
    return screens.show(ticket, neighbours=listing.neighbours_of(ticket))


@bp.get("/<id:number>/edit")
@allow("ticket.edit")
def edit(number: int):
    ticket = queries.find_ticket(number)
    ticket.require_open()
    return web.page("tickets/edit.html", ticket=ticket, form=TicketForm(ticket))


@bp.post("/<id:number>")
@bp.patch("/<id:number>")
@allow("ticket.edit")
def update(number: int):
    ticket = queries.find_ticket(number, lock=True)
    ticket.require_open()
    form = TicketForm(ticket)
    if not form.validate() or form.is_stale:
        return _invalid(ticket, form)
    values = form.values()
    screens.require_handing_over(ticket, values)
    actions.change_ticket(ticket, values, by=current_user)
    return web.redirect_to(url_for("tickets.tickets.show", number=number), message="Ticket saved")


def _invalid(ticket, form):
    editor = queries.last_editor(ticket) if form.is_stale else None
    inside = "tickets/edit.html"
    return web.invalid("tickets/_form.html", inside=inside, ticket=ticket, form=form, editor=editor)


def _company() -> Company | None:
    """The company that the ticket is opened from, which is then fixed."""
    company_id = to_id(request.args.get("company"))
    return tenancy.find(Company, company_id) if company_id else None
