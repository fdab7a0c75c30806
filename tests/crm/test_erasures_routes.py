"""A person who asks to be forgotten: gone from the contact and the history, told what is left."""

import json

import pytest
from sqlalchemy import select, text

from app.blueprints.activities.models import Attendee
from app.blueprints.crm.contacts import actions
from app.blueprints.imports.models import ImportChange
from app.core.db import db
from app.core.events import Event, record
from tests.crm import typed
from tests.imports.steps import csv_of, imported_from


@pytest.fixture
def contact(world):
    company = world.company(name="Acme", owner_id=world.sara.id)
    values = typed.contact(
        **dict.fromkeys(("is_primary", "is_booker", "is_traveller", "is_vip"), False)
    )
    values |= {"phone": "+442079460018", "mobile": None, "notes": "Likes aisles."}
    return actions.add_contact(company, values, by=world.anna)


@pytest.fixture
def url(contact):
    db.session.commit()
    return f"/companies/{contact.company_id}/contacts/{contact.id}"


def erased(browser, url, name="Carol Jones"):
    return browser.as_("anna").post(f"{url}/erasure", {"confirm": name})


def history() -> str:
    return json.dumps([event.data for event in db.session.scalars(select(Event))])


def test_the_name_has_to_be_typed(browser, contact, url):
    answer = erased(browser, url, "Carol")
    assert answer.status_code == 422
    assert "That is not the full name" in answer.text
    db.session.refresh(contact)
    assert contact.name == "Carol Jones"


def test_the_contact_is_gone_and_what_names_it_says_so(browser, world, contact, url):
    ticket = world.ticket(contact.company, contact_id=contact.id, description="Charged twice.")
    activity = world.activity(contact.company)
    values = {"contact_id": contact.id, "name": contact.name}
    attendee = world.added(Attendee(activity_id=activity.id, **values))
    assert erased(browser, url).headers["Location"] == f"{url}/erasure"
    for changed in (contact, ticket, attendee):
        db.session.refresh(changed)
    row = db.session.execute(text("select * from contact")).mappings().one()
    for word in ("Carol", "Jones", "acme.test", "7946", "aisles", "Finance", "Travel manager"):
        assert word not in str(dict(row))
    assert (contact.name, attendee.name, ticket.description) == (
        "Erased person", "Erased person", "Charged twice.",
    )  # fmt: skip
    anna = browser.as_("anna")
    assert anna.get(url).status_code == 404
    assert anna.post(f"{url}/restoration").status_code == 404
    assert "Erased person" in anna.get(f"/tickets/{ticket.number}").text


def test_the_history_keeps_what_happened_and_forgets_whom(browser, world, contact, url):
    values = {"last_name": "Smith", "email": "smith@acme.test", "is_primary": False}
    actions.change_contact(contact, values, by=world.mark)
    changes = [{"field": "Contact", "before": "Nobody", "after": "Carol Jones"}]
    ticket = world.ticket(contact.company)
    record("ticket.changed", ticket, by=world.mark, within=contact.company, changes=changes)
    record("company.updated", world.company(name="Carol Jones Ltd"), by=world.mark)
    erased(browser, url, "Carol Smith")
    said = history()
    for word in ("Smith", "smith@acme.test", "carol@acme.test", "7946"):
        assert word not in said
    assert said.count("Carol Jones") == 1, "what is not of this company stays"
    kinds = list(db.session.scalars(select(Event.kind).order_by(Event.id)))
    assert kinds == [
        "contact.added", "contact.updated", "ticket.changed", "company.updated", "contact.erased",
    ]  # fmt: skip
    told = db.session.scalars(select(Event).where(Event.kind == "contact.updated")).one()
    assert told.data["changes"] == {"last_name": [None, None], "email": [None, None]}


def test_what_was_merged_into_it_is_erased_too(browser, world, contact, url):
    from app.blueprints.crm.contacts import mergers

    other = world.contact(contact.company, first_name="Caroline", last_name="Other")
    mergers.merge(contact, other, {}, by=world.anna)
    erased(browser, url)
    db.session.refresh(other)
    assert (other.name, other.email) == ("Erased person", None)
    assert "Caroline" not in history()


def test_texts_that_may_name_the_person_are_listed_and_left(browser, world, contact, url):
    company = contact.company
    ticket = world.ticket(company, description="Mrs Jones was charged twice.")
    world.ticket(company, description="Something else.")
    activity = world.activity(company, details="Spoke to carol@acme.test.")
    reminder = world.reminder(company, message="Call Carol Jones")
    before = browser.as_("anna").get(f"{url}/erasure").text
    erased(browser, url)
    after = browser.as_("anna").get(f"{url}/erasure").text
    for page in (before, after):
        assert f'<a href="/tickets/{ticket.number}">Ticket #{ticket.number}</a>' in page
        assert f'href="/companies/{company.id}/activity/{activity.id}"' in page
        assert f'href="/reminders/{reminder.id}' in page
        assert page.count(">Ticket #") == 1
    assert "Jones" not in after
    db.session.refresh(ticket)
    assert ticket.description == "Mrs Jones was charged twice."


def test_the_history_of_another_agency_is_not_touched(browser, world, contact, url):
    with world.other_agency() as hugo:
        theirs = world.contact(first_name="Carol", last_name="Jones")
        record("contact.added", theirs, by=hugo, within=theirs.company)
    erased(browser, url)
    with world.other_agency():
        assert "Carol Jones" in history()
        db.session.refresh(theirs)
        assert theirs.name == "Carol Jones"


@pytest.mark.parametrize(("who", "status"), [("mark", 403), ("sara", 403), ("hugo", 404)])
def test_only_an_admin_of_the_agency_erases(browser, contact, url, who, status):
    visitor = browser.as_(who)
    assert visitor.get(f"{url}/erasure").status_code == status
    assert visitor.post(f"{url}/erasure", {"confirm": "Carol Jones"}).status_code == status


def test_an_import_does_not_remember_the_person(browser, world, contact, url):
    rows = csv_of("First name,Last name,Company,Phone", "Carol,Jones,Acme,020 7946 0999")
    imported_from(browser, rows, kind="contacts", duplicates="update")
    assert "+442079460018" in db.session.query(ImportChange).one().before.values()
    erased(browser, url)
    assert db.session.query(ImportChange).count() == 0
