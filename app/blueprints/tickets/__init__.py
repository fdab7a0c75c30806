"""Tickets: the list, the ticket with its timeline, the Tickets tab of a company, the mails."""

from flask import Flask

from app.blueprints import bin, views
from app.blueprints.crm.companies import header, tabs
from app.blueprints.crm.contacts import holdings, sections
from app.blueprints.files import owners
from app.blueprints.notifications import kinds
from app.blueprints.tickets import jobs, listing, queries  # noqa: F401 — jobs registers what the worker does
from app.blueprints.tickets.choices import ALL_CATEGORIES, PRIORITIES, STATUSES
from app.blueprints.tickets.holding import HOLDING
from app.blueprints.tickets.models import Action, Ticket
from app.blueprints.tickets.routes import bp
from app.core.context import offer_new, offer_place


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    app.jinja_env.globals["ticket_labels"] = {
        "status": STATUSES,
        "priority": PRIORITIES,
        "category": ALL_CATEGORIES,
    }
    tabs.offer(
        "tickets", "Tickets", "tickets.company.index", count=queries.open_ticket_count, order=70
    )
    header.offer("tickets/company/_open.html", order=20)
    views.offer("tickets", "tickets", "/tickets", listing.LISTING)
    bin.count_as(Ticket, "ticket", "tickets")
    bin.count_as(Action, "action", "actions")
    bin.offer(Ticket, "Ticket", icon="ticket", url=queries.url_of)
    bin.offer(
        Action, "Ticket action", icon="ticket", url=queries.url_of_action, guard=queries.guard
    )
    owners.offer(
        Action,
        "action_id",
        url=queries.url_of_action,
        timeline=lambda action: action.ticket,
        guard=queries.guard,
    )
    sections.offer("tickets/contacts/_list.html", queries.tickets_with, order=20)
    holdings.offer("tickets", HOLDING)
    kinds.offer("assigned", "A ticket is assigned to me", icon="ticket", order=10)
    kinds.offer("mentioned", "Somebody mentions me with @", icon="message-square", order=20)
    offer_place("tickets", "Tickets", "/tickets", "ticket", order=40)
    offer_new("Ticket", "/tickets/new", "ticket", "ticket.edit")
