"""The directory of suppliers: searched, added to, edited in place, deleted."""

import pytest

from app.blueprints import bin
from app.blueprints.bin.models import Deletion
from app.blueprints.suppliers.models import Supplier
from app.core.db import db
from app.core.events import Event

FILLED = {
    "name": "Albion Airways",
    "supplier_type": "air",
    "websites": "www.albion.example\nhttps://trade.albion.example/login",
    "numbers": "020 7946 0018\n+1 312 555 0123",
    "group_email": "Groups@Albion.example",
    "manager_name": "Petra Lind",
    "manager_phone": "0161 496 0100",
    "other": "GDS code 9Z",
}


def supplier(world, name="Albion Airways", supplier_type="air", **values) -> Supplier:
    return world.added(Supplier(name=name, supplier_type=supplier_type, **values))


def found(browser, query: str) -> list[str]:
    page = browser.as_("alex").get(f"/suppliers?{query}", htmx=True).text
    return [s.name for s in db.session.query(Supplier) if f"<strong>{s.name}" in page]


def test_an_empty_directory_says_what_to_do(browser, world):
    page = browser.as_("alex").get("/suppliers")
    assert "No suppliers yet" in page.text
    assert 'aria-current="page"' in page.text
    assert "Agent support" in page.text


@pytest.mark.parametrize("htmx", [True, False])
def test_everybody_adds_a_supplier(browser, world, htmx):
    response = browser.as_("alex").post("/suppliers", FILLED, htmx=htmx)
    made = db.session.query(Supplier).one()
    to = f"/suppliers/{made.id}"
    assert (response.headers["HX-Redirect"] if htmx else response.location) == to
    assert made.websites == ["https://www.albion.example", "https://trade.albion.example/login"]
    assert made.numbers == ["+442079460018", "+13125550123"]
    assert (made.group_email, made.manager_phone) == ("groups@albion.example", "+441614960100")
    page = browser.as_("sara").get(to).text
    assert 'href="https://www.albion.example" target="_blank" rel="noopener noreferrer"' in page
    assert 'href="tel:+442079460018"' in page
    assert 'href="mailto:groups@albion.example"' in page


WRONG = {
    "name": ("", "Enter the name"),
    "supplier_type": ("", "Choose a type"),
    "websites": ("fine.example\nno web", "not “no web”"),
    "numbers": ("020 7946 0018\n12", "not “12”"),
    "general_email": ("nobody", "Enter an e-mail address"),
    "other": ("x" * 5001, "Use at most 5,000 characters"),
}


@pytest.mark.parametrize("field", WRONG)
def test_what_is_wrong_is_said_beside_the_field_and_kept(browser, world, field):
    value, words = WRONG[field]
    response = browser.as_("alex").post("/suppliers", {**FILLED, field: value}, htmx=True)
    assert response.status_code == 422
    assert words in response.text
    assert (
        value.splitlines()[-1:] == []
        or value.splitlines()[-1] in response.text
        or field == "supplier_type"
    )
    assert db.session.query(Supplier).count() == 0


def test_a_name_is_taken_once_per_type_ignoring_case(browser, world):
    supplier(world)
    taken = browser.as_("alex").post("/suppliers", {**FILLED, "name": "ALBION airways"})
    assert taken.status_code == 422
    assert "There is a supplier of this name and type (Air) already" in taken.text
    other = browser.as_("alex").post("/suppliers", {**FILLED, "supplier_type": "rail"})
    assert other.status_code == 303


def test_a_name_of_another_agency_or_of_a_deleted_supplier_is_free(browser, world):
    with world.other_agency():
        supplier(world)
    bin.put(supplier(world), by=world.anna)
    assert browser.as_("alex").post("/suppliers", FILLED).status_code == 303


SEARCHES = {
    "ohare": ["O’Hare Étoile Transfers"],
    "o'hare etoile": ["O’Hare Étoile Transfers"],
    "ÉTOILE hare": ["O’Hare Étoile Transfers"],
    "7946 0018": ["O’Hare Étoile Transfers"],
    "jet2.com": ["Jet2.com"],
    "jet2com": ["Jet2.com"],
    "jet2": ["Jet2.com"],
    "jet2 etoile": [],
    "100%": [],
    "_": ["Jet2.com", "O’Hare Étoile Transfers"],
}


@pytest.mark.parametrize("words", SEARCHES)
def test_all_words_are_found_whatever_their_accents_and_punctuation(browser, world, words):
    supplier(world, "O’Hare Étoile Transfers", "ground", numbers=["+442079460018"])
    supplier(world, "Jet2.com")
    with world.other_agency():
        supplier(world, "Jet2.com of others")
    assert sorted(found(browser, f"q={words}")) == SEARCHES[words]


def test_the_type_filters(browser, world):
    supplier(world, "Rail One", "rail")
    supplier(world, "Air One")
    assert found(browser, "type=rail") == ["Rail One"]
    assert found(browser, "type=rail&q=air") == []


def test_a_supplier_is_edited_in_place(browser, world):
    made = supplier(world, numbers=["+442079460018"])
    url = f"/suppliers/{made.id}"
    form = browser.as_("alex").get(f"{url}/edit", htmx=True).text
    assert f'id="supplier-{made.id}-card"' in form
    assert "020 7946 0018" in form
    assert "<html" in browser.as_("alex").get(f"{url}/edit").text
    answer = browser.as_("alex").post(url, {**FILLED, "name": "Albion"}, htmx=True)
    assert f'id="supplier-{made.id}-title"' in answer.text
    assert "Albion" in answer.text
    (event,) = db.session.query(Event).filter_by(kind="supplier.updated")
    assert event.data["changes"]["name"] == ["Albion Airways", "Albion"]


def test_who_saves_second_sees_what_the_first_one_changed(browser, world):
    made = supplier(world)
    url = f"/suppliers/{made.id}"
    opened = browser.as_("alex").get(f"{url}/edit", htmx=True).text
    version = opened.partition('name="version" type="hidden" value="')[2].partition('"')[0]
    browser.as_("sara").post(url, {**FILLED, "other": "First"})
    late = browser.as_("alex").post(url, {**FILLED, "other": "Second", "version": version})
    assert late.status_code == 422
    assert "Other is now “First”" in late.text


def test_only_a_supplier_company_can_be_linked(browser, world):
    company = world.company(name="Albion plc", company_type="supplier")
    client = world.company(name="A client")
    made = browser.as_("alex").post("/suppliers", {**FILLED, "company_id": company.id})
    assert "Albion plc" in browser.as_("alex").get(made.location).text
    wrong = {**FILLED, "name": "Other", "company_id": client.id}
    assert browser.as_("alex").post("/suppliers", wrong).status_code == 422


def test_an_admin_deletes_by_typing_the_name_and_brings_it_back(browser, world):
    page = f"/suppliers/{supplier(world).id}"
    url = f"{page}/deletion"
    wrong = browser.as_("anna").post(url, {"confirm": "albion"}, htmx=True)
    assert wrong.status_code == 422
    assert browser.as_("anna").post(url, {"confirm": "Albion  Airways"}).location == "/suppliers"
    assert browser.as_("anna").get(page).status_code == 404
    assert found(browser, "") == []
    deletion = db.session.query(Deletion).one()
    back = browser.as_("anna").post(f"/agency/bin/{deletion.id}/restoration")
    assert back.location == page
    assert found(browser, "") == ["Albion Airways"]


def test_a_deleted_supplier_stays_so_while_its_name_is_taken(browser, world):
    deletion = bin.put(supplier(world), by=world.anna)
    supplier(world)
    db.session.commit()
    response = browser.as_("anna").post(f"/agency/bin/{deletion.id}/restoration")
    assert response.status_code == 409


@pytest.mark.parametrize("name", ["mark", "sara", "alex"])
def test_nobody_else_deletes(browser, world, name):
    made = supplier(world)
    for method in ("get", "post"):
        call = getattr(browser.as_(name), method)
        assert call(f"/suppliers/{made.id}/deletion").status_code == 403
    assert "Ask an admin" in browser.as_(name).get(f"/suppliers/{made.id}").text


@pytest.mark.parametrize(
    ("path", "most", "htmx"),
    [("/suppliers", 8, False), ("/suppliers?q=a&type=air", 6, True), ("/suppliers/{id}", 8, False),
     ("/suppliers/{id}/edit", 6, True)],
)  # fmt: skip
def test_the_number_of_queries_is_small_and_constant(
    browser, world, count_queries, path, most, htmx
):
    company = world.company(company_type="supplier")
    url = path.format(id=supplier(world, "Air A", company_id=company.id).id)
    anna = browser.as_("anna")
    with_one = count_queries(lambda: anna.get(url, htmx=htmx))
    for number in range(59):
        supplier(world, f"Air {number}", company_id=company.id)
    assert with_one == count_queries(lambda: anna.get(url, htmx=htmx)) <= most
