"""Rows whose record is there already: skipped, filled, overwritten or added."""

import pytest
from sqlalchemy import select

from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.crm.moves.models import StageMove
from app.blueprints.imports.kinds.companies import alike, own_site
from app.blueprints.imports.models import ImportChange
from app.core.db import db
from app.core.events import Event
from tests.imports.steps import checked, csv_of, imported_from

HEADING = "Name,City,Phone,E-mail,Website,Account status"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Café Co. Ltd", "CAFÉ"),
        ("Smith & Sons", "Smith and Sons Limited"),
        ("O’Brien plc", "OBrien"),
        ("A.B.C. GmbH", "ABC"),
        ("Acme,  Inc.", "acme"),
    ],
)
def test_names_without_their_legal_form_are_one(one, other):
    assert alike(one) == alike(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Fox (Class A)", "Fox (Class B)"), ("Acme UK", "Acme"), ("Co", "Ltd")]
)
def test_other_names_are_not(one, other):
    assert alike(one) != alike(other)


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://www.Acme.com/about?x=1", "acme.com"),
        ("https://linkedin.com/company/acme", None),
        ("nonsense", None),
        (None, None),
    ],
)
def test_a_domain_that_many_share_is_nobody_s_own(address, domain):
    assert own_site(address) == domain


SAME = {
    "the name": ("Acme Limited,,,,,", "name"),
    "the website": ("Other,,,,http://acme.com/x,", "website"),
    "the e-mail": ("Other,,,OFFICE@acme.com,,", "e-mail"),
    "the phone": ("Other,,020 7946 0018,,,", "phone"),
}


@pytest.mark.parametrize("key", SAME)
def test_a_company_is_known_by(browser, world, key):
    row, by = SAME[key]
    world.company(
        name="ACME", website="https://www.acme.com", email="office@acme.com", phone="+442079460018"
    )
    imported = checked(browser, csv_of(HEADING, row))
    (double,) = imported.findings["doubles"]
    assert (double["same"], double["by"], double["does"]) == ("ACME", by, "skip")
    assert imported.findings["add"] == 0


def test_filling_leaves_what_is_there_and_overwriting_empties_nothing(browser, world):
    for name in ("Fill", "Over"):
        world.company(
            name=name, city="Leeds", phone=None, email="old@x.test", website="https://a.b"
        )
    rows = "{},Bern,020 7946 0018,new@x.test,,"
    filled = imported_from(browser, csv_of(HEADING, rows.format("Fill")), duplicates="fill")
    over = imported_from(browser, csv_of(HEADING, rows.format("OVER Ltd")), duplicates="update")
    assert (filled.updated, over.updated, over.added) == (1, 1, 0)
    found = {c.name: (c.city, c.phone, c.email, c.website) for c in db.session.query(Company)}
    assert found == {
        "Fill": ("Leeds", "+442079460018", "old@x.test", "https://a.b"),
        "Over": ("Bern", "+442079460018", "new@x.test", "https://a.b"),
    }


def test_the_dry_run_shows_what_would_change_row_by_row(browser, world):
    world.company(name="Acme", city="Leeds", phone=None)
    content = csv_of(
        HEADING, "Acme,Bern,020 7946 0018,,,", "Acme,Bern,,,,", "New,,,,,", "NEW,Rome,,,,"
    )
    imported = checked(browser, content, duplicates="update")
    assert (imported.findings["add"], imported.findings["update"], imported.findings["skip"]) == (
        1,
        2,
        1,
    )
    first, second, third = imported.findings["doubles"]
    assert first["changes"] == [["City", "Leeds", "Bern"], ["Phone", "", "+442079460018"]]
    assert second["does"] == "skip"
    assert third["of_row"] == 4
    page = browser.as_("anna").get(f"/imports/{imported.id}").text
    assert "<del>Leeds</del> <ins>Bern</ins>" in page
    assert "row 4 of this file" in page
    assert "Import 3 companies" in page
    assert db.session.scalars(select(Company.city)).all() == ["Leeds"]


def test_a_later_row_of_the_file_completes_an_earlier_one(browser, world):
    rows = [
        "Acme,,,,,",
        *(f"C{n},,,,," for n in range(600)),
        "ACME,Bern,,,,",
        "Bolt,,,,,",
        "Bolt,Rome,,,,",
    ]
    imported = imported_from(browser, csv_of(HEADING, *rows), duplicates="fill")
    assert (imported.added, imported.updated, imported.skipped) == (602, 2, 0)
    cities = dict(
        db.session.execute(select(Company.name, Company.city).where(Company.city.isnot(None))).all()
    )
    assert cities == {"Acme": "Bern", "Bolt": "Rome"}
    assert db.session.query(ImportChange).count() == 0


def test_an_update_is_in_the_history_and_a_status_moves_the_pipeline(browser, world):
    company = world.company(name="Acme", city="Leeds", status="lead")
    imported = imported_from(
        browser, csv_of(HEADING, "Acme,Bern,,,,Qualified"), duplicates="update"
    )
    (event,) = db.session.query(Event).filter_by(kind="company.updated")
    assert event.data["changes"] == {"city": ["Leeds", "Bern"]}
    assert event.data["imported_from"] == "companies.csv"
    move = db.session.query(StageMove).one()
    assert (move.from_status, move.to_status, move.mover_id) == ("lead", "qualified", world.anna.id)
    db.session.refresh(company)
    assert (company.status, company.stage_since) == ("qualified", move.at)
    assert imported.updated == 1


def test_a_contact_is_known_by_e_mail_and_by_name_within_the_company(browser, world):
    acme, bolt = world.company(name="Acme"), world.company(name="Bolt")
    world.contact(acme, first_name="Ann", last_name="A", email="ann@acme.com", job_title="Old")
    rows = [
        "Anna,Arch,ANN@acme.com,Bolt,Boss",
        "ann,a,other@acme.com,Acme,",
        "Ann,A,third@bolt.com,Bolt,Clerk",
    ]
    content = csv_of("First name,Last name,E-mail,Company,Job title", *rows)
    imported = imported_from(browser, content, kind="contacts", duplicates="update")
    assert (imported.added, imported.updated) == (1, 2)
    old = db.session.query(Contact).filter_by(company_id=acme.id).one()
    assert (old.name, old.job_title, old.email) == ("Ann A", "Boss", "other@acme.com")
    new = db.session.query(Contact).filter_by(company_id=bolt.id).one()
    assert new.email == "third@bolt.com"


def test_records_of_others_and_deleted_ones_are_no_duplicates(browser, world):
    with world.other_agency():
        world.contact(email="ann@acme.com")
    acme = world.company(name="Acme")
    world.contact(acme, email="ann@acme.com").delete()
    content = csv_of("Full name,E-mail,Company", "Ann A,ann@acme.com,Acme")
    assert imported_from(browser, content, kind="contacts").added == 1
