"""A deleted contact lies in the bin, while activities and tickets go on showing the name."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.blueprints import bin
from app.blueprints.bin.actions import purge
from app.blueprints.bin.models import Deletion
from app.blueprints.crm.contacts import actions, erasure
from app.blueprints.crm.contacts.models import Contact
from app.core import clock, tenancy
from app.core.db import db
from tests.worker import deliver_all


@pytest.fixture
def rosa(world):
    company = world.company(name="Acme")
    return world.contact(company, first_name="Rosa", last_name="Quill", notes="Window seat")


def deleted(world, contact) -> Deletion:
    actions.delete_contact(contact, by=world.anna)
    return db.session.scalar(select(Deletion))


def test_an_admin_finds_it_in_the_bin_and_brings_it_back(browser, world, rosa):
    anna = browser.as_("anna")
    anna.post(
        f"/companies/{rosa.company_id}/contacts/{rosa.id}/deletion", {"confirm": "Rosa Quill"}
    )
    page = anna.get("/agency/bin?kind=contact").text
    assert "Rosa Quill" in page
    found = db.session.scalar(select(Deletion))
    answer = anna.post(f"/agency/bin/{found.id}/restoration")
    assert answer.location == f"/companies/{rosa.company_id}/contacts/{rosa.id}"
    assert not rosa.is_deleted
    assert db.session.scalar(select(Deletion)) is None


def test_undo_takes_it_out_of_the_bin(browser, world, rosa):
    deleted(world, rosa)
    path = f"/companies/{rosa.company_id}/contacts/{rosa.id}/restoration"
    browser.as_("anna").post(path)
    assert db.session.scalar(select(Deletion)) is None
    clock.freeze(clock.now() + timedelta(days=31))
    deliver_all()
    assert rosa.notes == "Window seat"


def test_a_ticket_shows_the_name_also_when_it_is_purged(browser, world, rosa):
    ticket = world.ticket(rosa.company, contact_id=rosa.id)
    deleted(world, rosa)
    assert "Rosa Quill" in browser.as_("alex").get(f"/tickets/{ticket.number}").text
    clock.freeze(clock.now() + timedelta(days=31))
    deliver_all()
    db.session.expire_all()
    assert (rosa.name, rosa.email, rosa.phone, rosa.notes) == ("Rosa Quill", None, None, None)
    assert db.session.scalar(select(Deletion)) is None
    assert "Rosa Quill" in browser.as_("alex").get(f"/tickets/{ticket.number}").text
    path = f"/companies/{rosa.company_id}/contacts/{rosa.id}"
    assert browser.as_("anna").post(f"{path}/restoration").status_code == 404
    assert browser.as_("anna").get(path).status_code == 404


def test_its_company_comes_back_first(browser, world, rosa):
    found = deleted(world, rosa)
    bin.put(rosa.company, by=world.anna)
    answer = browser.as_("anna").post(f"/agency/bin/{found.id}/restoration")
    assert answer.status_code == 409
    assert "Restore the company first" in answer.text


def test_it_goes_with_its_company(world, rosa):
    deleted(world, rosa)
    purge(bin.put(rosa.company, by=world.anna))
    assert db.session.scalars(select(Deletion)).all() == []
    clock.freeze(clock.now() + timedelta(days=31))
    deliver_all()


def test_the_bin_does_not_name_an_erased_person(world, rosa):
    deleted(world, rosa)
    erasure.erase(rosa, by=world.anna)
    assert db.session.scalars(select(Deletion)).all() == []


def test_another_agency_has_its_own_bin(browser, world, rosa):
    with world.other_agency() as hugo:
        theirs = world.contact(first_name="Xenia", last_name="Other")
        actions.delete_contact(theirs, by=hugo)
        found = db.session.scalar(tenancy.scoped(Deletion)).id
    anna = browser.as_("anna")
    assert "Xenia" not in anna.get("/agency/bin").text
    assert anna.post(f"/agency/bin/{found}/restoration").status_code == 404
    with world.other_agency():
        assert db.session.get_one(Contact, theirs.id).is_deleted
