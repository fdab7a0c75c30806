"""Makes the demo agency in one transaction: everything or nothing."""

from datetime import datetime, timedelta
from random import Random

from sqlalchemy import delete, update

from app.blueprints.accounts.models import User
from app.blueprints.activities.models import Reminder
from app.blueprints.agency.models import Agency
from app.blueprints.crm.companies.actions import add_company
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.actions import add_contact
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.dev.demo.companies import COMPANIES, details_of
from app.blueprints.dev.demo.conversations import plan_talks
from app.blueprints.dev.demo.files import plan_files
from app.blueprints.dev.demo.history import DAYS, SEED, History
from app.blueprints.dev.demo.notes import plan_notes
from app.blueprints.dev.demo.people import USERS, contact_of
from app.blueprints.dev.demo.sales import plan_sales
from app.blueprints.dev.demo.suppliers import plan_suppliers
from app.blueprints.dev.demo.tickets import Story
from app.blueprints.dev.demo.vault import plan_links, save_views
from app.blueprints.notifications.models import Notification
from app.core import clock, tenancy
from app.core.db import db
from app.core.requests import commit_quietly
from app.outbox import Message

NAME = "Demo Travel"
PASSWORD = "demo-travault"  # noqa: S105 — printed, and never in production  # nosec B105
CONTACTS, ACTIVITIES, TICKETS = 3, 300, 200
Cast = dict[str, User]


def load(activities: int = ACTIVITIES, tickets: int = TICKETS) -> None:
    """Nothing of the past is mailed; the reminders that are still to come will be."""
    chance = Random(SEED)  # noqa: S311 — invented, not secret
    agency = _agency()
    with tenancy.entered(agency.id):
        users = _users(agency)
        companies = _companies(users, chance)
        contacts = {company.id: _contacts(company, users, chance) for company in companies}
        history = History(chance)
        plan_talks(history.aside("talks"), companies, contacts, list(users.values()), activities)
        plan_sales(history.aside("sales"), companies, by=users["sales"])
        plan_files(history.aside("files"), companies, by=users["sales"])
        plan_notes(history.aside("notes"), companies, by=users["agent"])
        plan_suppliers(history.aside("suppliers"), companies, by=users["agent"])
        plan_links(history.aside("links"), companies, by=users["sales"])
        save_views(users["admin"])
        _plan_tickets(history.aside("tickets"), companies, contacts, users, tickets)
        history.live()
        _keep_only_mails_to_come(agency, history.now)
        commit_quietly()


def _agency() -> Agency:
    agency = Agency(
        name=NAME,
        address="31 Wharf Street\nManchester\nM4 5BD",
        vat_number="342166812",
        registration_number="09876543",
        phone="+441614960000",
        contact_name="Grace Whitfield",
        employees="1-10",
        business_focus="corporate",
        website="https://www.demotravel.example",
    )
    db.session.add(agency)
    db.session.flush()
    return agency


def _users(agency: Agency) -> Cast:
    users = {
        role: User(
            agency_id=agency.id,
            email=f"{role}@demo.test",
            first_name=first,
            last_name=last,
            role=role,
            email_verified_at=clock.now(),
        )
        for role, first, last in USERS
    }
    for user in users.values():
        user.set_password(PASSWORD)
    db.session.add_all(users.values())
    db.session.flush()
    return users


def _companies(users: Cast, chance: Random) -> list[Company]:
    history, companies = History(chance), []
    for place in range(len(COMPANIES)):
        owner = users["manager" if place % 3 == 2 else "sales"]
        values = {**details_of(place), "owner_id": owner.id}
        added = history.days_ago(chance.uniform(DAYS + 5, DAYS + 60))
        history.plan(added, lambda v=values, o=owner: companies.append(add_company(v, by=o)))
    history.live()
    return companies


def _contacts(company: Company, users: Cast, chance: Random) -> list[Contact]:
    history, contacts = History(chance), []
    for place in range(CONTACTS):
        values = contact_of(company, place, chance)
        added = company.created_at + timedelta(minutes=20 + 10 * place)
        history.plan(
            added, lambda v=values: contacts.append(add_contact(company, v, by=users["agent"]))
        )
    history.live()
    return contacts


def _plan_tickets(
    history: History,
    companies: list[Company],
    contacts: dict[int, list[Contact]],
    users: Cast,
    number: int,
) -> None:
    """Most in the past weeks, so that there is something to do; clients have more than prospects."""
    chance = history.chance
    clients = [company for company in companies if company.company_type != "prospect"]
    for n in range(number):
        company = chance.choice(clients)
        opened = history.some_day(within=20 if n % 5 == 0 else DAYS)
        Story(history, company, contacts[company.id], users).plan(opened)


def _keep_only_mails_to_come(agency: Agency, now: datetime) -> None:
    past = (Message.agency_id == agency.id, Message.deliver_at <= now)
    db.session.execute(delete(Message).where(*past))
    seen = update(Notification).where(Notification.agency_id == agency.id)
    is_old = Notification.created_at < now - timedelta(days=2)
    db.session.execute(seen.where(is_old).values(read_at=Notification.created_at))
    mailed = update(Reminder).where(Reminder.agency_id == agency.id, Reminder.remind_at <= now)
    db.session.execute(mailed.values(mailed_at=Reminder.remind_at))
