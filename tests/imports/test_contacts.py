"""Contacts from a file: their company is found, missing or added."""

import pytest
from sqlalchemy import select

from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.imports.models import RejectedRow
from app.core.db import db
from tests.imports.steps import checked, csv_of, imported_from, uploaded

HEADING = "First name,Last name,E-mail,Company name,Company website,Company ID in Travault"


def contacts_of(name: str) -> list[str]:
    query = select(Contact).join(Company, Company.id == Contact.company_id)
    return [
        c.name for c in db.session.scalars(query.where(Company.name == name).order_by(Contact.id))
    ]


def problems() -> list[str]:
    return [row.problems[0] for row in db.session.query(RejectedRow).order_by(RejectedRow.row)]


def run(browser, *rows: str, heading: str = HEADING, **more):
    return imported_from(browser, csv_of(heading, *rows), kind="contacts", **more)


def test_the_company_is_found_by_name_website_id_or_e_mail(browser, world):
    acme = world.company(name="Acme Ltd", website="https://www.acme.com")
    imported = run(
        browser,
        "Ann,A,a@x.test,ACME,,",
        "Bob,B,b@x.test,,acme.com,",
        f"Cid,C,c@x.test,,,{acme.id}",
        "Dee,D,d@acme.com,,,",
        "Eve,E,e@x.test,Acme Holding,https://acme.com/about,",
    )
    assert (imported.added, imported.rejected) == (5, 0)
    assert contacts_of("Acme Ltd") == ["Ann A", "Bob B", "Cid C", "Dee D", "Eve E"]
    assert {c.import_id for c in db.session.query(Contact)} == {imported.id}


def test_a_company_of_another_agency_is_not_found(browser, world):
    with world.other_agency():
        foreign = world.company(name="Acme", website="https://acme.com").id
    rows = ["Ann,A,a@acme.com,Acme,,", f"Bob,B,b@x.test,,,{foreign}", "Cid,C,c@acme.com,,,"]
    assert run(browser, *rows).rejected == 3
    assert problems() == [
        "The company “Acme” is not in the Vault",
        f"There is no company with the ID {foreign}",
        "The company “acme.com” is not in the Vault",
    ]


def test_a_missing_company_is_a_problem_or_added_once_as_chosen(browser, world):
    rows = ["Ann,A,a@x.test,Bolt,bolt.com,", "Bob,B,b@x.test,Bolt Ltd,,", "Cid,C,c@bolt.com,,,"]
    tried = checked(browser, csv_of(HEADING, *rows), kind="contacts", missing_company="create")
    assert (tried.findings["add"], tried.findings["companies"]) == (3, 1)
    assert db.session.query(Company).count() == 0
    imported = run(browser, *rows, missing_company="create")
    assert (imported.added, imported.companies_added) == (3, 1)
    assert contacts_of("Bolt") == ["Ann A", "Bob B", "Cid C"]
    bolt = db.session.query(Company).one()
    assert (bolt.website, bolt.owner_id, bolt.import_id) == (
        "https://bolt.com", world.anna.id, imported.id,
    )  # fmt: skip
    assert "Street" in bolt.to_complete
    report = browser.as_("anna").get(f"/imports/{imported.id}").text
    assert "Company added for them" in report


def test_companies_are_added_once_over_several_batches(browser, world):
    rows = [f"N{n},L,n{n}@x.test,Firm {n % 7},," for n in range(1203)]
    imported = run(browser, *rows, missing_company="create")
    assert (imported.added, imported.companies_added) == (1203, 7)
    assert db.session.query(Company).count() == 7


def test_which_of_two_companies_of_one_name_must_be_said(browser, world):
    world.company(name="Acme", website="https://acme.com")
    world.company(name="Acme Ltd", website="https://acme.de")
    imported = run(browser, "Ann,A,a@x.test,Acme,,", "Bob,B,b@x.test,Acme,acme.de,")
    assert (imported.added, imported.rejected) == (1, 1)
    assert "Several companies are called “Acme”" in problems()[0]
    assert contacts_of("Acme Ltd") == ["Bob B"]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Carol van Dyke", ("Carol", "van Dyke")),
        ('"Dyke, Carol"', ("Carol", "Dyke")),
        ("Cher", ("Cher", "")),
    ],
)
def test_a_full_name_is_taken_apart(browser, world, cell, names):
    world.company(name="Acme")
    run(browser, f"{cell},Acme", heading="Full name,Company")
    contact = db.session.query(Contact).one()
    assert (contact.first_name, contact.last_name) == names


def test_what_a_contact_lacks_is_said_on_its_page(browser, world):
    acme = world.company(name="Acme")
    imported = run(browser, "Cher,Acme", heading="Full name,Company")
    assert dict(imported.findings["missing"]) == {
        "Last name": 1, "Job title": 1, "E-mail": 1, "Phone": 1,
    }  # fmt: skip
    contact = db.session.query(Contact).one()
    page = browser.as_("alex").get(f"/companies/{acme.id}/contacts/{contact.id}").text
    assert "To complete: Last name, Job title, E-mail, Phone" in page
    assert "<h1>Cher</h1>" in page


def test_phones_are_read_by_the_country_and_yes_is_yes(browser, world):
    world.company(name="Acme")
    heading = "Full name,Company,Country,Phone,Mobile,VIP traveller,Travel booker"
    imported = run(
        browser,
        "Ann A,Acme,USA,(312) 555-0123,+44 20 7946 0018,yes,no",
        "Bob B,Acme,,020 7946 0018,,perhaps,",
        heading=heading,
    )
    assert imported.rejected == 1
    assert problems() == ["VIP traveller: “perhaps” is neither yes nor no"]
    contact = db.session.query(Contact).one()
    assert (contact.phone, contact.is_vip, contact.is_booker) == ("+13125550123", True, False)


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Phone,Company", "the first and last name, or the full name"),
        ("First name,Phone", "the column that tells the company"),
    ],
)
def test_a_name_and_a_company_are_needed(browser, world, heading, words):
    imported = uploaded(browser, csv_of(heading, "a,b"), kind="contacts")
    columns = {"column-0": "", "column-1": "", "duplicates": "skip", "missing_company": "reject"}
    if "First" in heading:
        columns["column-0"] = "first_name"
    response = browser.as_("anna").post(f"/imports/{imported.id}/columns", columns)
    assert response.status_code == 422
    assert words in response.text
