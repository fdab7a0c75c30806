"""Saved views: made from what the list shows, mine or shared, marked when they are open."""

import pytest
from sqlalchemy import select

from app.blueprints.views.models import SavedView
from app.core.db import db

QUERY = "status=lead&mine=1&sort=-created"


def saved() -> list[SavedView]:
    shown = select(SavedView).where(SavedView.deleted_at.is_(None)).order_by(SavedView.id)
    return list(db.session.scalars(shown))


def save(visitor, **typed):
    values = {"name": "Hot leads", "query": f"{QUERY}&page=7&evil=1", **typed}
    return visitor.post("/views/companies", values)


def test_a_view_keeps_what_the_list_understands(browser, world):
    anna = browser.as_("anna")
    answer = save(anna)
    assert answer.status_code == 303
    view = saved()[0]
    assert dict(p.split("=") for p in view.query.split("&")) == {
        "status": "lead",
        "mine": "1",
        "sort": "-created",
    }
    assert answer.location.endswith(view.address)
    assert "Hot leads" in button(anna.get(answer.location).text)
    assert "Hot leads" not in button(anna.get(f"{answer.location}&type=supplier").text)
    menu = anna.get("/views/companies/menu", query_string={"query": view.query}, htmx=True).text
    assert 'aria-current="page"' in menu


def button(page: str) -> str:
    return page.partition('popovertarget="views-menu"')[2].partition("</button>")[0]


def test_nobody_opens_what_they_do_not_see(browser, world):
    sara, anna = browser.as_("sara"), browser.as_("anna")
    save(sara)
    address = f"/companies?{saved()[0].address}"
    assert "Hot leads" in button(sara.get(address).text)
    assert "Hot leads" not in button(anna.get(address).text)
    assert "Hot leads" not in button(anna.get("/companies?view=99999999999999999999").text)


def test_the_menu_follows_the_filters(browser, world):
    anna = browser.as_("anna")
    save(anna)
    url = f"/companies?{saved()[0].address}"
    assert "Save this view" not in menu(anna.get(url, htmx=True).text)
    assert "Save this view" in menu(anna.get("/companies?status=lead", htmx=True).text)


def menu(text: str) -> str:
    return text.partition('hx-target="#list-tools"')[2].partition("</hx-partial>")[0]


def test_a_shared_view_is_seen_by_all_and_a_private_one_by_nobody_else(browser, world):
    sara, anna = browser.as_("sara"), browser.as_("anna")
    save(sara, name="Mine alone")
    save(sara, name="For us all", is_shared="y")
    menu = anna.get("/views/companies/menu", htmx=True).text
    assert "For us all" in menu
    assert "Mine alone" not in menu
    private, shared = saved()
    assert anna.get(f"/views/{private.id}/edit").status_code == 404
    assert anna.get(f"/views/{shared.id}/edit").status_code == 200


@pytest.mark.parametrize(("visitor", "status"), [("anna", 303), ("mark", 403), ("sara", 303)])
def test_its_owner_and_admins_change_a_shared_view(browser, world, visitor, status):
    save(browser.as_("sara"), is_shared="y")
    view = saved()[0]
    somebody = browser.as_(visitor)
    answer = somebody.post(f"/views/{view.id}", {"name": "Warm leads", "is_shared": "y"})
    assert answer.status_code == status
    assert saved()[0].name == ("Warm leads" if status == 303 else "Hot leads")
    assert somebody.post(f"/views/{view.id}/deletion").status_code == status
    assert len(saved()) == (status == 403)


def test_a_deleted_view_comes_back_by_undo(browser, world):
    anna = browser.as_("anna")
    save(anna)
    view = saved()[0]
    anna.post(f"/views/{view.id}/deletion")
    assert saved() == []
    assert f"/views/{view.id}/restoration" in anna.get("/views/companies").text
    anna.post(f"/views/{view.id}/restoration")
    assert saved() == [view]


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"name": ""}, "Enter the name"),
        ({"name": "x" * 61}, "Use at most 60 characters"),
        ({"name": "HOT LEADS"}, "There is a view of this name already"),
        ({"query": "q=" + "x" * 2000}, "cannot be longer"),
    ],
)
def test_what_cannot_be_a_view_is_shown_again(browser, world, typed, error):
    anna = browser.as_("anna")
    save(anna)
    answer = save(anna, **typed)
    assert answer.status_code == 422
    assert error in answer.text
    assert len(saved()) == 1


def test_another_agency_sees_none_of_them(browser, world):
    save(browser.as_("anna"), is_shared="y")
    assert "Hot leads" not in browser.as_("hugo").get("/companies").text


def test_a_list_that_has_no_views_is_not_found(browser, world):
    assert browser.as_("anna").get("/views/nothing").status_code == 404


@pytest.mark.parametrize("key", ["companies", "contacts", "tickets"])
def test_filters_that_are_too_long_to_be_kept_are_refused(browser, world, key):
    """Written into an address, a sign may take up twelve."""
    data = {"name": "Smiles", "query": f"q={'😀' * 200}"}
    answer = browser.as_("anna").post(f"/views/{key}", data)
    assert answer.status_code == 409
    assert "Shorten it first" in answer.text
