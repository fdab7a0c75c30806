"""Ids of another agency, and ids that do not belong together, in what forms send."""

import re

import pytest
from sqlalchemy import text

from app.core.db import db
from tests import cast
from tests.security.walk import changes, undone

COMPANIES = {"company_id"}
CONTACTS = {"contact_id", "other_id"}
ELSEWHERE = {"subject_id"}  # what an export is about, if it is no list: the next test
PEOPLE = {"owner_id", "assignee_id", "remind_user_id"}
SEVERAL = {"contacts", "attendees", "colleagues"}
IDS = re.compile(r"_ids?$")


@pytest.fixture
def foreign(world):
    """name of a field → values of the other agency that it might take."""
    with world.other_agency() as hugo:
        contact = world.contact()
        company, person = str(contact.company_id), str(hugo.id)
        several = [f"contact-{contact.id}", f"user-{hugo.id}", str(contact.id), str(hugo.id)]
    own = world.contact()
    values = {name: [company] for name in COMPANIES} | {name: [person] for name in PEOPLE}
    values |= {name: [str(contact.id), str(own.id)] for name in CONTACTS}
    values |= {name: [] for name in ELSEWHERE}
    return values | {name: [*several, f"contact-{own.id}"] for name in SEVERAL}


def test_no_form_takes_an_id_from_elsewhere(app, browser, addresses, fields, foreign):
    tried, problems = 0, []
    for method, address, valid in changes(addresses, fields):
        if method == "DELETE" or "/choices" in address:
            continue
        for name in valid.keys() & foreign.keys():
            for value in foreign[name]:
                with undone(app):
                    status = (
                        browser.as_("anna")
                        .open(method, address, data={**valid, name: value})
                        .status_code
                    )
                tried += 1
                if status < 400:
                    problems.append(f"{method} {address} {name}={value} → {status}")
    assert problems == []
    assert tried > 40
    there = {name for valid in fields.values() for name in valid if IDS.search(name)}
    assert there - foreign.keys() == set(), "say above whose ids these fields take"


@pytest.mark.parametrize("kind", ["company", "ticket", "export", "", "user"])
def test_nobody_exports_what_is_not_theirs(browser, world, foreign, kind):
    data = {"kind": kind, "subject_id": foreign["company_id"][0]}
    assert browser.as_("anna").post("/exports", data).status_code in (400, 404, 422)
    assert db.session.scalar(text("select count(*) from export")) == 0


@pytest.mark.parametrize(
    "address",
    [
        "/companies/options?q=",
        "/companies?q=",
        "/contacts?q=",
        "/tickets?q=",
        "/tickets/new?company_search=",
        "/tickets/subjects?q=",
        "/reminders?q=",
        "/dashboard?q=",
        "/exports",
        "/imports",
        "/dashboard/recent",
        "/dashboard/quiet",
        "/dashboard/tickets",
        "/dashboard/reminders",
    ],
)
def test_no_list_and_no_picker_shows_another_agency(browser, world, address):
    with world.other_agency() as hugo:
        company = world.company(name="Zebra Secret Ltd")
        world.contact(company, last_name="Zebrasson")
        world.ticket(company, owner=hugo, subject="Zebra subject")
        world.reminder(company, user=hugo, message="Zebra reminder")
    for word in ("zebra", ""):
        url = address + word if address.endswith("=") else address
        for htmx in (False, True):
            response = browser.as_("anna").get(url, htmx=htmx)
            assert response.status_code in (200, 404)
            shown = response.text.lower()
            assert not re.search("zebra (secret|subject|reminder)|zebrasson", shown)


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_who_was_deactivated_is_out_at_once(browser, world, htmx):
    anna = browser.as_("anna")
    assert anna.get("/companies").status_code == 200
    db.session.execute(
        text('update "user" set deactivated_at = now() where id = :id'), {"id": cast.ids["anna"]}
    )
    db.session.commit()
    response = anna.post("/companies", {"name": "Late"}, htmx=htmx)
    sent_to = response.headers.get("HX-Redirect") or response.headers["Location"]
    assert sent_to.startswith("/login")
    assert db.session.scalar(text("select count(*) from company where name = 'Late'")) == 0
