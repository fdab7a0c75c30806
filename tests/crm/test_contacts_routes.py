"""The Contacts tab, its rows that turn into forms, the contact's page, deleting one."""

import re

import pytest
from sqlalchemy import select

from app.blueprints.activities.models import Attendee
from app.blueprints.crm.contacts.models import Contact
from app.core.db import db
from app.core.events import Event
from tests.crm import typed


@pytest.fixture
def company(world):
    return world.company(name="Acme", owner_id=world.sara.id)


@pytest.fixture
def contact(world, company):
    return world.contact(company, first_name="Daniel", last_name="Moore")


@pytest.fixture
def url(contact):
    return f"/companies/{contact.company_id}/contacts/{contact.id}"


def names(answer) -> list[str]:
    return re.findall(r'<a class="go"[^>]*>([^<]*)</a>', answer.text)


def test_the_tab_lists_the_primary_contact_first_then_by_name(browser, world, company):
    world.contact(company, first_name="zoe", last_name="Bright")
    world.contact(company, first_name="Ann", last_name="Lee")
    world.contact(company, first_name="Xaver", last_name="First", is_primary=True, is_vip=True)
    world.contact(first_name="Somebody", last_name="Else")
    answer = browser.as_("alex").get(f"/companies/{company.id}/contacts")
    assert names(answer) == ["Xaver First", "Ann Lee", "zoe Bright"]
    assert "VIP traveller" in answer.text
    assert re.search(
        r'id="tab-contacts"[^>]*aria-current="page".*?<span class="count">3</span>', answer.text
    )


def test_a_company_without_contacts_says_so(browser, company):
    answer = browser.as_("anna").get(f"/companies/{company.id}/contacts")
    assert "No contacts yet" in answer.text
    assert f'href="/companies/{company.id}/contacts/new"' in answer.text


@pytest.mark.parametrize("part", ["row", "edit"])
def test_rows_and_forms_are_fragments_and_pages(browser, contact, url, part):
    alex = browser.as_("alex")
    fragment, page = alex.get(f"{url}/{part}", htmx=True), alex.get(f"{url}/{part}")
    assert fragment.text.strip().startswith(f'<tr id="contact-{contact.id}-row"')
    assert "<html" not in fragment.text
    assert "<html" in page.text
    assert f'<tr id="contact-{contact.id}-row"' in page.text
    assert (f'<form class="stack" method="post" action="{url}"' in page.text) is (part == "edit")


def test_the_form_to_add_is_a_row_and_a_page(browser, company):
    url = f"/companies/{company.id}/contacts/new"
    assert browser.as_("alex").get(url, htmx=True).text.strip().startswith('<tr id="contact-new"')
    assert '<tr id="contact-new"' in browser.as_("alex").get(url).text


# Adding


def test_adding_in_place_shows_the_whole_tab_with_the_new_count(browser, company, contacts, kinds):
    url = f"/companies/{company.id}/contacts"
    answer = browser.as_("alex").post(url, typed.contact(is_booker="y"), htmx=True)
    assert answer.status_code == 200
    assert names(answer) == ["Carol Jones"]
    assert '<span class="count">1</span>' in answer.text
    assert "Carol Jones added" in answer.headers["HX-Trigger"]
    carol = contacts()[0]
    assert (carol.phone, carol.is_booker, carol.is_primary) == ("+442079460018", True, False)
    assert kinds() == ["contact.added"]


def test_a_plain_browser_goes_back_to_the_tab(browser, company):
    url = f"/companies/{company.id}/contacts"
    answer = browser.as_("alex").post(url, typed.contact())
    assert (answer.status_code, answer.headers["Location"]) == (303, url)


@pytest.mark.parametrize("htmx", [True, False])
def test_a_form_sent_twice_adds_one_contact(browser, company, contacts, htmx):
    for _ in range(2):
        form = typed.contact(submission="once-only")
        answer = browser.as_("alex").post(f"/companies/{company.id}/contacts", form, htmx=htmx)
    assert len(contacts()) == 1
    assert answer.status_code == 200 if htmx else 303


WRONG = {
    "first_name": ["", " ", "x" * 10_000, "a\0b", "two\nlines"],
    "last_name": ["", "x" * 101],
    "job_title": ["", "x" * 121],
    "department": ["x" * 121],
    "email": ["", "nobody", "a b@c.test"],
    "phone": ["", "call me", "1"],
    "mobile": ["call me"],
    "notes": ["x" * 5001, "a\0b"],
}
CASES = [(field, value) for field, values in WRONG.items() for value in values]


@pytest.mark.parametrize(("field", "value"), CASES)
@pytest.mark.parametrize("htmx", [True, False])
def test_a_wrong_value_is_refused_in_the_new_row(browser, company, contacts, field, value, htmx):
    form = typed.contact(**{field: value})
    answer = browser.as_("alex").post(f"/companies/{company.id}/contacts", form, htmx=htmx)
    assert answer.status_code == 422
    assert f'id="new-{field}-error"' in answer.text
    assert ("<html" in answer.text) is not htmx
    assert contacts() == []


# Editing


@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_saving_a_row(browser, contact, url, method):
    answer = browser.as_("alex").open(method, url, data=typed.contact(is_vip="y"), htmx=True)
    assert answer.status_code == 200
    assert answer.text.strip().startswith(f'<tr id="contact-{contact.id}-row"')
    assert names(answer) == ["Carol Jones"]
    assert (contact.name, contact.is_vip) == ("Carol Jones", True)
    event = db.session.scalars(select(Event)).one()
    assert (event.kind, event.data["name"]) == ("contact.updated", "Carol Jones")
    assert event.data["changes"]["first_name"] == ["Daniel", "Carol"]
    assert "phone" not in event.data["changes"]


def test_saving_without_a_change_records_nothing(browser, contact, url, kinds):
    same = {name: getattr(contact, name) or "" for name in typed.contact()}
    assert browser.as_("alex").post(url, same, htmx=True).status_code == 200
    assert kinds() == []


def test_a_plain_browser_is_sent_back_to_the_contacts(browser, contact, url):
    answer = browser.as_("alex").post(url, typed.contact())
    assert (answer.status_code, answer.headers["Location"]) == (303, url.rpartition("/")[0])


@pytest.mark.parametrize(("field", "value"), CASES)
def test_a_wrong_value_is_refused_in_its_row(browser, contact, url, field, value):
    answer = browser.as_("alex").post(url, typed.contact(**{field: value}), htmx=True)
    assert answer.status_code == 422
    assert answer.text.strip().startswith(f'<tr id="contact-{contact.id}-row"')
    assert f'id="contact-{contact.id}-{field}-error"' in answer.text
    assert contact.first_name == "Daniel"


def test_who_saves_second_sees_what_the_first_one_changed(browser, contact, url):
    alex, mark = browser.as_("alex"), browser.as_("mark")
    form = alex.get(f"{url}/edit", htmx=True).text
    version = re.search(r'name="version"[^>]*value="([^"]+)"', form).group(1)
    mark.post(url, typed.contact(), htmx=True)
    answer = alex.post(url, typed.contact(first_name="Cara", version=version), htmx=True)
    assert answer.status_code == 422
    assert "Mark Mills changed this a moment ago" in answer.text
    assert "First name is now “Carol”" in answer.text
    assert 'value="Cara"' in answer.text
    assert contact.first_name == "Carol"


def test_html_is_shown_as_text(browser, company):
    form = typed.contact(first_name="<b>Bold</b>", notes="<i>x</i>")
    answer = browser.as_("alex").post(f"/companies/{company.id}/contacts", form, htmx=True)
    assert "&lt;b&gt;Bold" in answer.text
    assert "<b>Bold" not in answer.text


# The primary contact


def test_choosing_another_primary_contact_moves_it(browser, world, company, contact, url):
    former = world.contact(company, is_primary=True)
    answer = browser.as_("alex").post(url, typed.contact(is_primary="y"), htmx=True)
    assert contact.is_primary
    assert not former.is_primary
    assert f'hx-target="#contact-{former.id}-row"' in answer.text
    assert answer.text.count("Primary") == 1


def test_a_new_primary_contact_moves_it_too(browser, world, company):
    former = world.contact(company, is_primary=True)
    elsewhere = world.contact(is_primary=True)
    form = typed.contact(is_primary="y")
    assert browser.as_("alex").post(f"/companies/{company.id}/contacts", form).status_code == 303
    assert not former.is_primary
    assert elsewhere.is_primary


def test_saving_the_primary_contact_keeps_it(browser, contact, url):
    contact.is_primary = True
    answer = browser.as_("alex").post(url, typed.contact(is_primary="y"), htmx=True)
    assert contact.is_primary
    assert "hx-partial" not in answer.text


# The contact's page


def test_the_page_shows_everything(browser, contact, url):
    contact.mobile, contact.notes, contact.department = (
        "+447700900123",
        "Likes <aisle> seats",
        "Finance",
    )
    text = browser.as_("alex").get(url).text
    for shown in (
        "<h1>Daniel Moore</h1>",
        "07700 900123",
        "Likes &lt;aisle&gt; seats",
        "Acme",
        "Travel manager",
        "Finance",
    ):
        assert shown in text
    assert f'href="/companies/{contact.company_id}/contacts"' in text


def test_the_page_lists_activities_and_tickets_with_them(browser, world, contact, url):
    company = contact.company
    call = world.activity(company, subject="Renewal talk")
    call.attendees = [Attendee(contact_id=contact.id, name=contact.name)]
    world.activity(company, subject="Without them")
    world.ticket(company, subject="Hotel overcharge", contact_id=contact.id, number=12)
    world.ticket(company, subject="Without them", number=13)
    text = browser.as_("alex").get(url).text
    assert f'href="/companies/{company.id}/activity/{call.id}">Renewal talk' in text
    assert 'href="/tickets/12">#12 Hotel overcharge' in text
    assert "Without them" not in text


def test_a_contact_is_found_only_at_its_own_company(browser, world, contact):
    elsewhere = world.company()
    for part in ("", "/row", "/edit", "/deletion"):
        answer = browser.as_("anna").get(f"/companies/{elsewhere.id}/contacts/{contact.id}{part}")
        assert answer.status_code == 404


# Deleting


def test_deleting_asks_for_the_name(browser, contact, url):
    dialog = browser.as_("anna").get(f"{url}/deletion", htmx=True)
    assert "Type <strong>Daniel Moore</strong> to confirm" in dialog.text
    assert "<html" not in dialog.text
    assert "<html" in browser.as_("anna").get(f"{url}/deletion").text


@pytest.mark.parametrize(
    "typed_name", ["", "Daniel", "daniel moore", "Daniel Moore\0", "x" * 10_000]
)
def test_another_name_deletes_nothing(browser, contact, url, contacts, typed_name):
    answer = browser.as_("anna").post(f"{url}/deletion", {"confirm": typed_name}, htmx=True)
    assert answer.status_code == 422
    assert "That is not the full name" in answer.text
    assert len(contacts()) == 1


@pytest.mark.parametrize("who", ["anna", "mark", "sara"])
def test_deleting(browser, contact, url, contacts, kinds, who):
    answer = browser.as_(who).post(f"{url}/deletion", {"confirm": " Daniel  Moore "})
    assert (answer.status_code, answer.headers["Location"]) == (303, url.rpartition("/")[0])
    assert contacts() == []
    assert kinds() == ["contact.deleted"]


def test_sales_delete_at_their_own_companies_only(browser, world):
    contact = world.contact(world.company(owner_id=world.mark.id))
    url = f"/companies/{contact.company_id}/contacts/{contact.id}"
    assert browser.as_("sara").get(f"{url}/deletion").status_code == 403
    assert browser.as_("sara").post(f"{url}/deletion", {"confirm": contact.name}).status_code == 403
    page = browser.as_("sara").get(url).text
    assert "disabled>" in page
    assert f'href="{url}/deletion"' not in page


def test_an_agent_deletes_none(browser, contact, url, contacts):
    assert (
        browser.as_("alex").post(f"{url}/deletion", {"confirm": "Daniel Moore"}).status_code == 403
    )
    assert len(contacts()) == 1


def test_what_a_deleted_contact_took_part_in_keeps_the_name(browser, world, company, contact, url):
    ticket = world.ticket(company, contact_id=contact.id)
    browser.as_("anna").post(f"{url}/deletion", {"confirm": "Daniel Moore"})
    assert ticket.contact.name == "Daniel Moore"


def test_a_deleted_contact_is_on_no_list(browser, world, company, contact, url):
    contact.is_primary = True
    anna = browser.as_("anna")
    anna.post(f"{url}/deletion", {"confirm": "Daniel Moore"})
    assert anna.get(url).status_code == 404
    for path in ("contacts", "contacts/options", "details", "people?q=daniel"):
        text = anna.get(f"/companies/{company.id}/{path}").text
        assert "Daniel Moore" not in text
        assert '<span class="count">1</span>' not in text
    assert contacts_that_are_primary() == 0


def contacts_that_are_primary() -> int:
    return len(db.session.scalars(select(Contact).where(Contact.is_primary)).all())


# Choosing one, and other agencies


def test_options_are_the_contacts_of_the_company(browser, world, company, contact):
    world.contact(first_name="Somebody", last_name="Else")
    answer = browser.as_("alex").get(f"/companies/{company.id}/contacts/options", htmx=True)
    assert f'<option value="{contact.id}">Daniel Moore</option>' in answer.text
    assert "Somebody" not in answer.text


def test_another_agency_finds_nothing(browser, company, contact, url):
    hugo = browser.as_("hugo")
    for part in ("", "/row", "/edit", "/deletion"):
        assert hugo.get(f"{url}{part}").status_code == 404
    assert hugo.post(url, typed.contact()).status_code == 404
    assert hugo.post(f"{url}/deletion", {"confirm": "Daniel Moore"}).status_code == 404
    assert hugo.post(f"/companies/{company.id}/contacts", typed.contact()).status_code == 404
    assert hugo.get(f"/companies/{company.id}/contacts/options").status_code == 404


def test_a_contact_cannot_be_put_into_another_agencys_company(world, contact):
    with world.other_agency():
        foreign = world.company()
    contact.company_id = foreign.id
    with pytest.raises(Exception, match="fk_contact"):
        db.session.flush()
    db.session.rollback()
