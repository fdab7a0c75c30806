"""Every page of the day, full of data: nothing for axe, nothing sideways, nothing refused."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from app.blueprints.accounts.models import User
from app.blueprints.activities.models import Activity, Reminder
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.dev.demo import load as demo
from app.blueprints.tickets.models import Ticket
from app.core import tenancy
from app.core.db import db
from tests.browser import axe, desk
from tests.browser.conftest import visitor

ADMIN = "admin@demo.test"
MOST_BYTES = 120 * 1024
WIDTHS = (360, 768, 1280)
PUBLIC = [
    "/",
    "/register",
    "/login",
    "/password/forgot",
    "/password/forgot/sent",
    "/terms",
    "/privacy",
    "/dev/mailbox",
]
SIGNED_IN = [
    "/dashboard",
    "/companies",
    "/companies?q=nothing+of+this+name",
    "/companies/new",
    "/companies/{company}/details",
    "/companies/{company}/details/about/edit",
    "/companies/{company}/contacts",
    "/companies/{company}/contacts/new",
    "/companies/{company}/contacts/{contact}",
    "/companies/{company}/contacts/{contact}/edit",
    "/companies/{company}/activity",
    "/companies/{company}/tickets",
    "/companies/{company}/calls/new",
    "/companies/{company}/meetings/new",
    "/companies/{company}/emails/new",
    "/companies/{company}/activity/{activity}",
    "/tickets",
    "/tickets?state=closed&kind=client",
    "/tickets/new",
    "/tickets/{open_ticket}",
    "/tickets/{open_ticket}/edit",
    "/tickets/{closed_ticket}",
    "/tickets/{closed_ticket}/reopening",
    "/reminders",
    "/reminders/{reminder}/edit",
    "/exports",
    "/imports",
    "/imports/new",
    "/profile",
    "/no/such/page",
]


@pytest.fixture(scope="module")
def places(app):
    """Loads the demo agency; ids for the addresses, of the company where most has happened."""
    with app.app_context():
        demo.load()
        agency = db.session.scalar(select(User.agency_id).filter_by(email=ADMIN))
        with tenancy.entered(agency):
            return _places()


def _places() -> dict[str, int]:
    def first(column, *conditions):
        return db.session.scalar(select(column).where(*conditions).order_by(column).limit(1))

    busiest = select(Ticket.company_id).group_by(Ticket.company_id).order_by(func.count().desc())
    company = db.session.scalar(busiest.limit(1))
    return {
        "company": company,
        "contact": first(Contact.id, Contact.company_id == company),
        "activity": first(Activity.id, Activity.company_id == company),
        "reminder": first(Reminder.id, Reminder.done_at.is_(None)),
        "open_ticket": first(
            Ticket.number, Ticket.company_id == company, Ticket.status != "closed"
        ),
        "closed_ticket": first(Ticket.number, Ticket.status == "closed"),
    }


@pytest.fixture(scope="module")
def session(chromium, site, places):
    """The signed-in admin's cookies."""
    with visitor(chromium, site) as page:
        desk.sign_in(page, ADMIN, demo.PASSWORD)
        return page.context.storage_state()


@pytest.fixture
def admin(chromium, site, session):
    with visitor(chromium, site, storage_state=session) as page:
        yield page


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_is_accessible_and_fits(page, path):
    page.goto(path)
    assert problems_in_every_shape(page) == []


@pytest.mark.parametrize("path", SIGNED_IN)
def test_a_page_is_accessible_and_fits(admin, places, path):
    admin.goto(path.format(**places))
    expect(admin.locator("[hx-trigger=load]")).to_have_count(0)
    expect(admin.get_by_role("heading", level=1)).to_have_count(1)
    assert problems_in_every_shape(admin) == []


def problems_in_every_shape(page) -> list[str]:
    """In the dark only colours differ, so that only contrast is looked at again."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"scrolls sideways at {width} px")
        for scheme, rules in (("light", axe.RULES), ("dark", ["color-contrast"])):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found += [f"{width} px, {scheme}: {problem}" for problem in axe.problems(page, rules)]
    return found


def test_the_pages_of_a_registration_are_accessible(page):
    desk.register(page, "Pale Travel", "pia@pale.test", vat="GB 551 2048 33", number="07654320")
    assert problems_in_every_shape(page) == []
    desk.open_mail(page, "Confirm your e-mail address", to="pia@pale.test")
    assert problems_in_every_shape(page) == []
    page.locator("a[href*='/verify/']").first.click()
    assert problems_in_every_shape(page) == []


def test_a_dialog_is_accessible_and_fits(admin, places):
    admin.goto("/companies/{company}/activity".format(**places))
    admin.get_by_role("link", name="Log a meeting").first.click()
    expect(admin.get_by_role("dialog", name="Log a meeting")).to_be_visible()
    admin.get_by_role("dialog").get_by_text("Reminder", exact=True).click()
    assert problems_in_every_shape(admin) == []


@pytest.mark.parametrize("path", ["/dashboard", "/companies", "/tickets"])
def test_the_first_load_is_light(admin, path):
    sizes = weigh(admin, path)
    assert sum(sizes.values()) <= MOST_BYTES, sizes


def weigh(page, path: str) -> dict[str, int]:
    """Bytes over the wire, headers included, by address, with nothing in the cache."""
    sizes, names = {}, {}
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on(
        "Network.requestWillBeSent", lambda e: names.update({e["requestId"]: e["request"]["url"]})
    )
    network.on(
        "Network.loadingFinished",
        lambda e: sizes.update({names[e["requestId"]]: e["encodedDataLength"]}),
    )
    page.goto(path, wait_until="networkidle")
    return sizes
