"""An import is taken back while nothing of it was edited."""

import pytest
from sqlalchemy import select

from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.crm.moves.models import StageMove
from app.blueprints.imports import undoing
from app.blueprints.imports.models import ImportChange
from app.core import clock
from app.core.db import db
from app.core.events import Event
from tests.imports.steps import csv_of, deliver, imported_from, latest

HEADING = "Name,City,Account status"


def names() -> dict[str, str | None]:
    return dict(db.session.execute(select(Company.name, Company.city)).all())


def undo(browser, imported, name="anna"):
    response = browser.as_(name).post(f"/imports/{imported.id}/undo")
    if response.status_code == 303:
        deliver("import.undo")
    return response


@pytest.fixture
def updated(browser, world):
    """One company updated, one added, one left alone."""
    world.company(name="Acme", city="Leeds", status="lead")
    world.company(name="Zebra", city="York")
    rows = ["Acme,Bern,Qualified", "Bolt,Rome,"]
    return imported_from(browser, csv_of(HEADING, *rows), duplicates="update")


def test_what_was_added_goes_and_what_was_updated_is_as_before(browser, world, updated):
    url = f"/imports/{updated.id}"
    assert names() == {"Acme": "Bern", "Bolt": "Rome", "Zebra": "York"}
    said = browser.as_("anna").get(f"{url}/undo").text
    assert "1 added company will be removed" in said
    assert "1 updated will be as they were before" in said
    assert undo(browser, updated).location == url
    assert names() == {"Acme": "Leeds", "Zebra": "York"}
    acme = db.session.query(Company).filter_by(name="Acme").one()
    assert acme.status == "lead"
    assert db.session.query(StageMove).one().taken_back_at
    assert db.session.query(ImportChange).count() == 0
    page = browser.as_("anna").get(url).text
    assert "This import was undone by Anna Archer" in page
    assert "Undo this import" not in page
    (event,) = db.session.query(Event).filter_by(kind="import.undone")
    assert event.actor_id == world.anna.id


def edit_added(world):
    company = db.session.query(Company).filter_by(name="Bolt").one()
    company.change({"city": "Oslo"}, by=world.sara)


def edit_updated(world):
    company = db.session.query(Company).filter_by(name="Acme").one()
    company.change({"phone": "+442079460018"}, by=world.sara)


def use_added(world):
    world.contact(db.session.query(Company).filter_by(name="Bolt").one())


@pytest.mark.parametrize("edit", [edit_added, edit_updated, use_added])
def test_once_something_was_edited_all_of_it_stays(browser, world, updated, edit):
    clock.freeze(clock.now())
    edit(world)
    db.session.commit()
    page = browser.as_("anna").get(f"/imports/{updated.id}/undo").text
    assert "It cannot be undone any more" in page
    assert ("Acme" if edit is edit_updated else "Bolt") in page
    assert undo(browser, updated).status_code == 409
    assert latest().state == "done"
    assert set(names()) == {"Acme", "Bolt", "Zebra"}


def test_what_is_edited_while_it_is_undone_stays(browser, world, updated):
    browser.as_("anna").post(f"/imports/{updated.id}/undo")
    edit_added(world)
    db.session.commit()
    deliver("import.undo")
    assert names() == {"Acme": "Leeds", "Bolt": "Oslo", "Zebra": "York"}


@pytest.mark.parametrize(("name", "status"), [("mark", 303), ("sara", 403), ("alex", 403)])
def test_leads_and_the_importer_may(browser, world, updated, name, status):
    assert undo(browser, updated, name).status_code == status
    report = browser.as_("sara").get(f"/imports/{updated.id}").text
    assert ("Ask Anna Archer, a manager or an admin" in report) is (status != 303)


def test_it_is_undone_once(browser, world, updated):
    assert undo(browser, updated).status_code == 303
    assert undo(browser, updated).status_code == 409
    assert "This import was undone" in browser.as_("anna").get(f"/imports/{updated.id}/undo").text


def test_contacts_go_with_the_companies_that_were_added_for_them(browser, world):
    acme = world.company(name="Acme")
    world.contact(acme, email="ann@acme.com", job_title="Old")
    rows = ["Ann A,ann@acme.com,Acme,New", "Bob B,b@x.test,Bolt,Boss", "Cid C,c@x.test,Bolt,Clerk"]
    content = csv_of("Full name,E-mail,Company,Job title", *rows)
    options = {"kind": "contacts", "duplicates": "update", "missing_company": "create"}
    imported = imported_from(browser, content, **options)
    assert (imported.added, imported.updated, imported.companies_added) == (2, 1, 1)
    assert undo(browser, imported).status_code == 303
    assert list(names()) == ["Acme"]
    assert [c.job_title for c in db.session.query(Contact)] == ["Old"]
    assert latest().undone_rows == 4


def test_a_killed_worker_goes_on_where_it_was(browser, world, monkeypatch):
    rows = [f"Company {n},," for n in range(1234)]
    imported = imported_from(browser, csv_of(HEADING, *rows))
    browser.as_("anna").post(f"/imports/{imported.id}/undo")
    original, calls = undoing._remove, []

    def dying(imported):
        calls.append(imported)
        if len(calls) == 2:
            raise SystemError("killed")
        return original(imported)

    with monkeypatch.context() as killed:
        killed.setattr(undoing, "_remove", dying)
        assert deliver("import.undo") is False
    assert (latest().state, latest().undone_rows, len(names())) == ("undoing", 500, 734)
    assert "Undoing the import" in browser.as_("anna").get(f"/imports/{imported.id}").text
    clock.freeze(clock.now() + undoing.LOCK * 10)
    assert deliver("import.undo") is True
    assert (latest().state, names()) == ("undone", {})


def test_an_import_of_another_agency_changes_nothing_here(browser, world, updated):
    with world.other_agency():
        world.company(name="Bolt", import_id=None)
    undo(browser, updated)
    with world.other_agency():
        assert list(names()) == ["Bolt"]
