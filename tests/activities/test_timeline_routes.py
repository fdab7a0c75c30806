"""The Activity tab: one timeline, twenty-five at a time."""

import re
from datetime import timedelta

import pytest

from app.blueprints.activities.models import Activity
from app.core import clock
from app.core.db import db
from app.core.events import record
from app.outbox.models import Message
from tests.worker import deliver_all

MORE = re.compile(r'href="([^"]+after=[^"]+)"')


def log(world, company, number, **values):
    return world.activity(
        company,
        author=world.alex,
        subject=f"Call number {number:03}",
        at=clock.now() - timedelta(hours=number),
        **values,
    )


def subjects(text):
    return re.findall(r"<strong>Call number (\d+)</strong>", text)


def test_newest_first_and_all_of_them_page_by_page(browser, world):
    company, alex = world.company(), browser.as_("alex")
    for number in range(60):
        log(world, company, number)
    text = alex.get(f"/companies/{company.id}/activity").text
    seen = subjects(text)
    assert len(seen) == 25
    while more := MORE.search(text):
        text = alex.get(more[1].replace("&amp;", "&"), htmx=True).text
        assert "<html" not in text
        seen += subjects(text)
    assert seen == [f"{number:03}" for number in range(60)]


def test_activities_at_the_same_moment_are_neither_lost_nor_repeated(browser, world):
    company, alex = world.company(), browser.as_("alex")
    for number in range(30):
        log(world, company, 1, details=str(number))
    text = alex.get(f"/companies/{company.id}/activity").text
    ids = re.findall(r'id="activity-(\d+)"', text)
    more = MORE.search(text)[1].replace("&amp;", "&")
    ids += re.findall(r'id="activity-(\d+)"', alex.get(more, htmx=True).text)
    assert len(set(ids)) == len(ids) == 30


def test_the_older_ones_without_htmx_are_a_page(browser, world):
    company, alex = world.company(), browser.as_("alex")
    for number in range(30):
        log(world, company, number)
    more = MORE.search(alex.get(f"/companies/{company.id}/activity").text)[1].replace("&amp;", "&")
    page = alex.get(more).text
    assert "<html" in page
    assert subjects(page)[0] == "025"


def test_what_happened_to_the_company_and_its_contacts_is_told(browser, world):
    company = world.company()
    contact = world.contact(company, first_name="Carol", last_name="Jones")
    record("contact.added", contact, by=world.sara, within=company)
    company.change({"phone": "+442079460018", "owner_id": world.sara.id}, by=world.anna)
    page = browser.as_("alex").get(f"/companies/{company.id}/activity").text
    assert "added the contact Carol Jones" in page
    assert "changed phone and owner of the company" in page
    assert page.index("Anna Archer") < page.index("added the contact")


def test_tickets_are_told_with_a_link(browser, world):
    company = world.company()
    ticket = world.ticket(company, subject="Hotel overcharge")
    record("ticket.opened", ticket, by=world.sara, within=company)
    page = browser.as_("alex").get(f"/companies/{company.id}/activity").text
    assert f'href="/tickets/{ticket.number}"' in page
    assert f"opened ticket #{ticket.number} Hotel overcharge" in page


def test_an_unknown_kind_of_event_reads_too(browser, world):
    contact = world.contact()
    record("contact.merged_twice", contact, within=contact.company)
    page = browser.as_("alex").get(f"/companies/{contact.company_id}/activity").text
    assert f"contact merged twice: {contact.name}" in page


def test_what_changed_in_a_ticket_unfolds(browser, world):
    ticket = world.ticket()
    ticket.change({"priority": "high"}, by=world.sara)
    page = browser.as_("alex").get(f"/companies/{ticket.company_id}/activity").text
    assert "<dt>Priority</dt><dd>Medium → High</dd>" in page


def test_links_between_companies_are_told(browser, world):
    first, second = world.company(), world.company(name="Their parent")
    browser.as_("anna").post(f"/companies/{first.id}/links", {"company": second.id})
    page = browser.as_("alex").get(f"/companies/{first.id}/activity").text
    assert "linked the company with Their parent" in page


def test_logging_itself_is_not_told_twice(browser, world):
    activity = world.activity()
    record("activity.logged", activity, by=world.alex, within=activity.company)
    page = browser.as_("alex").get(f"/companies/{activity.company_id}/activity").text
    assert "logged Call" not in page


def test_the_tab_counts_activities(browser, world):
    company = world.company()
    for number in range(3):
        log(world, company, number)
    log(world, company, 4, deleted_at=clock.now())
    page = browser.as_("alex").get(f"/companies/{company.id}/activity").text
    assert re.search(r'aria-current="page">Activity<span class="count">3</span>', page)


def test_nothing_yet_is_said(browser, world):
    page = browser.as_("alex").get(f"/companies/{world.company().id}/activity").text
    assert "Nothing has happened yet" in page


@pytest.mark.parametrize(
    "after",
    [
        "x",
        "1-2",
        "1-1-1-1",
        "-1-1-1",
        "9" * 30 + "-1-1",
        "1-" + "9" * 18 + "-1",
        "9" * 18 + "-1-1",
        "0-0-0",
    ],
)
def test_a_place_that_is_none_begins_at_the_top(browser, world, after):
    activity = world.activity()
    url = f"/companies/{activity.company_id}/activity?after={after}"
    for htmx in (True, False):
        assert browser.as_("alex").get(url, htmx=htmx).status_code == 200


def test_another_agencys_events_stay_there(browser, world):
    with world.other_agency() as hugo:
        contact = world.contact(first_name="Foreign")
        record("contact.added", contact, by=hugo, within=contact.company)
        there = contact.company_id
    assert browser.as_("anna").get(f"/companies/{there}/activity").status_code == 404
    page = browser.as_("anna").get(f"/companies/{world.company().id}/activity").text
    assert "Foreign" not in page


def test_deleting_takes_it_away_and_offers_undo(browser, world):
    company, alex = world.company(), browser.as_("alex")
    activity = log(world, company, 1)
    url = f"/companies/{company.id}/activity/{activity.id}"
    response = alex.open("DELETE", url, htmx=True)
    assert response.text.strip().endswith(">0</hx-partial>")
    assert f"{url}/deletion/undo" in response.headers["HX-Trigger"]
    assert subjects(alex.get(f"/companies/{company.id}/activity").text) == []
    assert alex.get(url).status_code == 404
    restored = alex.post(f"{url}/deletion/undo", htmx=True)
    assert "activities-changed" in restored.headers["HX-Trigger"]
    assert subjects(alex.get(f"/companies/{company.id}/activity").text) == ["001"]


def test_deleting_twice_posts_one_purge(browser, world):
    activity = log(world, world.company(), 1)
    url = f"/companies/{activity.company_id}/activity/{activity.id}/deletion"
    alex = browser.as_("alex")
    assert [alex.post(url).status_code for _ in range(2)] == [303, 404]
    assert db.session.query(Message).filter_by(kind="activity.purge").count() == 1


def test_a_day_later_it_is_gone_for_good(browser, world):
    activity = log(world, world.company(), 1)
    world.reminder(activity.company, activity_id=activity.id)
    url = f"/companies/{activity.company_id}/activity/{activity.id}/deletion"
    browser.as_("alex").post(url)
    clock.freeze(clock.now() + timedelta(days=1))
    deliver_all()
    assert db.session.query(Activity).count() == 0
    assert browser.as_("alex").post(f"{url}/undo").status_code == 404


def test_what_was_restored_survives_the_purge(browser, world):
    activity = log(world, world.company(), 1)
    url = f"/companies/{activity.company_id}/activity/{activity.id}/deletion"
    browser.as_("alex").post(url)
    browser.as_("alex").post(f"{url}/undo")
    clock.freeze(clock.now() + timedelta(days=1))
    deliver_all()
    assert db.session.query(Activity).count() == 1


def test_the_cost_does_not_grow_with_the_timeline(browser, world, count_queries):
    company, alex = world.company(owner_id=world.sara.id), browser.as_("alex")
    url = f"/companies/{company.id}/activity"
    fill(world, company, 1)
    one = count_queries(lambda: alex.get(url))
    fill(world, company, 30)
    assert count_queries(lambda: alex.get(url)) == one
    assert one <= 8
    more = MORE.search(alex.get(url).text)[1].replace("&amp;", "&")
    assert count_queries(lambda: alex.get(more, htmx=True)) <= 6


def fill(world, company, number):
    for n in range(number):
        activity = log(world, company, n)
        world.reminder(company, user=world.sara, activity_id=activity.id)
        event = record("contact.added", world.contact(company), by=world.mark, within=company)
        event.at = activity.at
    db.session.flush()


def test_without_htmx_undo_is_a_button_of_the_next_page(browser, world):
    activity, alex = log(world, world.company(), 1), browser.as_("alex")
    url = f"/companies/{activity.company_id}/activity/{activity.id}/deletion"
    page = alex.get(alex.post(url).headers["Location"]).text
    assert f'action="{url}/undo"' in page
    assert "Call deleted" in page
