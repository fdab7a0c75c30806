"""Talks with companies as they were logged, some with a reminder that is done, due or to come."""

from datetime import datetime, timedelta
from random import Random

from app.blueprints.accounts.models import User
from app.blueprints.activities.actions import log_activity, set_reminder
from app.blueprints.activities.models import Activity
from app.blueprints.activities.people import Person
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.dev.demo.history import History
from app.blueprints.dev.demo.talks import REMINDERS, talk_with
from app.core import clock

# how many days from today somebody wants to be reminded; what is past was not done yet
TO_DO = (-9, -4, -2, -1, 0, 0, 0, 0, 1, 1, 2, 3, 5, 6, 7, 12, 20)
DONE = 14


class Talk:
    def __init__(
        self,
        history: History,
        company: Company,
        contacts: list[Contact],
        users: list[User],
        author: User,
    ):
        self.history, self.chance, self.company = history, history.chance, company
        self.author = author
        self.people = _people(contacts, [u for u in users if u is not self.author], self.chance)
        self.activity: Activity

    def plan(self, at: datetime) -> None:
        kind, values = talk_with(self.company.company_type, self.chance)
        values["at"] = at
        self.history.plan(at + timedelta(minutes=30), lambda: self._log(kind, values))

    def plan_to_do(self, days: int) -> None:
        """Logged a few days before today and before the reminder's own day."""
        at = self.history.days_ago(max(0, -days) + self.chance.randint(1, 5))
        self.plan(at)
        day = clock.today(self.author.time_zone) + timedelta(days=days)
        remind_at = clock.at(day, self.chance.choice(["09:00", "09:00", "14:30"]), "Europe/London")
        self.history.plan(at + timedelta(minutes=31), lambda: self._remind(remind_at))

    def plan_done(self, at: datetime) -> None:
        self.plan(at)
        self.history.plan(at + timedelta(minutes=31), lambda: self._remind(at + timedelta(days=3)))
        self.history.plan(at + timedelta(days=3, hours=2), self._complete)

    def _log(self, kind: str, values: dict[str, object]) -> None:
        self.activity = log_activity(self.company, kind, values, self.people, None, by=self.author)

    def _remind(self, remind_at: datetime) -> None:
        values = {
            "user": self.author,
            "message": self.chance.choice(REMINDERS),
            "remind_at": remind_at,
        }
        self.reminder = set_reminder(self.activity, values, by=self.author)

    def _complete(self) -> None:
        self.reminder.complete(by=self.author)


def plan_talks(
    history: History,
    companies: list[Company],
    contacts: dict[int, list[Contact]],
    users: list[User],
    number: int,
) -> None:
    """Every company is talked with at least once, and everybody has something to do."""
    for n in range(number):
        company = companies[n] if n < len(companies) else history.chance.choice(companies)
        author = users[n % len(users)]
        talk = Talk(history, company, contacts[company.id], users, author)
        if n < len(TO_DO):
            talk.plan_to_do(TO_DO[n])
        elif n < len(TO_DO) + DONE:
            talk.plan_done(history.days_ago(history.chance.uniform(6, 60)))
        else:
            talk.plan(history.some_day())


def _people(contacts: list[Contact], colleagues: list[User], chance: Random) -> list[Person]:
    present = chance.sample(contacts, chance.choice([1, 1, 1, 2]))
    people = [Person(f"contact-{c.id}", c.name, contact_id=c.id) for c in present]
    if chance.random() < 0.2:
        colleague = chance.choice(colleagues)
        people.append(Person(f"user-{colleague.id}", colleague.name, user_id=colleague.id))
    return people
