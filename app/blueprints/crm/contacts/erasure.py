"""Taking a person out: the contact, what the history says of it, and what others keep of it. Texts
that people wrote are not touched; those that may name the person are told."""

import re
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, String, cast, or_, select

from app.blueprints import bin
from app.blueprints.accounts.models import User
from app.blueprints.crm.contacts import holdings
from app.blueprints.crm.contacts.holdings import ERASED, Mention
from app.blueprints.crm.contacts.models import Contact
from app.core import reach, tenancy
from app.core.db import db
from app.core.events import Event, erasing, record

SHORTEST = 3


def erase(contact: Contact, *, by: User) -> None:
    """The contact and all that were merged into it."""
    people = [contact, *merged_into(contact)]
    words, to_check = known_of(people), mentions(contact, people)
    with erasing():
        for event in _history(people, words):
            event.data = _without(event, words)
    for person in people:
        holdings.forget(person)
        bin.unlisted(person)
        person.erase()
    told = [{"what": what, "url": url} for what, url in to_check]
    record("contact.erased", contact, by=by, within=contact.company, to_check=told)


def merged_into(contact: Contact) -> list[Contact]:
    merged = Contact.merged_into_id == contact.id
    return list(db.session.scalars(tenancy.scoped(Contact, deleted=True).where(merged)))


def mentions(contact: Contact, people: Collection[Contact]) -> list[Mention]:
    """Texts that people wrote and that may name the person, to be checked by hand."""
    words = known_of(people) | {person.last_name for person in people}
    return holdings.mentions(contact, words) if words else []


def what_to_check(contact: Contact) -> list[Mention]:
    """What was told when this contact was erased."""
    erased = Event.agency_id == contact.agency_id, Event.kind == "contact.erased"
    its = Event.subject_type == "contact", Event.subject_id == contact.id
    data = db.session.scalar(select(Event.data).where(*erased, *its).order_by(Event.id.desc()))
    return [Mention(**found) for found in (data or {}).get("to_check", [])]


def known_of(people: Collection[Contact]) -> set[str]:
    """Names, addresses and numbers of the person, also former ones that the history knows."""
    found: set[str | None] = set()
    for person in people:
        found |= {person.name, person.email, *_numbers(person, person.phone, person.mobile)}
    for event in db.session.scalars(_own_events(people)):
        found |= {event.data.get(key) for key in ("title", "name", "former")}
        for field in ("email", "phone", "mobile"):
            found |= set(_changes(event.data).get(field, ()))
    return {word for word in found if word and len(word) >= SHORTEST and word != ERASED}


def _numbers(person: Contact, *numbers: str | None) -> set[str]:
    """As they are stored and as people write them."""
    country = person.company.country or "GB"
    return {text for n in numbers if n for text in (n, reach.shown_phone(n, country))}


def _own_events(people: Collection[Contact]) -> Any:
    ids = [person.id for person in people]
    return tenancy.scoped(Event).where(Event.subject_type == "contact", Event.subject_id.in_(ids))


def _history(people: Collection[Contact], words: set[str]) -> list[Event]:
    """What happened to the contact, and other events of the company that name the person."""
    company_id = next(iter(people)).company_id
    within = (Event.within_type == "company") & (Event.within_id == company_id)
    named = tenancy.scoped(Event).where(
        within, Event.subject_type != "contact", _says(cast(Event.data, String), words)
    )
    own = db.session.scalars(_own_events(people))
    return [*own, *(db.session.scalars(named) if words else ())]


def _says(column: Any, words: Collection[str]) -> ColumnElement[bool]:
    return or_(*(column.icontains(word, autoescape=True) for word in sorted(words)))


def _without(event: Event, words: set[str]) -> dict[str, Any]:
    """Of the contact's own events only the names of the changed fields stay."""
    data = event.data
    if event.subject_type == "contact" and _changes(data):
        data = data | {"changes": {field: [None, None] for field in _changes(data)}}
    if not words:
        return data
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return scrubbed(data, re.compile(pattern, re.IGNORECASE))


def scrubbed(value: Any, words: re.Pattern[str]) -> Any:
    if isinstance(value, dict):
        return {key: scrubbed(item, words) for key, item in value.items()}
    if isinstance(value, list):
        return [scrubbed(item, words) for item in value]
    return words.sub(ERASED, value) if isinstance(value, str) else value


def _changes(data: dict[str, Any]) -> dict[str, list[Any]]:
    changes = data.get("changes")
    return changes if isinstance(changes, dict) else {}
