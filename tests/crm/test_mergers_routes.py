"""Two contacts who are the same person become one."""

import re
from threading import Barrier, Thread

import pytest
from sqlalchemy import select, text

from app.blueprints.activities.models import Attendee
from app.blueprints.crm.contacts.models import Contact
from app.core import tenancy
from app.core.db import db
from app.core.events import Event
from tests import cast, factories
from tests.browserless import Browser


@pytest.fixture
def company(world):
    return world.company(name="Acme", owner_id=world.sara.id)


@pytest.fixture
def kept(world, company):
    values = {"email": "carol@acme.test", "phone": "+442079460018", "notes": "Likes aisles."}
    return world.contact(company, first_name="Carol", last_name="Jones", is_booker=True, **values)


@pytest.fixture
def other(world, company):
    values = {"email": "cj@acme.test", "phone": "+442079460099", "notes": "No meat."}
    values |= {"department": "Finance", "is_primary": True}
    return world.contact(company, first_name="Caroline", last_name="Jones", **values)


@pytest.fixture
def url(kept):
    return f"/companies/{kept.company_id}/contacts/{kept.id}"


def form_of(visitor, url, other) -> dict:
    """The form as a browser would send it back."""
    page = visitor.get(f"{url}/merger?other_id={other.id}").text
    checked = re.findall(
        r"<input checked id=\"[^\"]*\" name=\"(\w+)\" type=\"\w+\" value=\"(\w+)\"", page
    )
    version = re.search(r'name="version"[^>]*value="([^"]+)"', page)[1]
    return {**dict(checked), "other_id": other.id, "version": version}


def test_one_chooses_among_the_contacts_of_the_company(browser, world, kept, other, url):
    world.contact(first_name="Somebody", last_name="Else")
    page = browser.as_("sara").get(f"{url}/merger").text
    assert f'<option value="{other.id}">Caroline Jones' in page
    assert "Somebody" not in page


def test_the_only_contact_has_nobody_to_merge_with(browser, kept, url):
    assert "Nobody to merge with" in browser.as_("anna").get(f"{url}/merger").text


def test_what_only_one_knows_is_chosen_first(browser, kept, other, url):
    form = form_of(browser.as_("anna"), url, other)
    assert (form["department"], form["email"], form["is_booker"]) == ("other", "kept", "y")
    assert "last_name" not in form


def test_values_win_field_by_field(browser, kept, other, url, kinds):
    sara = browser.as_("sara")
    form = form_of(sara, url, other) | {"first_name": "other", "email": "other", "notes": "both"}
    answer = sara.post(f"{url}/merger", form)
    assert (answer.status_code, answer.headers["Location"]) == (303, url)
    db.session.refresh(kept)
    assert (kept.name, kept.email, kept.phone) == (
        "Caroline Jones",
        "cj@acme.test",
        "+442079460018",
    )
    assert (kept.department, kept.notes) == ("Finance", "Likes aisles.\n\nNo meat.")
    assert (kept.is_primary, kept.is_booker) == (True, True)
    assert kinds() == ["contact.merged"]


def test_tickets_and_activities_follow_and_keep_their_names(browser, world, kept, other, url):
    ticket = world.ticket(kept.company, contact_id=other.id)
    alone, together = world.activity(kept.company), world.activity(kept.company)
    for activity, people in ((alone, [other]), (together, [kept, other])):
        for person in people:
            values = {"contact_id": person.id, "name": person.name}
            world.added(Attendee(activity_id=activity.id, **values))
    anna = browser.as_("anna")
    anna.post(f"{url}/merger", form_of(anna, url, other))
    db.session.refresh(ticket)
    assert ticket.contact_id == kept.id
    rows = select(Attendee.activity_id, Attendee.contact_id, Attendee.name).order_by(Attendee.id)
    assert db.session.execute(rows).all() == [
        (alone.id, kept.id, "Caroline Jones"),
        (together.id, kept.id, "Carol Jones"),
    ]


def test_the_address_of_the_one_that_went_leads_to_the_other(browser, kept, other, url):
    anna = browser.as_("anna")
    anna.post(f"{url}/merger", form_of(anna, url, other))
    gone = f"/companies/{kept.company_id}/contacts/{other.id}"
    assert anna.get(gone).headers["Location"] == url
    assert anna.post(f"{gone}/restoration").status_code == 404
    assert "Caroline" not in anna.get(f"/companies/{kept.company_id}/contacts").text


def test_what_changed_meanwhile_is_shown_before_anything_is_merged(browser, kept, other, url):
    anna = browser.as_("anna")
    form = form_of(anna, url, other)
    other.email = "caroline@acme.test"
    db.session.commit()
    answer = anna.post(f"{url}/merger", form)
    assert answer.status_code == 422
    assert "Somebody changed one of the two" in answer.text
    assert "caroline@acme.test" in answer.text
    db.session.refresh(other)
    assert not other.is_deleted


def test_who_may_not_delete_may_not_merge(browser, kept, other, url):
    alex = browser.as_("alex")
    assert alex.get(f"{url}/merger").status_code == 403
    assert alex.post(f"{url}/merger", {"other_id": other.id}).status_code == 403


@pytest.mark.parametrize("who", ["same", "elsewhere", "foreign", "nonsense"])
def test_only_two_contacts_of_one_company_are_merged(browser, world, kept, url, who):
    with world.other_agency():
        foreign = world.contact().id
    ids = {"same": kept.id, "elsewhere": world.contact().id, "foreign": foreign}
    other_id = ids.get(who, "x")
    anna = browser.as_("anna")
    assert anna.get(f"{url}/merger?other_id={other_id}").status_code == 404
    assert anna.post(f"{url}/merger", {"other_id": other_id}).status_code == 404


def test_another_agency_merges_nothing(browser, kept, other, url):
    hugo = browser.as_("hugo")
    assert hugo.get(f"{url}/merger?other_id={other.id}").status_code == 404
    assert hugo.post(f"{url}/merger", {"other_id": other.id}).status_code == 404


@pytest.fixture
def committed(app):
    """Two contacts that are really there, for two people at once; removed again."""
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        company = factories.company()
        made = [factories.contact(company).id for _ in range(2)]
        db.session.commit()
    yield company.id, made
    with app.app_context():
        db.session.execute(text(f"truncate {cast.LEFT} cascade"))
        db.session.commit()


def test_two_people_who_merge_the_same_two_leave_one(app, committed):
    company_id, (first, second) = committed
    start, statuses = Barrier(2), []

    def merge(who, kept_id, other_id):
        visitor = Browser(app, who)
        url = f"/companies/{company_id}/contacts/{kept_id}/merger"
        page = visitor.get(f"{url}?other_id={other_id}").text
        version = re.search(r'name="version"[^>]*value="([^"]+)"', page)[1]
        start.wait()
        data = {"other_id": other_id, "version": version}
        statuses.append(visitor.post(url, data).status_code)

    calls = [("anna", first, second), ("mark", second, first)]
    threads = [Thread(target=merge, args=call) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [303, 404]
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        left = db.session.scalars(select(Contact.id).where(Contact.deleted_at.is_(None))).all()
        assert len(left) == 1
        assert (
            len(db.session.scalars(select(Event).where(Event.kind == "contact.merged")).all()) == 1
        )
