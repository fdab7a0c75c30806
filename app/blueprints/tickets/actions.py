"""What people do with tickets: the change, its event, the company's last activity and the mails."""

from typing import Any

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from app.blueprints import bin
from app.blueprints.accounts import mentions
from app.blueprints.accounts.models import User
from app.blueprints.files.actions import attach
from app.blueprints.tickets.models import Action, Subject, Ticket, TicketCounter, Watcher
from app.core.db import db
from app.core.events import Event, record
from app.core.uploads import Upload
from app.outbox import post

MAIL = "ticket.mail"


def open_ticket(values: dict[str, Any], *, by: User) -> Ticket:
    """`values` are those of the form: records as records, the subject as it was typed."""
    subject = Subject.named(values["subject"])
    ticket = Ticket(
        **{**values, "subject": subject}, status="open", owner=by, number=TicketCounter.next()
    )
    db.session.add(ticket)
    ticket.company.touch()
    event = record("ticket.opened", ticket, by=by, within=ticket.company)
    _mention(ticket, ticket.description, by=by)
    _tell(event, ticket, _worker(ticket))
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
        _mention(ticket, ticket.description, before=described, by=by)
        _tell(event, ticket, _worker(ticket), before)
    return event is not None


def close_ticket(ticket: Ticket, *, by: User) -> None:
    change_ticket(ticket, {"status": "closed"}, by=by)


def reopen_ticket(ticket: Ticket, reason: str, *, by: User) -> None:
    _tell(ticket.reopen(reason, by=by), ticket, _worker(ticket))


def delete_ticket(ticket: Ticket, *, by: User) -> None:
    ticket.require_open()
    bin.put(ticket, by=by, within=ticket.company)


def add_action(
    ticket: Ticket, values: dict[str, str], uploads: list[Upload] | None = None, *, by: User
) -> Action:
    """A ticket that nobody has becomes the writer's; its owner, who had it so far, hears of both."""
    ticket.require_open()
    had_it = _worker(ticket)
    if ticket.assignee is None:
        ticket.change({"assignee": by}, by=by)
    ticket.last_action += 1
    ticket.touch()
    ticket.company.touch()
    action = Action(ticket=ticket, number=ticket.last_action, author=by, **values)
    db.session.add(action)
    db.session.flush()
    for upload in uploads or []:
        attach(upload, to=action, by=by)
    _mention(ticket, action.details, by=by, action=action)
    _tell(record("action.added", action, by=by, within=ticket), ticket, had_it)
    return action


def edit_action(action: Action, values: dict[str, str], *, by: User) -> None:
    before = action.details
    action.edit(values, by=by)
    _mention(action.ticket, action.details, before=before, by=by, action=action)


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
) -> None:
    """Colleagues whom the text names, and did not name before, watch the ticket from now on; the
    event says who they are."""
    if text == before:
        return
    known = {by, *mentions.people_in(before)}
    named = [user for user in mentions.people_in(text) if user not in known]
    if named:
        watch(ticket, *named)
        people = [user.id for user in named]
        record("ticket.mentioned", action or ticket, by=by, within=ticket, people=people)


def _worker(ticket: Ticket) -> User:
    return ticket.assignee or ticket.owner


def _tell(event: Event, ticket: Ticket, *people: User | None) -> None:
    """One mail for each of them, except for who did it."""
    db.session.flush()
    for user_id in {user.id for user in people if user and user.id != event.actor_id}:
        ids = {"ticket_id": ticket.id, "event_id": event.id, "recipient_id": user_id}
        post(MAIL, ids)
