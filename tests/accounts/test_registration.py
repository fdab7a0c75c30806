"""Registering below the form: what the database itself refuses, also when two come at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import delete, func, select

from app.blueprints.accounts import actions
from app.blueprints.accounts.models import User
from app.blueprints.agency.models import Agency
from app.core.db import db
from app.outbox.models import Message
from tests.accounts.test_registrations_routes import GOOD
from tests.browserless import Browser

VALUES = {
    "name": "Blue Sky Journeys",
    "address": "12 Quay Street",
    "vat_number": "117223643",
    "registration_number": "SC654321",
    "phone": "+441174960123",
    "contact_name": "Bea Brown",
    "employees": "1-10",
    "business_focus": "corporate",
    "website": None,
    "email": "bea@bluesky.test",
    "password": "harbour lantern violet",
}


def count(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "MERIDIAN TRAVEL"),
        ("vat_number", "123456782"),
        ("registration_number", "01234567"),
        ("email", "anna@meridian.test"),
    ],
)
def test_the_database_refuses_what_is_taken_and_adds_nothing(world, field, value):
    before = count(Agency), count(User)
    with pytest.raises(actions.Taken) as taken:
        actions.register(**{**VALUES, field: value})
    assert taken.value.field == field
    assert (count(Agency), count(User)) == before


def test_an_agency_can_be_registered_without_a_mail(world):
    user = actions.register(**VALUES, verified=True)
    assert user.is_verified
    assert user.has_password(VALUES["password"])
    assert count(Message) == 0


@pytest.fixture
def committed(app):
    """Removes what the test's requests really committed."""
    yield
    with app.app_context():
        db.session.execute(delete(Agency).where(Agency.name == GOOD["name"]))
        db.session.commit()


def post_at_once(app, forms) -> list:
    """The answers to `forms`, each sent by a browser of its own at the same time."""
    browsers = [Browser(app) for _ in forms]
    with ThreadPoolExecutor(len(forms)) as pool:
        sent = [
            pool.submit(b.post, "/register", form) for b, form in zip(browsers, forms, strict=True)
        ]
        return [one.result() for one in sent]


def test_of_two_who_register_the_same_agency_at_once_one_is_told(app, committed):
    forms = [{**GOOD, "submission": f"{n:022}"} for n in range(4)]
    for n, form in enumerate(forms):
        form["email"] = form["email_again"] = f"bea{n}@bluesky.test"
    answers = post_at_once(app, forms)
    assert sorted(answer.status_code for answer in answers) == [303, 422, 422, 422]
    assert all("is registered already" in a.text for a in answers if a.status_code == 422)


def test_one_form_sent_twice_at_once_makes_one_agency(app, committed):
    answers = post_at_once(app, [GOOD, GOOD, GOOD])
    assert [answer.location for answer in answers] == ["/verify"] * 3
    with app.app_context():
        assert count(Agency) == 3
        assert db.session.query(Message).filter_by(kind="accounts.verify").count() == 1
