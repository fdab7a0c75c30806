"""What people do with tickets: the change, its event, the company's last activity; who hears of it."""

from typing import Any

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from app.blueprints import bin
from app.blueprints.accounts import mentions
from app.blueprints.accounts.models import User
from app.blueprints.files.actions import attach
from app.blueprints.tickets.models import Action, Subject, Ticket, TicketCounter, Watcher
from app.blueprints.tickets.telling import tell
from app.core import clock
from app.core.db import db
from app.core.events import Event, record
from app.core.uploads import Upload


def open_ticket(values: dict[str, Any], *, by: User) -> Ticket:
    """`values` are those of the form: records as records, the subject as it was typed."""
    subject = Subject.named(values["subject"])
    ticket = Ticket(
        **{**values, "subject": subject}, status="open", owner=by, number=TicketCounter.next()
    )
    db.session.add(ticket)
    ticket.company.touch()
    event = record("ticket.opened", ticket, by=by, within=ticket.company)
    tell(ticket, event, _mention(ticket, ticket.description, by=by))
    return ticket


def change_ticket(ticket: Ticket, values: dict[str, Any], *, by: User) -> bool:
    """Whoever has the ticket now hears of the change, and whoever had it before. False when nothing
    changed."""
    ticket.require_open()
    if "subject" in values:
        values = {**values, "subject": Subject.named(values["subject"])}
    before, described = ticket.assignee, ticket.description
    event = ticket.change(values, by=by)
    if event:
        mentioned = _mention(ticket, ticket.description, before=described, by=by)
        tell(ticket, event, mentioned, former=before)
    return event is not None


def close_ticket(ticket: Ticket, *, by: User) -> None:
    change_ticket(ticket, {"status": "closed"}, by=by)


def reopen_ticket(ticket: Ticket, reason: str, *, by: User) -> None:
    tell(ticket, ticket.reopen(reason, by=by))


def delete_ticket(ticket: Ticket, *, by: User) -> None:
    ticket.require_open()
    bin.put(ticket, by=by, within=ticket.company)


def add_action(
    ticket: Ticket, values: dict[str, str], uploads: list[Upload] | None = None, *, by: User
) -> Action:
    """A ticket that nobody has becomes the writer's; its owner, who had it so far, hears of both."""
    ticket.require_open()
    had_it, taken = ticket.assignee or ticket.owner, None
    if ticket.assignee is None:
        taken = ticket.change({"assignee": by}, by=by)
    ticket.last_action += 1
    ticket.first_action_at = ticket.first_action_at or clock.now()
    ticket.touch()
    ticket.company.touch()
    action = Action(ticket=ticket, number=ticket.last_action, author=by, **values)
    db.session.add(action)
    db.session.flush()
    for upload in uploads or []:
        attach(upload, to=action, by=by)
    added = record("action.added", action, by=by, within=ticket)
    mentioned = _mention(ticket, action.details, by=by, action=action)
    tell(ticket, taken, added, mentioned, former=had_it)
    return action


def edit_action(action: Action, values: dict[str, str], *, by: User) -> None:
    before = action.details
    action.edit(values, by=by)
    mentioned = _mention(action.ticket, action.details, before=before, by=by, action=action)
    tell(action.ticket, mentioned)


def delete_action(action: Action, *, by: User) -> None:
    action.ticket.require_open()
    bin.put(action, by=by, within=action.ticket)


def watch(ticket: Ticket, *people: User) -> None:
    """Whoever watches already goes on doing so."""
    if people:
        rows = [{"ticket_id": ticket.id, "user_id": user.id} for user in people]
        db.session.execute(insert(Watcher).values(rows).on_conflict_do_nothing())


def unwatch(ticket: Ticket, user: User) -> None:
    mine = (Watcher.ticket_id == ticket.id) & (Watcher.user_id == user.id)
    db.session.execute(delete(Watcher).where(Watcher.agency_id == ticket.agency_id, mine))


def _mention(
    ticket: Ticket, text: str, *, by: User, before: str = "", action: Action | None = None
) -> Event | None:
    """Colleagues whom the text names, and did not name before, watch the ticket from now on; the
    event says who they are."""
    if text == before:
        return None
    known = {by, *mentions.people_in(before)}
    named = [user for user in mentions.people_in(text) if user not in known]
    if not named:
        return None
    watch(ticket, *named)
    people = [user.id for user in named]
    return record("ticket.mentioned", action or ticket, by=by, within=ticket, people=people)
