"""Deleting a company: by name, with everything that belongs to it, and back again within 30 days."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from app.blueprints import bin
from app.blueprints.bin.models import Deletion
from app.blueprints.tickets.models import Action, Ticket
from app.core import clock
from app.core.db import db
from app.core.events import record
from tests.worker import deliver_all

TABLES = ("company", "contact", "activity", "reminder", "ticket", "ticket_action")


def delete(visitor, company, name=None):
    return visitor.post(f"/companies/{company.id}/deletion", {"confirm": name or company.name})


def deletion() -> Deletion:
    return db.session.scalar(select(Deletion))


def counts() -> dict[str, int]:
    """Rows there are, whether or not they lie in the bin."""
    with bin.opened():
        return {
            name: db.session.scalar(text(f"select count(*) from {name}"))  # noqa: S608
            for name in TABLES
        }


@pytest.fixture
def acme(world):
    acme = world.company(name="Acme & Sons", owner_id=world.sara.id, status="qualified")
    contact = world.contact(acme, first_name="Carol", last_name="Jones")
    world.activity(acme, subject="Acme talk")
    world.reminder(acme, message="Call Acme")
    ticket = world.ticket(acme, subject="Acme overcharge", contact_id=contact.id)
    values = {"kind": "update", "details": "Called.", "author_id": world.anna.id}
    world.added(Action(ticket=ticket, number=1, **values))
    world.company(name="Zenith")
    return acme


@pytest.mark.parametrize(
    ("visitor", "own", "status"),
    [
        ("anna", False, 303),
        ("mark", False, 303),
        ("sara", True, 303),
        ("sara", False, 403),
        ("alex", False, 403),
    ],
)
def test_who_may_delete_a_company(browser, world, visitor, own, status):
    company = world.company(owner_id=world.sara.id if own else world.mark.id)
    somebody = browser.as_(visitor)
    assert somebody.get(f"/companies/{company.id}/deletion").status_code == (
        200 if status == 303 else 403
    )
    button = f"/companies/{company.id}/deletion"
    assert (button in somebody.get(f"/companies/{company.id}/details").text) == (status == 303)
    assert delete(somebody, company).status_code == status


def test_it_says_what_goes_with_it(browser, world, acme):
    page = browser.as_("anna").get(f"/companies/{acme.id}/deletion", htmx=True).text
    assert "1 contact, 1 activity, 1 ticket" in page


def test_another_name_deletes_nothing(browser, world, acme):
    answer = delete(browser.as_("anna"), acme, "Acme")
    assert answer.status_code == 422
    assert "That is not the name" in answer.text
    assert deletion() is None


PLACES = (
    "/companies",
    "/companies/options?q=acme",
    "/tickets?state=all",
    "/reminders",
    "/pipeline",
    "/contacts",
    "/search?q=acme",
    "/dashboard/recent",
    "/dashboard/tickets",
    "/dashboard/reminders",
)


def test_while_it_lies_in_the_bin_nothing_of_it_is_seen(browser, world, acme):
    sara, anna, company_id = browser.as_("sara"), browser.as_("anna"), acme.id
    record("company.added", acme, by=world.sara, within=acme)
    assert shown(anna) == dict.fromkeys(PLACES, True)
    delete(sara, acme)
    assert shown(anna) == dict.fromkeys(PLACES, False)
    ticket = "/tickets/" + str(deleted_ticket().number)
    gone = [f"/companies/{company_id}/details", f"/companies/{company_id}/contacts", ticket]
    assert [sara.get(url).status_code for url in gone] == [404, 404, 404]
    assert "Zenith" in sara.get("/companies").text


def shown(visitor) -> dict[str, bool]:
    return {place: "Acme" in visitor.get(place, htmx=True).text for place in PLACES}


def deleted_ticket() -> Ticket:
    with bin.opened():
        return db.session.scalar(select(Ticket))


def test_its_reminders_do_not_mail(browser, world, mailbox):
    company = world.company(name="Acme")
    for about in (company, world.company(name="Zenith")):
        world.reminder(about, message=f"Call {about.name}").plan()
    delete(browser.as_("anna"), company)
    deliver_all()
    assert [mail.subject for mail in mailbox.mails] == ["Reminder: Call Zenith (Zenith)"]


def test_an_admin_brings_all_of_it_back(browser, world, acme):
    delete(browser.as_("sara"), acme)
    anna = browser.as_("anna")
    page = anna.get("/agency/bin").text
    assert "Acme &amp; Sons" in page
    assert "with 1 contact, 1 activity, 1 ticket" in page
    answer = anna.post(f"/agency/bin/{deletion().id}/restoration")
    assert answer.location == f"/companies/{acme.id}"
    assert "Carol" in anna.get(f"/companies/{acme.id}/contacts").text
    assert "Acme overcharge" in anna.get("/tickets").text
    assert deletion() is None
    assert "Acme" not in anna.get("/agency/bin").text


@pytest.mark.parametrize("visitor", ["mark", "sara", "alex"])
def test_only_admins_see_the_bin(browser, world, acme, visitor):
    made = bin.put(acme, by=world.anna)
    somebody = browser.as_(visitor)
    assert somebody.get("/agency/bin").status_code == 403
    assert somebody.post(f"/agency/bin/{made.id}/restoration").status_code == 403
    assert "/agency/bin" not in somebody.get("/companies").text


def test_after_thirty_days_all_of_it_is_gone_and_nothing_else(browser, world, acme):
    before = counts()
    delete(browser.as_("anna"), acme)
    deliver_all()
    assert counts() == before
    clock.freeze(clock.now() + timedelta(days=30, minutes=1))
    deliver_all()
    assert counts() == {**dict.fromkeys(TABLES, 0), "company": 1}
    assert deletion() is None


def test_what_was_restored_is_not_purged(browser, world, acme):
    before = counts()
    bin.put(acme, by=world.anna)
    browser.as_("anna").post(f"/agency/bin/{deletion().id}/restoration")
    clock.freeze(clock.now() + timedelta(days=31))
    deliver_all()
    assert counts() == before


def test_another_agency_keeps_its_own(browser, world, acme):
    with world.other_agency() as hugo:
        theirs = bin.put(world.company(name="Theirs"), by=hugo).id
    anna = browser.as_("anna")
    assert "Theirs" not in anna.get("/agency/bin").text
    assert anna.post(f"/agency/bin/{theirs}/restoration").status_code == 404
    delete(anna, acme)
    clock.freeze(clock.now() + timedelta(days=29))
    deliver_all()
    assert deletion() is not None
