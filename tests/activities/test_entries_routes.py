"""Logging a meeting, a call and an e-mail, and changing them."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from app.core import clock
from app.core.db import db
from app.core.events import Event
from tests.activities.typed import TYPED, call, email, meeting, reminder

FORM_ERRORS = 422


def test_a_call_is_logged_and_shown_on_the_tab(browser, world, activities):
    contact, alex = world.contact(), browser.as_("alex")
    response = alex.post(
        f"/companies/{contact.company_id}/calls", call(contact, colleagues=f"user-{world.sara.id}")
    )
    (activity,) = activities()
    assert response.headers["Location"] == f"/companies/{contact.company_id}/activity"
    assert (activity.kind, activity.duration_minutes) == ("call", 12)
    assert (activity.author_id, activity.company_id) == (world.alex.id, contact.company_id)
    assert activity.at == datetime(2026, 11, 20, 13, 30, tzinfo=UTC)
    assert [a.name for a in activity.attendees] == [contact.name, "Sara Stone"]
    page = alex.get(response.headers["Location"]).text
    assert "Call logged" in page
    assert "<strong>stay</strong>" in page


def test_a_meeting_keeps_its_place_and_length(browser, world, activities):
    contact = world.contact()
    people = [f"contact-{contact.id}", f"user-{world.mark.id}"]
    browser.as_("sara").post(
        f"/companies/{contact.company_id}/meetings",
        meeting(contact, attendees=people, location="in_person", duration_minutes="480"),
    )
    (activity,) = activities()
    assert (activity.kind, activity.location, activity.duration_minutes) == (
        "meeting",
        "in_person",
        480,
    )
    assert {(a.contact_id, a.user_id) for a in activity.attendees} == {
        (contact.id, None),
        (None, world.mark.id),
    }


def test_an_email_has_neither_length_nor_place(browser, world, activities):
    contact = world.contact()
    browser.as_("sara").post(f"/companies/{contact.company_id}/emails", email(contact))
    (activity,) = activities()
    assert (activity.kind, activity.outcome) == ("email", "sent")
    assert (activity.location, activity.duration_minutes) == (None, None)


def test_logging_touches_the_company_and_records_it(browser, world):
    contact = world.contact()
    company = contact.company
    assert company.last_activity_at is None
    browser.as_("alex").post(f"/companies/{company.id}/calls", call(contact))
    assert company.last_activity_at == clock.now()
    event = db.session.scalar(select(Event).where(Event.kind == "activity.logged"))
    assert (event.actor_id, event.within_id) == (world.alex.id, company.id)


def test_htmx_gets_the_tab_with_the_new_item_on_top(browser, world):
    contact = world.contact()
    world.activity(contact.company, subject="Newer but not new")
    response = browser.as_("alex").post(
        f"/companies/{contact.company_id}/calls",
        call(contact, subject="An old call", date="2025-01-05"),
        htmx=True,
    )
    assert response.status_code == 200
    assert response.text.index("An old call") < response.text.index("Newer but not new")
    assert response.text.count("An old call</strong>") == 1
    assert "<html" not in response.text
    assert "Call logged" in response.headers["HX-Trigger"]


@pytest.mark.parametrize("section", TYPED)
def test_each_form_opens_as_a_page_and_in_a_dialog(browser, world, section):
    contact, alex = world.contact(), browser.as_("alex")
    url = f"/companies/{contact.company_id}/{section}/new"
    page, dialog = alex.get(url), alex.get(url, htmx=True)
    assert "<html" in page.text
    assert "<html" not in dialog.text
    assert 'value="2026-11-20"' in page.text
    assert 'value="14:05"' in page.text
    assert "hx-post" in dialog.text
    assert 'hx-post="/companies' not in page.text.partition('id="log"')[2].partition("</form>")[0]


def test_the_form_offers_only_this_companys_contacts(browser, world):
    contact, stranger = world.contact(), world.contact(first_name="Stranger")
    page = browser.as_("alex").get(f"/companies/{contact.company_id}/calls/new").text
    assert f'value="contact-{contact.id}"' in page
    assert f'value="contact-{stranger.id}"' not in page


def test_a_company_without_contacts_says_what_to_do_first(browser, world):
    page = browser.as_("alex").get(f"/companies/{world.company().id}/calls/new").text
    assert "has no contacts yet" in page


WRONG = [
    ("calls", "subject", "", "Enter the subject"),
    ("calls", "subject", "  ", "Enter the subject"),
    ("calls", "subject", "x" * 256, "Use at most 255 characters"),
    ("calls", "subject", "a\0b", "Remove line breaks"),
    ("calls", "contacts", "", "Choose a contact"),
    ("calls", "contacts", "contact-999999", "Choose from the list"),
    ("calls", "contacts", "user-1", "Choose from the list"),
    ("calls", "contacts", "contact-1\0", "Choose from the list"),
    ("calls", "colleagues", "user-999999", "Choose from the list"),
    ("calls", "outcome", "scheduled", "Not a valid choice"),
    ("calls", "outcome", "", "Choose the outcome"),
    ("calls", "date", "", "Enter the date"),
    ("calls", "date", "20/11/2026", "Enter a date like 2026-11-20"),
    ("calls", "date", "2026-02-30", "Enter a date like 2026-11-20"),
    ("calls", "date", "0001-01-01", "Enter a date between 2000 and 2100"),
    ("calls", "date", "9999-12-31", "Enter a date between 2000 and 2100"),
    ("calls", "time", "", "Enter the time"),
    ("calls", "time", "25:00", "Enter a time like 14:30"),
    ("calls", "duration_minutes", "", "Enter whole minutes from 1 to 60"),
    ("calls", "duration_minutes", "0", "Enter whole minutes from 1 to 60"),
    ("calls", "duration_minutes", "61", "Enter whole minutes from 1 to 60"),
    ("calls", "duration_minutes", "1.5", "Enter whole minutes from 1 to 60"),
    ("calls", "duration_minutes", "9" * 40, "Enter whole minutes from 1 to 60"),
    ("calls", "details", "x" * 20_001, "Use at most 20,000 characters"),
    ("calls", "details", "a\0b", "Remove characters"),
    ("meetings", "attendees", "", "Choose who takes part"),
    ("meetings", "location", "moon", "Not a valid choice"),
    ("meetings", "outcome", "busy", "Not a valid choice"),
    ("meetings", "duration_minutes", "5", "from 15 to 480, in steps of 15"),
    ("meetings", "duration_minutes", "50", "from 15 to 480, in steps of 15"),
    ("meetings", "duration_minutes", "495", "from 15 to 480, in steps of 15"),
    ("emails", "contacts", "", "Choose a contact"),
    ("emails", "outcome", "connected", "Not a valid choice"),
]


@pytest.mark.parametrize(("section", "name", "value", "words"), WRONG)
def test_wrong_input_is_told_and_nothing_is_logged(
    browser, world, activities, section, name, value, words
):
    contact = world.contact()
    typed = {**TYPED[section](contact), name: value}
    response = browser.as_("alex").post(f"/companies/{contact.company_id}/{section}", typed)
    assert response.status_code == FORM_ERRORS
    assert words in response.text
    assert activities() == []


@pytest.mark.parametrize("section", TYPED)
def test_every_required_field_is_asked_for(browser, world, section):
    contact = world.contact()
    response = browser.as_("alex").post(f"/companies/{contact.company_id}/{section}", {}, htmx=True)
    assert response.status_code == FORM_ERRORS
    assert "<html" not in response.text
    for words in ("Enter the subject", "Choose the outcome", "Enter the date", "Enter the time"):
        assert words in response.text


def test_what_was_typed_comes_back_with_the_errors(browser, world):
    contact = world.contact()
    typed = call(contact, subject="<b>Kept</b>", date="nonsense")
    page = browser.as_("alex").post(f"/companies/{contact.company_id}/calls", typed).text
    assert "&lt;b&gt;Kept&lt;/b&gt;" in page
    assert f'<option selected value="contact-{contact.id}">' in page


def test_html_in_details_is_shown_as_text(browser, world):
    contact, alex = world.contact(), browser.as_("alex")
    typed = call(contact, details="<script>alert(1)</script> [x](javascript:alert(1))")
    alex.post(f"/companies/{contact.company_id}/calls", typed)
    page = alex.get(f"/companies/{contact.company_id}/activity").text
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_a_form_sent_twice_logs_once(browser, world, activities):
    contact, alex = world.contact(), browser.as_("alex")
    for _ in range(2):
        response = alex.post(
            f"/companies/{contact.company_id}/calls", call(contact, submission="one-and-only")
        )
        assert response.status_code == 303
    assert len(activities()) == 1


def test_times_are_read_in_the_users_zone(browser, world, activities):
    world.alex.time_zone = "America/New_York"
    contact, alex = world.contact(), browser.as_("alex")
    alex.post(f"/companies/{contact.company_id}/calls", call(contact))
    assert activities()[0].at == datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
    edit = alex.get(f"/companies/{contact.company_id}/activity/{activities()[0].id}/edit").text
    assert 'value="13:30"' in edit


@pytest.mark.parametrize(
    ("date", "time", "moment"),
    [
        ("2026-03-29", "00:59", datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        ("2026-03-29", "01:30", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("2026-03-29", "02:00", datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        ("2026-10-25", "00:30", datetime(2026, 10, 24, 23, 30, tzinfo=UTC)),
        ("2026-10-25", "01:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25", "02:30", datetime(2026, 10, 25, 2, 30, tzinfo=UTC)),
    ],
)
def test_the_nights_when_the_clocks_change(browser, world, activities, date, time, moment):
    contact = world.contact()
    browser.as_("alex").post(
        f"/companies/{contact.company_id}/calls", call(contact, date=date, time=time)
    )
    assert activities()[0].at == moment


def test_an_edit_does_not_move_a_call_from_the_second_half_past_one(browser, world):
    contact = world.contact()
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    activity = world.activity(contact.company, author=world.alex, at=second)
    typed = call(contact, date="2026-10-25", time="01:30", subject="Corrected")
    browser.as_("alex").post(f"/companies/{contact.company_id}/activity/{activity.id}", typed)
    assert (activity.subject, activity.at) == ("Corrected", second)


def test_an_edit_changes_fields_and_people(browser, world):
    company = world.company()
    stays, goes, comes = (world.contact(company) for _ in range(3))
    alex, url = browser.as_("alex"), f"/companies/{company.id}"
    alex.post(f"{url}/calls", call(stays, contacts=[f"contact-{stays.id}", f"contact-{goes.id}"]))
    activity = logged_last()
    kept = activity.attendees[0].id
    typed = call(stays, contacts=[f"contact-{stays.id}", f"contact-{comes.id}"], outcome="busy")
    response = alex.post(f"{url}/activity/{activity.id}", typed, htmx=True)
    assert response.status_code == 200
    assert f'id="activity-{activity.id}"' in response.text
    assert activity.outcome == "busy"
    assert [a.contact_id for a in activity.attendees] == [stays.id, comes.id]
    assert activity.attendees[0].id == kept


def test_an_edit_keeps_somebody_who_is_no_contact_any_more(browser, world):
    company = world.company()
    stays, gone = world.contact(company), world.contact(company)
    alex, url = browser.as_("alex"), f"/companies/{company.id}"
    alex.post(f"{url}/calls", call(stays, contacts=[f"contact-{stays.id}", f"contact-{gone.id}"]))
    activity = logged_last()
    names = [stays.name, gone.name]
    db.session.delete(gone)
    db.session.commit()
    past = f"past-{activity.attendees[1].id}"
    assert past in alex.get(f"{url}/activity/{activity.id}/edit").text
    alex.post(f"{url}/activity/{activity.id}", call(stays, contacts=[f"contact-{stays.id}", past]))
    assert [a.name for a in activity.attendees] == names


@pytest.mark.parametrize(
    ("who", "status"), [("alex", 200), ("sara", 403), ("mark", 200), ("anna", 200)]
)
def test_who_may_edit_alex_call(browser, world, who, status):
    activity = world.activity(author=world.alex)
    url = f"/companies/{activity.company_id}/activity/{activity.id}"
    visitor = browser.as_(who)
    assert visitor.get(f"{url}/edit").status_code == status
    page = visitor.get(f"/companies/{activity.company_id}/activity").text
    assert (f"{url}/edit" in page) is (status == 200)


def test_who_may_not_edit_cannot_post_either(browser, world):
    contact = world.contact()
    activity = world.activity(contact.company, author=world.alex)
    url = f"/companies/{contact.company_id}/activity/{activity.id}"
    assert browser.as_("sara").post(url, call(contact)).status_code == 403
    assert browser.as_("sara").post(f"{url}/deletion").status_code == 403
    assert activity.subject == "Renewal"


def test_nobody_reaches_another_agencys_companies(browser, world):
    with world.other_agency():
        activity = world.activity()
        company, one = f"/companies/{activity.company_id}", activity.id
    contact, mine = world.contact(), browser.as_("anna")
    for section in TYPED:
        assert mine.get(f"{company}/{section}/new").status_code == 404
        assert mine.post(f"{company}/{section}", TYPED[section](contact)).status_code == 404
    for path in ("", f"/{one}", f"/{one}/edit"):
        assert mine.get(f"{company}/activity{path}").status_code == 404
    assert mine.get(f"{company}/people?q=ca").status_code == 404
    own = f"/companies/{contact.company_id}/activity/{one}"
    assert mine.get(own).status_code == 404
    assert mine.post(f"{own}/deletion").status_code == 404
    assert mine.post(f"{own}/deletion/undo").status_code == 404


def test_foreign_people_are_refused(browser, world, activities):
    with world.other_agency():
        theirs = world.contact().id
    contact, alex = world.contact(), browser.as_("alex")
    url = f"/companies/{contact.company_id}/calls"
    for typed in (
        call(contact, contacts=f"contact-{theirs}"),
        call(contact, colleagues=f"user-{world.hugo.id}"),
        call(contact, **reminder(remind_user_id=world.hugo.id)),
    ):
        assert alex.post(url, typed).status_code == FORM_ERRORS
    assert activities() == []


def test_an_activity_is_found_under_its_own_company_only(browser, world):
    activity = world.activity()
    other = world.company()
    response = browser.as_("anna").get(f"/companies/{other.id}/activity/{activity.id}")
    assert response.status_code == 404


@pytest.mark.parametrize("htmx", [False, True])
def test_visitors_are_sent_to_sign_in(browser, world, htmx):
    response = browser.post(f"/companies/{world.company().id}/calls", {}, htmx=htmx)
    target = response.headers.get("HX-Redirect") or response.headers.get("Location")
    assert target.startswith("/login")


def logged_last():
    from app.blueprints.activities.models import Activity

    return db.session.get(Activity, db.session.scalar(select(func.max(Activity.id))))
