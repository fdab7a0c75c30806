"""The client sheet on screen."""

from app.blueprints.crm.notes.actions import write_section
from app.core.db import db


def test_a_consultant_sees_everything_on_one_page(browser, world):
    company = world.company(name="Acme")
    write_section(company, "rail", "Standard **class**", by=world.anna)
    world.contact(company, last_name="Booker", is_booker=True)
    world.contact(company, last_name="Nobody")
    world.fee(company, service="Visa help")
    world.ticket(company, subject="Lost visa")
    world.ticket(company, subject="Old matter", status="closed")
    db.session.commit()
    page = browser.as_("alex").get(f"/companies/{company.id}/sheet").text
    for words in ("Standard <strong>class", "Carol Booker", "Visa help", "£5.00", "Lost visa"):
        assert words in page
    assert "Carol Nobody" not in page
    assert "Old matter" not in page


def test_an_empty_sheet_says_so(browser, world):
    company = world.company()
    db.session.commit()
    page = browser.as_("alex").get(f"/companies/{company.id}/sheet").text
    for words in ("No client notes yet", "No fees yet", "No open tickets"):
        assert words in page


def test_suppliers_have_no_sheet(browser, world):
    supplier = world.company(company_type="supplier")
    db.session.commit()
    anna = browser.as_("anna")
    assert anna.get(f"/companies/{supplier.id}/sheet").status_code == 404
    ask = {"kind": "sheet", "subject_id": str(supplier.id)}
    assert anna.post("/exports", ask).status_code == 404


def test_another_agencys_sheet_is_not_found(browser, world):
    with world.other_agency():
        company = world.company()
        theirs = company.id
    assert browser.as_("anna").get(f"/companies/{theirs}/sheet").status_code == 404


def test_the_sheet_needs_few_queries(browser, world, count_queries):
    company = world.company(owner_id=world.sara.id)
    db.session.commit()
    anna, url = browser.as_("anna"), f"/companies/{company.id}/sheet"
    for _ in range(20):
        world.ticket(company)
        world.fee(company)
        world.contact(company, is_vip=True)
    assert count_queries(lambda: anna.get(url)) <= 8


def test_the_sheet_has_a_button_that_prints_it(browser, world):
    company = world.company()
    page = browser.as_("alex").get(f"/companies/{company.id}/sheet").text
    assert 'class="button scripted" type="button" data-print' in page
