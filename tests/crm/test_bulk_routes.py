"""Owner and status of many companies at once."""

import pytest
from sqlalchemy import func, select

from app.blueprints.crm.companies.models import Company
from app.core.db import db
from app.core.events import Event


def status_of(*companies) -> list[str]:
    query = select(Company.status).where(Company.id.in_([c.id for c in companies]))
    return list(db.session.scalars(query.order_by(Company.id)))


def updates() -> int:
    query = select(func.count()).select_from(Event).where(Event.kind == "company.updated")
    return db.session.scalar(query)


@pytest.mark.parametrize(
    ("visitor", "status"), [("anna", 303), ("mark", 303), ("sara", 303), ("alex", 403)]
)
def test_who_may_change_many(browser, world, visitor, status):
    chosen, other = world.company(), world.company()
    typed = {"ids": [chosen.id], "status": "trading"}
    assert browser.as_(visitor).post("/companies/bulk", typed).status_code == status
    assert status_of(chosen, other) == ["trading" if status == 303 else "lead", "lead"]


def test_those_who_may_not_see_no_ticks(browser, world):
    company = world.company()
    tick = f'value="{company.id}" form="picked"'
    assert tick in browser.as_("sara").get("/companies").text
    assert tick not in browser.as_("alex").get("/companies").text


def test_each_company_that_changes_has_one_event(browser, world):
    companies = [world.company(), world.company(), world.company(status="trading")]
    typed = {"ids": [c.id for c in companies], "status": "trading"}
    browser.as_("anna").post("/companies/bulk", typed)
    assert updates() == 2


def test_all_that_the_filter_shows(browser, world):
    matching = [world.company(name=f"Falcon {n}") for n in range(60)]
    other = world.company(name="Acme")
    typed = {"every": "1", "query": "q=falcon&sort=name", "owner": str(world.sara.id)}
    answer = browser.as_("anna").post("/companies/bulk", typed, htmx=True)
    assert answer.headers["HX-Redirect"]
    query = select(Company.id).where(Company.owner_id == world.sara.id).order_by(Company.id)
    assert list(db.session.scalars(query)) == [company.id for company in matching]
    assert other.owner_id is None


def test_owner_and_status_together_and_nobody(browser, world):
    company = world.company(owner_id=world.sara.id)
    typed = {"ids": [company.id], "owner": "none", "status": "on_hold"}
    browser.as_("anna").post("/companies/bulk", typed)
    assert (company.owner_id, company.status) == (None, "on_hold")


@pytest.mark.parametrize("typed", [{}, {"status": "rich"}, {"owner": "7e7"}, {"owner": "alex"}])
def test_what_is_not_on_the_list_changes_nothing(browser, world, typed):
    company = world.company()
    typed = {name: str(getattr(world, v).id) if v == "alex" else v for name, v in typed.items()}
    answer = browser.as_("anna").post("/companies/bulk", {"ids": [company.id], **typed})
    assert answer.status_code == 400
    assert company.owner_id is None
    assert updates() == 0


def test_companies_of_another_agency_are_left_alone(browser, world):
    with world.other_agency():
        foreign = world.company()
    typed = {"ids": [foreign.id, "x", 2**70], "status": "trading"}
    answer = browser.as_("anna").post("/companies/bulk", typed)
    assert answer.status_code == 303
    with world.other_agency():
        assert status_of(foreign) == ["lead"]
