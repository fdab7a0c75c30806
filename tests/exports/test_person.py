"""A person's data, for an admin, as a zip."""

import csv
import io
import json
import zipfile

import pytest

from app.blueprints.activities.models import Attendee
from app.blueprints.crm.contacts import actions, erasure
from app.blueprints.exports.models import Export, ExportFile
from app.core.db import db
from tests.worker import deliver_all


@pytest.fixture
def contact(world):
    company = world.company(name="Acme")
    made = world.contact(company, first_name="Carol", last_name="Jones", notes="=1+1")
    actions.change_contact(made, {"department": "Legal", "is_primary": False}, by=world.anna)
    return made


def ask(browser, contact, who="anna"):
    data = {"kind": "person", "subject_id": contact.id}
    return browser.as_(who).post("/exports", data, htmx=True)


def archive() -> zipfile.ZipFile:
    deliver_all()
    file = db.session.query(ExportFile).one()
    assert (file.name, file.media_type) == ("Data-of-Carol-Jones.zip", "application/zip")
    return zipfile.ZipFile(io.BytesIO(file.content))


def test_everything_of_the_person_is_in_the_file(browser, world, contact):
    ticket = world.ticket(contact.company, contact_id=contact.id)
    world.ticket(contact.company, description="Somebody else's.")
    call = world.activity(contact.company, subject="Renewal")
    world.added(Attendee(activity_id=call.id, contact_id=contact.id, name=contact.name))
    with world.other_agency():
        theirs = world.contact()
        world.ticket(theirs.company, contact_id=theirs.id)
    assert "Download ZIP" not in ask(browser, contact).text
    made = archive()
    told = json.loads(made.read("person.json"))
    assert told["contact"][0]["department"] == "Legal"
    assert [row["number"] for row in told["tickets"]] == [ticket.number]
    assert [row["subject"] for row in told["activities"]] == ["Renewal"]
    assert [row["what"] for row in told["history"]] == ["contact.updated"]
    rows = list(csv.DictReader(io.StringIO(made.read("contact.csv").decode("utf-8-sig"))))
    assert (rows[0]["company"], rows[0]["notes"]) == ("Acme", "'=1+1")


@pytest.mark.parametrize(("who", "status"), [("mark", 403), ("alex", 403), ("hugo", 404)])
def test_only_an_admin_of_the_agency_asks_for_it(browser, contact, who, status):
    db.session.commit()
    assert ask(browser, contact, who).status_code == status
    assert db.session.query(Export).count() == 0


def test_the_file_goes_with_the_person(browser, world, contact):
    ask(browser, contact)
    archive()
    erasure.erase(contact, by=world.anna)
    assert db.session.query(Export).count() == 0


@pytest.mark.parametrize(
    ("kind", "subject", "stays"),
    [
        ("company", "company", False),
        ("sheet", "company", False),
        ("ticket", "ticket", False),
        ("contacts.csv", None, False),
        ("tickets.csv", None, False),
        ("fees.csv", None, True),
        ("company", "other", True),
    ],
)
def test_documents_that_may_name_the_person_go_too(world, contact, kind, subject, stays):
    ids = {
        "company": contact.company_id,
        "ticket": world.ticket(contact.company).id,
        "other": world.company().id,
    }
    values = {"title": "Export", "user_id": world.anna.id, "state": "ready"}
    world.added(Export(kind=kind, subject_id=ids.get(subject), **values))
    with world.other_agency() as hugo:
        world.added(Export(kind="contacts.csv", title="Theirs", user_id=hugo.id, state="ready"))
    erasure.erase(contact, by=world.anna)
    assert (db.session.query(Export).count() == 1) is stays
    with world.other_agency():
        assert db.session.query(Export).count() == 1
