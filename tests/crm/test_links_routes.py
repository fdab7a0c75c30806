"""Linked companies: shown on both sides, never beyond the agency."""

import pytest
from sqlalchemy import select

from app.blueprints import bin
from app.blueprints.crm.links.models import CompanyLink
from app.core.db import db


@pytest.fixture
def pair(world):
    return world.company(name="Acme Group"), world.company(name="Zenith Rail")


def link_of() -> CompanyLink:
    return db.session.scalar(select(CompanyLink))


def link(visitor, company, other, **options):
    return visitor.post(f"/companies/{company.id}/links", {"company": other.id}, **options)


def chips(visitor, company) -> str:
    page = visitor.get(f"/companies/{company.id}/details").text
    return page.partition('id="links"')[2].partition("</section>")[0]


@pytest.mark.parametrize(
    ("visitor", "status"), [("anna", 200), ("mark", 200), ("sara", 200), ("alex", 403)]
)
def test_who_may_link(browser, world, pair, visitor, status):
    assert link(browser.as_(visitor), *pair, htmx=True).status_code == status
    may_search = browser.as_(visitor).get(f"/companies/{pair[0].id}/links/new?q=ze")
    assert may_search.status_code == status


def test_a_link_shows_on_both(browser, world, pair, kinds):
    acme, zenith = pair
    anna = browser.as_("anna")
    assert "Zenith Rail" in link(anna, acme, zenith, htmx=True).text
    link(anna, zenith, acme)
    assert "Zenith Rail" in chips(anna, acme)
    assert "Acme Group" in chips(anna, zenith)
    assert kinds() == ["company.linked", "company.linked"]


def test_unlinking_and_taking_it_back(browser, world, pair):
    acme, zenith = pair
    anna = browser.as_("anna")
    link(anna, acme, zenith)
    url = f"/companies/{zenith.id}/links/{link_of().id}"
    answer = anna.post(f"{url}/deletion", htmx=True)
    assert f"{url}/restoration" in answer.headers["HX-Trigger"]
    assert "Zenith Rail" not in chips(anna, acme)
    anna.post(f"{url}/restoration")
    assert "Zenith Rail" in chips(anna, acme)


def test_linking_again_what_was_unlinked(browser, world, pair):
    anna = browser.as_("anna")
    link(anna, *pair)
    anna.post(f"/companies/{pair[0].id}/links/{link_of().id}/deletion")
    link(anna, *pair)
    assert "Zenith Rail" in chips(anna, pair[0])


def test_the_search_finds_ten_anywhere_in_the_name_from_two_letters_on(browser, world, pair):
    acme, zenith = pair
    for number in range(12):
        world.company(name=f"Falcon Rail {number:02}")
    anna = browser.as_("anna")

    def found(text: str) -> str:
        return anna.get(f"/companies/{acme.id}/links/new?q={text}", htmx=True).text

    assert found("rail").count("<li>") == 10
    assert "Type one letter more" in found("z")
    assert "Zenith" in found("nith")
    assert "No other company" in found("acme")
    link(anna, acme, zenith)
    assert "Zenith" not in found("zenith").partition("matches")[0]


def test_a_company_is_not_linked_with_itself_nor_with_nothing(browser, world, pair):
    acme, _ = pair
    anna = browser.as_("anna")
    assert link(anna, acme, acme).status_code == 409
    assert anna.post(f"/companies/{acme.id}/links").status_code == 400


def test_a_company_of_another_agency_is_unknown(browser, world, pair):
    acme, _ = pair
    with world.other_agency():
        foreign = world.company(name="Foreign Rail")
        foreign_id = foreign.id
    anna = browser.as_("anna")
    answer = anna.post(f"/companies/{acme.id}/links", {"company": foreign_id})
    assert answer.status_code == 404
    found = anna.get(f"/companies/{acme.id}/links/new?q=rail", htmx=True).text
    assert "Foreign" not in found


def test_one_that_lies_in_the_bin_is_not_shown(browser, world, pair):
    acme, zenith = pair
    anna = browser.as_("anna")
    link(anna, acme, zenith)
    bin.put(zenith, by=world.anna)
    assert "Zenith" not in chips(anna, acme)
