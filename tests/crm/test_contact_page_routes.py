"""The contact's page: its details edited in place, and a deletion taken back."""

import re

import pytest

from app.blueprints.crm.contacts.models import Contact
from app.core.db import db
from tests.crm import typed


@pytest.fixture
def contact(world):
    company = world.company(name="Acme", owner_id=world.sara.id)
    return world.contact(company, first_name="Daniel", last_name="Moore")


@pytest.fixture
def url(contact):
    return f"/companies/{contact.company_id}/contacts/{contact.id}"


def opened(visitor, url) -> dict:
    """The form as it was opened, for sending it back."""
    page = visitor.get(f"{url}/details/edit", htmx=True).text
    return {"version": re.search(r'name="version"[^>]*value="([^"]+)"', page)[1]}


@pytest.mark.parametrize("part", ["", "/edit"])
def test_the_details_are_a_fragment_and_a_page(browser, contact, url, part):
    alex = browser.as_("alex")
    fragment = alex.get(f"{url}/details{part}", htmx=True).text.strip()
    page = alex.get(f"{url}/details{part}").text
    assert re.match(rf'<section class="card[^"]*" id="contact-{contact.id}-details"', fragment)
    assert "<html" in page
    assert ('name="first_name"' in page) is bool(part)


def test_saving_in_place_changes_details_and_heading(browser, contact, url):
    answer = browser.as_("alex").post(f"{url}/details", typed.contact(is_vip="y"), htmx=True)
    assert answer.status_code == 200
    assert "Contact saved" in answer.headers["HX-Trigger"]
    assert f'<hx-partial hx-target="#contact-{contact.id}-head"' in answer.text
    assert re.search(r"<h1>Carol Jones</h1>.*VIP traveller", answer.text, re.DOTALL)
    db.session.refresh(contact)
    assert (contact.name, contact.phone, contact.is_vip) == ("Carol Jones", "+442079460018", True)


def test_without_scripts_saving_leads_back_to_the_contact(browser, url):
    answer = browser.as_("alex").post(f"{url}/details", typed.contact())
    assert (answer.status_code, answer.headers["Location"]) == (303, url)


@pytest.mark.parametrize("htmx", [False, True])
def test_a_mistake_keeps_what_was_typed(browser, contact, url, htmx):
    typos = typed.contact(first_name="Dana", email="nowhere")
    answer = browser.as_("alex").post(f"{url}/details", typos, htmx=htmx)
    assert answer.status_code == 422
    assert "Enter an e-mail address like name@company.com" in answer.text
    assert 'value="Dana"' in answer.text
    db.session.refresh(contact)
    assert contact.first_name == "Daniel"


def test_who_saves_second_sees_both_and_loses_nothing(browser, contact, url):
    mark = browser.as_("mark")
    form = typed.contact(**opened(mark, url), department="Sales")
    browser.as_("sara").post(f"{url}/details", typed.contact(department="Legal"))
    answer = browser.as_("mark").post(f"{url}/details", form, htmx=True)
    assert answer.status_code == 422
    assert "Sara Stone changed this" in answer.text
    assert "Department is now “Legal”" in answer.text
    assert 'value="Sales"' in answer.text
    again = {**form, "version": re.search(r'name="version"[^>]*value="([^"]+)"', answer.text)[1]}
    assert browser.as_("mark").post(f"{url}/details", again, htmx=True).status_code == 200
    db.session.refresh(contact)
    assert contact.department == "Sales"


def test_numbers_are_read_as_those_of_the_companys_country(browser, world):
    contact = world.contact(world.company(country="FR"))
    url = f"/companies/{contact.company_id}/contacts/{contact.id}/details"
    alex = browser.as_("alex")
    alex.post(url, typed.contact(phone="01 23 45 67 89", mobile="0612345678"))
    db.session.refresh(contact)
    assert (contact.phone, contact.mobile) == ("+33123456789", "+33612345678")
    assert 'value="01 23 45 67 89"' in alex.get(f"{url}/edit").text


def test_a_deletion_is_undone(browser, contact, url, kinds):
    sara = browser.as_("sara")
    answer = sara.post(f"{url}/deletion", {"confirm": "Daniel Moore"})
    assert f'action="{url}/restoration"' in sara.get(answer.headers["Location"]).text
    assert sara.get(url).status_code == 404
    for _ in range(2):
        assert sara.post(f"{url}/restoration").headers["Location"] == url
    assert sara.get(url).status_code == 200
    assert kinds() == ["contact.deleted", "contact.restored"]


def test_who_may_not_delete_may_not_restore(browser, contact, url):
    contact.delete()
    assert browser.as_("alex").post(f"{url}/restoration").status_code == 403


def test_another_agency_finds_nothing(browser, world, contact, url):
    hugo = browser.as_("hugo")
    for path in ("/details", "/details/edit"):
        assert hugo.get(url + path).status_code == 404
    for path in ("/details", "/restoration"):
        assert hugo.post(url + path, typed.contact()).status_code == 404
    assert db.session.get(Contact, contact.id).name == "Daniel Moore"
