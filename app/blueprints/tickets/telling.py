"""Who hears of what happened to a ticket: whoever has it, whoever had it and those who watch it, but
never who did it. What one person does within two minutes is one mail."""

from collections.abc import Iterator
from datetime import timedelta

from flask import current_app
from sqlalchemy import select

from app.blueprints.accounts.models import User
from app.blueprints.crm.watchers.telling import watcher_ids
from app.blueprints.notifications.actions import notify
from app.blueprints.tickets.mails import News
from app.blueprints.tickets.models import Ticket, Watcher
from app.core import clock
from app.core.db import db
from app.core.events import Event
from app.outbox import add_to, post

MAIL = "ticket.mail"


def tell(ticket: Ticket, *happened: Event | None, former: User | None = None) -> None:
    """`former` had the ticket before."""
    db.session.flush()
    events = [event for event in happened if event]
    if not events:
        return
    by_id, news = events[0].actor_id, News(ticket, events)
    at_once: set[int] = set()
    for kind, text, people in _told(news, former, by_id):
        at_once |= notify(people, kind, ticket.title, text, news.path, by_id=by_id)
    for user_id in sorted(at_once):
        _mail(ticket, events, user_id, by_id)


def _told(
    news: News, former: User | None, by_id: int | None
) -> Iterator[tuple[str, str, set[int]]]:
    """Each hears it once, as what concerns them most: (kind, text, people)."""
    mentioned = news.mentioned - {by_id}
    given = {news.given_to} - mentioned - {by_id, None}
    others = set() if news.is_mention_alone else _listeners(news, former)
    others -= mentioned | given | {by_id}
    yield from (
        (kind, text, people)
        for kind, text, people in (
            ("mentioned", "you were mentioned", mentioned),
            ("assigned", "assigned to you", given),
            ("watched", news.brief, others),
        )
        if people
    )


def _listeners(news: News, former: User | None) -> set[int]:
    """Of a new ticket also those who watch its company."""
    ticket = news.ticket
    watch = select(Watcher.user_id).where(
        Watcher.agency_id == ticket.agency_id, Watcher.ticket_id == ticket.id
    )
    has_it = ticket.assignee or ticket.owner
    of_company = watcher_ids(ticket.company_id) if news.is_opened else set()
    return {*db.session.scalars(watch), *of_company, has_it.id} | ({former.id} if former else set())


def _mail(ticket: Ticket, events: list[Event], user_id: int, by_id: int | None) -> None:
    """The key says which event began the two minutes, so that no other message is kept from coming
    by one that is done."""
    ids = {"ticket_id": ticket.id, "recipient_id": user_id, "actor_id": by_id}
    event_ids = [event.id for event in events]
    seconds = current_app.extensions["settings"].ticket_mail_seconds
    due = clock.now() + timedelta(seconds=seconds)
    if not add_to(MAIL, ids, "event_ids", event_ids, until=due):
        key = f"{MAIL}:{user_id}:{event_ids[0]}"
        post(MAIL, {**ids, "event_ids": event_ids}, deliver_at=due, dedupe_key=key)
