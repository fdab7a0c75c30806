"""The list of subjects: added, renamed, merged, deleted."""

import pytest

from app.blueprints import bin
from app.blueprints.tickets.models import Subject
from app.core.db import db

URL = "/tickets/subjects"


@pytest.fixture
def anna(browser):
    return browser.as_("anna")


def names() -> list[str]:
    db.session.expire_all()
    return sorted(db.session.scalars(db.select(Subject.name)))


def test_from_a_to_z_with_how_many_tickets_have_each(anna, world, count_queries):
    visa = world.ticket(subject="Visa")
    world.ticket(subject="aircraft change")
    world.ticket(subject="Zoo").subject_id = visa.subject_id
    with world.other_agency():
        world.ticket(subject="Harbour matter")
    page = anna.get(URL).text
    assert page.index("aircraft change") < page.index("Visa") < page.index("Zoo")
    assert "Harbour" not in page
    assert ">2</a>" in page
    assert 'aria-label="Delete “Zoo”"' in page
    assert 'aria-label="Delete “Visa”"' not in page
    for n in range(60):
        world.added(Subject(name=f"Further {n}"))
    assert count_queries(lambda: anna.get(URL)) <= 3
    assert anna.get(f"{URL}?q=further", htmx=True).text.count('id="subject-') == 50
    assert anna.get(f"{URL}?q=further&page=2&sort=used", htmx=True).text.count('id="subject-') == 10


def test_one_is_added_once_whatever_the_case(anna, world):
    assert anna.post(URL, {"name": "  Lost   baggage "}).status_code == 303
    assert names() == ["Lost baggage"]
    refused = anna.post(URL, {"name": "LOST BAGGAGE"}, htmx=True)
    assert refused.status_code == 422
    assert "merge the two instead" in refused.text
    assert names() == ["Lost baggage"]


def test_one_is_renamed_in_its_row(anna, world):
    subject, other = (world.ticket(subject=name).subject for name in ("Vsia", "Refund"))
    url = f"{URL}/{subject.id}"
    assert 'value="Vsia"' in anna.get(f"{url}/edit", htmx=True).text
    assert anna.post(url, {"name": "refund"}, htmx=True).status_code == 422
    saved = anna.post(url, {"name": "Visa"}, htmx=True)
    assert saved.status_code == 200
    assert "<td>Visa</td>" in saved.text
    anna.post(f"{URL}/{other.id}", {"name": "REFUND"})
    assert names() == ["REFUND", "Visa"]


def test_two_become_one_with_all_their_tickets_also_deleted_ones(anna, world):
    tickets = [world.ticket(subject=name) for name in ("Hotel bill", "Hotel invoice", "Hotel")]
    deleted = world.ticket(subject="Other")
    deleted.subject_id = tickets[0].subject_id
    bin.put(deleted, by=world.anna)
    url = f"{URL}/{tickets[0].subject_id}/merge"
    for wrong in ("Hotel bill", "Unknown", ""):
        assert anna.post(url, {"name": wrong}, htmx=True).status_code == 422
    assert anna.post(url, {"name": "hotel INVOICE"}).status_code == 303
    assert names() == ["Hotel", "Hotel invoice", "Other"]
    assert tickets[0].subject_id == tickets[1].subject_id
    assert "2 tickets moved" in anna.get("/tickets").text


def test_one_is_deleted_only_if_nothing_has_it(anna, world):
    used, unused = world.ticket().subject, world.added(Subject(name="Unused"))
    gone = world.ticket(subject="Of a deleted one")
    subject_ids = used.id, gone.subject_id
    bin.put(gone, by=world.anna)
    for subject_id in subject_ids:
        refused = anna.post(f"{URL}/{subject_id}/deletion", htmx=True)
        assert refused.status_code == 409
        assert "Tickets have this subject" in refused.headers["HX-Trigger"]
    assert anna.post(f"{URL}/{unused.id}/deletion", htmx=True).status_code == 200
    assert names() == sorted([used.name, "Of a deleted one"])


@pytest.mark.parametrize("who", ["mark", "sara", "alex"])
def test_only_admins_see_the_screen(browser, world, who):
    assert browser.as_(who).get(URL).status_code == 403
    assert URL not in browser.as_(who).get("/tickets").text
