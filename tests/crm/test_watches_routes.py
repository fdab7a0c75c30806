"""Watching a company: who hears of what, and never of one's own doing or of another agency."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.blueprints.crm.watchers.models import CompanyWatcher
from app.blueprints.crm.watches.actions import watch
from app.blueprints.notifications.actions import choose
from app.blueprints.notifications.models import Notification
from app.blueprints.tickets.actions import open_ticket
from app.core.db import db
from tests.worker import deliver_all


@pytest.fixture
def company(world):
    return world.company(name="Acme")


@pytest.fixture
def watched(world, company):
    watch(company, world.sara)
    db.session.commit()
    return company


def told(user) -> list[tuple[str, str, str]]:
    query = select(Notification).where(Notification.user_id == user.id).order_by(Notification.id)
    return [(n.kind, n.title, n.text) for n in db.session.scalars(query)]


@pytest.mark.parametrize("htmx", [False, True])
def test_whoever_likes_watches_and_stops(browser, company, htmx):
    url, alex = f"/companies/{company.id}/watch", browser.as_("alex")
    assert alex.post(url, htmx=htmx).status_code == (200 if htmx else 303)
    alex.post(url)
    assert db.session.query(CompanyWatcher).count() == 1
    assert "Stop watching" in alex.get(f"/companies/{company.id}/details").text
    assert "Stop watching" not in browser.as_("mark").get(f"/companies/{company.id}/details").text
    alex.post(f"{url}/deletion", htmx=htmx)
    assert db.session.query(CompanyWatcher).count() == 0


def test_a_watcher_hears_of_status_and_owner(world, watched):
    watched.change({"status": "proposal"}, by=world.mark)
    watched.change({"owner_id": world.mark.id}, by=world.mark)
    watched.change({"city": "Leeds"}, by=world.mark)
    status, owner = told(world.sara)
    assert status == ("watched", "Acme", f"status changed to {watched.status_label}")
    assert owner == ("watched", "Acme", "owner changed")
    assert told(world.mark) == []


def test_nobody_hears_of_what_they_did(world, watched):
    watched.change({"status": "proposal", "owner_id": world.sara.id}, by=world.sara)
    assert told(world.sara) == []


def test_a_watcher_hears_of_a_new_ticket_and_of_no_more(world, watched, ticket_values):
    ticket = open_ticket(ticket_values, by=world.mark)
    assert told(world.sara) == [("watched", ticket.title, "opened")]
    ticket_values["company"] = world.company(name="Other")
    open_ticket(ticket_values, by=world.mark)
    assert len(told(world.sara)) == 1


@pytest.fixture
def ticket_values(watched):
    values = {"subject": "Hotel", "company": watched, "description": "Overcharged"}
    return values | {"category": "complaint", "category_type": "client", "contact": None}


@pytest.mark.parametrize(("delivery", "mails"), [("at_once", 1), ("digest", 0), ("off", 0)])
def test_the_mail_is_as_the_watcher_chose(world, watched, mailbox, delivery, mails):
    choose(world.sara, {"watched": delivery})
    watched.change({"status": "proposal"}, by=world.mark)
    db.session.commit()
    deliver_all()
    assert len(mailbox.to(world.sara.email)) == mails


def test_a_watcher_is_of_the_agency(world, company):
    with world.other_agency() as hugo:
        stranger = hugo
    db.session.add(CompanyWatcher(company_id=company.id, user_id=stranger.id))
    with pytest.raises(IntegrityError, match="fk_company_watcher"):
        db.session.flush()
    db.session.rollback()


def test_watching_goes_with_the_company(watched):
    db.session.delete(watched)
    db.session.commit()
    assert db.session.query(CompanyWatcher).count() == 0
