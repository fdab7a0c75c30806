"""Client notes: sections edited in place, with every text that was saved."""

import pytest
from sqlalchemy import select

from app.blueprints import bin
from app.blueprints.bin.models import Deletion
from app.blueprints.crm.notes.models import ClientNotes, NoteRevision
from app.core.db import db
from tests.crm.test_fees_routes import version_of


@pytest.fixture
def company(world):
    company = world.company(name="Acme Aviation")
    db.session.commit()
    return company


@pytest.fixture
def url(company):
    return f"/companies/{company.id}/notes"


@pytest.fixture
def said(company):
    """What a section says now."""
    query = select(ClientNotes).where(ClientNotes.company_id == company.id)
    again = query.execution_options(populate_existing=True)
    return lambda key: getattr(db.session.scalars(again).one(), key)


def test_a_section_is_written_in_place(browser, url, said, kinds):
    alex = browser.as_("alex")
    page = alex.post(f"{url}/rail", {"rail": "Standard **only**\r\n\r\n- no upgrades"}, htmx=True)
    assert "<strong>only</strong>" in page.text
    assert 'hx-target="#tab-client-notes .count" hx-swap="innerHTML">1<' in page.text
    assert said("rail") == "Standard **only**\n\n- no upgrades"
    assert kinds() == ["client_notes.changed"]


def test_saving_what_is_there_changes_nothing(browser, url, kinds):
    anna = browser.as_("anna")
    for _ in range(2):
        anna.post(f"{url}/rail", {"rail": "Standard"})
    assert kinds() == ["client_notes.changed"]


def test_notes_are_on_the_timeline_and_are_no_activity(browser, company, url):
    anna = browser.as_("anna")
    anna.post(f"{url}/travel_policy", {"travel_policy": "Ask Carol"})
    page = anna.get(f"/companies/{company.id}/activity").text
    assert "changed the client notes: Travel policy" in page
    assert f'href="{url}"' in page
    db.session.refresh(company)
    assert company.last_activity_at is None


def test_the_account_number_is_plain(browser, url):
    page = browser.as_("anna").post(f"{url}/account_number", {"account_number": "1*2*3_4_"}, htmx=True)  # fmt: skip
    assert "1*2*3_4_" in page.text


@pytest.mark.parametrize(
    ("key", "words", "said"),
    [
        ("rail", "x" * 20_001, "Use at most 20,000 characters"),
        ("rail", "a\x00b", "Remove characters that cannot be printed"),
        ("account_number", "x" * 256, "Use at most 255 characters"),
        ("account_number", "1\n2", "Remove line breaks"),
    ],
)
def test_too_much_is_refused_and_kept(browser, url, key, words, said):
    page = browser.as_("anna").post(f"{url}/{key}", {key: words}, htmx=True)
    assert page.status_code == 422
    assert said in page.text
    assert words[:100].partition("\n")[0].partition("\x00")[0] in page.text


def test_a_second_save_over_a_newer_text_shows_both_and_loses_none(browser, url, said):
    anna, alex = browser.as_("anna"), browser.as_("alex")
    version = version_of(alex.get(f"{url}/rail/edit").text)
    anna.post(f"{url}/rail", {"rail": "First class on trips over two hours"})
    typed = {"rail": "Standard class always", "version": version}
    page = alex.post(f"{url}/rail", typed, htmx=True)
    assert page.status_code == 422
    assert "Anna Archer changed this a moment ago" in page.text
    assert "Standard class always</textarea>" in page.text
    assert "<del>" in page.text
    assert "First" in page.text
    typed["version"] = version_of(page.text)
    assert alex.post(f"{url}/rail", typed, htmx=True).status_code == 200
    assert said("rail") == "Standard class always"
    assert "First class on trips over two hours" in words_of_revisions()


def words_of_revisions():
    return list(db.session.scalars(select(NoteRevision.words).order_by(NoteRevision.id)))


def test_the_history_shows_each_change_word_by_word(browser, url):
    browser.as_("anna").post(f"{url}/rail", {"rail": "Standard class"})
    browser.as_("alex").post(f"{url}/rail", {"rail": "First class"})
    page = browser.as_("mark").get(f"{url}/rail/history").text
    removed, added = '<span class="hidden">removed: </span>', '<span class="hidden">added: </span>'
    assert f"<del>{removed}Standard</del><ins>{added}First</ins> class" in page
    assert page.index("Alex Ames") < page.index("Anna Archer")


def test_an_older_text_comes_back_and_the_newer_stays_in_the_history(browser, url, said):
    anna = browser.as_("anna")
    for words in ("Standard", "First"):
        anna.post(f"{url}/rail", {"rail": words})
    first = db.session.scalars(select(NoteRevision).order_by(NoteRevision.id)).first()
    assert anna.post(f"{url}/rail/history/{first.id}").status_code == 303
    assert said("rail") == "Standard"
    assert words_of_revisions() == ["Standard", "First", "Standard"]
    assert anna.post(f"{url}/flights/history/{first.id}").status_code == 404


def test_a_long_history_has_pages(browser, world, url, company):
    notes = world.added(ClientNotes(company_id=company.id, company=company))
    for number in range(25):
        notes.write("rail", f"Text {number}", by=world.anna)
    db.session.commit()
    page = browser.as_("anna").get(f"{url}/rail/history").text
    assert page.count('class="changes"') == 20
    older = page.split("?before=")[1].split('"')[0]
    assert browser.as_("anna").get(f"{url}/rail/history?before={older}").text.count('class="changes"') == 5  # fmt: skip


def test_a_section_without_texts_has_an_empty_history(browser, url):
    anna = browser.as_("anna")
    anna.post(f"{url}/rail", {"rail": "Standard"})
    for address in (f"{url}/flights/history", f"{url}/rail/history?before=1"):
        assert "Nothing was written here yet" in anna.get(address).text


def test_bookers_and_vips_stand_beside_the_notes(browser, world, company, url):
    world.contact(company, last_name="Booker", is_booker=True)
    world.contact(company, last_name="Very", is_vip=True)
    world.contact(company, last_name="Nobody")
    db.session.commit()
    page = browser.as_("alex").get(url).text
    aside = page.partition('<aside class="stack')[2]
    assert "Carol Booker" in aside
    assert "Carol Very" in aside
    assert "Carol Nobody" not in aside


def test_without_htmx_the_form_stands_on_the_tab(browser, url):
    page = browser.as_("anna").get(f"{url}/rail/edit").text
    assert "<title>" in page
    assert 'name="rail"' in page
    assert "Travel policy" in page


def test_an_admin_deletes_all_of_it_and_brings_it_back(browser, url, said):
    anna = browser.as_("anna")
    anna.post(f"{url}/rail", {"rail": "Standard"})
    wrong = anna.post(f"{url}/deletion", {"confirm": "Acme"}, htmx=True)
    assert (wrong.status_code, said("rail")) == (422, "Standard")
    anna.post(f"{url}/deletion", {"confirm": "Acme Aviation"})
    assert "Standard" not in anna.get(url).text
    assert anna.get(f"{url}/rail/history").status_code == 404
    deletion = db.session.scalars(select(Deletion)).one()
    assert deletion.title == "Client notes of Acme Aviation"
    page = anna.post(f"/agency/bin/{deletion.id}/restoration")
    assert page.headers["Location"].endswith(url)
    assert said("rail") == "Standard"


def test_new_notes_are_not_overwritten_by_those_of_the_bin(browser, url, said):
    anna = browser.as_("anna")
    anna.post(f"{url}/rail", {"rail": "Standard"})
    anna.post(f"{url}/deletion", {"confirm": "Acme Aviation"})
    anna.post(f"{url}/rail", {"rail": "First"})
    deletion = db.session.scalars(select(Deletion)).one()
    page = anna.post(f"/agency/bin/{deletion.id}/restoration")
    assert page.status_code == 409
    assert "has new client notes now" in page.text
    assert said("rail") == "First"


@pytest.mark.parametrize("name", ["mark", "sara", "alex"])
def test_only_an_admin_deletes_notes(browser, url, name):
    browser.as_("anna").post(f"{url}/rail", {"rail": "Standard"})
    assert browser.as_(name).get(f"{url}/deletion").status_code == 403
    typed = {"confirm": "Acme Aviation"}
    assert browser.as_(name).post(f"{url}/deletion", typed).status_code == 403


def test_suppliers_have_no_notes(browser, world):
    supplier = world.company(company_type="supplier")
    db.session.commit()
    anna = browser.as_("anna")
    assert anna.get(f"/companies/{supplier.id}/notes").status_code == 404
    assert "tab-client-notes" not in anna.get(f"/companies/{supplier.id}/details").text


def test_another_agencys_texts_are_not_found(browser, world, url):
    with world.other_agency() as hugo:
        theirs = world.company()
        notes = world.added(ClientNotes(company_id=theirs.id, company=theirs))
        notes.write("rail", "Secret rail", by=hugo)
        revision_id = db.session.scalars(select(NoteRevision.id)).one()
    anna = browser.as_("anna")
    anna.post(f"{url}/rail", {"rail": "Ours"})
    assert anna.post(f"{url}/rail/history/{revision_id}").status_code == 404
    assert "Secret" not in anna.get(url).text
    assert "Secret" not in anna.get(f"{url}/rail/history").text


def test_a_deleted_company_takes_notes_and_fees_along(browser, world, company, url):
    browser.as_("anna").post(f"{url}/rail", {"rail": "Standard"})
    world.fee(company)
    assert bin.what_goes_along(company) == ["1 fee"]
    bin.put(company, by=world.anna)
    assert db.session.scalars(select(ClientNotes)).all() == []
