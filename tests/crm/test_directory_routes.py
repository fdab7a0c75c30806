"""The contacts of all companies: search, filter, sort, pages, and the file of what is shown."""

import csv
import io
import re

import pytest

from app.blueprints.exports.models import ExportFile
from app.core.db import db
from tests.worker import deliver_all


@pytest.fixture
def people(world):
    acme = world.company(name="Acme Aviation", owner_id=world.sara.id)
    baker = world.company(name="Baker Rail", country="FR")
    world.contact(acme, first_name="Zoë", last_name="Adams", is_vip=True, is_primary=True)
    world.contact(acme, first_name="bea", last_name="Young", mobile="+447700900123")
    world.contact(
        baker, first_name="Carol", last_name="Jones", phone="+33123456789", email="cj@baker.test"
    )
    world.contact(acme, first_name="Gone", last_name="Away").delete()
    with world.other_agency():
        world.contact(first_name="Theirs", last_name="Entirely", is_vip=True)


def names(answer) -> list[str]:
    return re.findall(r'<a class="go"[^>]*>([^<]*)</a>', answer.text)


def test_everybody_is_listed_by_name_with_their_company(browser, people):
    answer = browser.as_("alex").get("/contacts")
    assert names(answer) == ["bea Young", "Carol Jones", "Zoë Adams"]
    assert ">Acme Aviation</a>" in answer.text
    assert "VIP traveller" in answer.text
    assert 'aria-current="page"><svg' in answer.text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("q=adams", ["Zoë Adams"]),
        ("q=young+acme", ["bea Young"]),
        ("q=cj@baker", ["Carol Jones"]),
        ("q=baker", ["Carol Jones"]),
        ("q=07700+900123", ["bea Young"]),
        ("q=%2B33+1+23+45", ["Carol Jones"]),
        ("q=0000", []),
        ("tag=vip", ["Zoë Adams"]),
        ("tag=deleted", ["bea Young", "Carol Jones", "Zoë Adams"]),
        ("mine=1", ["bea Young", "Zoë Adams"]),
        ("sort=-name", ["Zoë Adams", "Carol Jones", "bea Young"]),
        ("sort=-company", ["Carol Jones", "Zoë Adams", "bea Young"]),
        ("q=theirs", []),
        ("page=2", []),
    ],
)
def test_filters_and_sorts(browser, people, query, shown):
    answer = browser.as_("sara").get(f"/contacts?{query}", htmx=True)
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert names(answer) == shown


def test_fifty_a_page(browser, world):
    company = world.company()
    for number in range(52):
        world.contact(company, first_name=f"Person {number:02}")
    anna = browser.as_("anna")
    assert len(names(anna.get("/contacts"))) == 50
    assert [name[:9] for name in names(anna.get("/contacts?page=2"))] == ["Person 50", "Person 51"]


def test_nobody_yet_leads_to_the_vault(browser):
    answer = browser.as_("anna").get("/contacts")
    assert "No contacts yet" in answer.text


def test_what_is_shown_is_exported(browser, people):
    data = {"kind": "contacts.csv", "query": "q=jones"}
    assert browser.as_("sara").post("/exports", data, htmx=True).status_code == 200
    deliver_all()
    file = db.session.query(ExportFile).one()
    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert [row["Last name"] for row in rows] == ["Jones"]
    assert rows[0]["Phone"] == "01 23 45 67 89"
    assert (rows[0]["VIP traveller"], rows[0]["Company name"]) == ("No", "Baker Rail")


def test_a_view_of_the_list_is_saved(browser, people):
    anna = browser.as_("anna")
    assert anna.get("/views/contacts/new?query=tag%3Dvip").status_code == 200
    assert "Views" in anna.get("/contacts").text
