"""The life of a ticket: opened, taken, worked, mostly closed, seldom opened again."""

from datetime import datetime, timedelta
from random import Random

from app.blueprints.accounts.models import User
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.dev.demo.cases import CASES, Case
from app.blueprints.dev.demo.history import History
from app.blueprints.tickets.actions import (
    add_action,
    change_ticket,
    close_ticket,
    open_ticket,
    reopen_ticket,
)
from app.blueprints.tickets.models import Ticket

PRIORITIES = ["low", "medium", "medium", "medium", "high"]
FRESH_DAYS = 18
MOMENTS = timedelta(minutes=3)


class Story:
    """One ticket, planned step by step; the steps before have happened when a step is lived."""

    def __init__(
        self, history: History, company: Company, contacts: list[Contact], users: dict[str, User]
    ):
        self.history, self.chance = history, history.chance
        self.company, self.contact = company, self.chance.choice(contacts)
        self.owner, self.assignee, self.admin = *_two(users, self.chance), users["admin"]
        self.case = self.chance.choice([case for case in CASES if _suits(case, company)])
        self.ticket: Ticket

    def plan(self, opened: datetime) -> None:
        plan, later = self.history.plan, self.history.later
        plan(opened, self.open)
        taken = later(opened, 8)
        if self._stays_fresh(opened, 0.3):
            return
        plan(taken, self.take)
        plan(taken + MOMENTS, lambda: self._act("action_taken", self.case.taken))
        answered = later(taken, 48)
        plan(answered, lambda: self._act("response", self.case.answer))
        plan(answered + MOMENTS, self.judge)
        if self._stays_fresh(opened, 0.6):
            return
        closed = later(answered, 72)
        plan(closed, lambda: self._act("outcome", self.case.outcome))
        plan(closed + MOMENTS, self.close)
        if self.chance.random() < 0.04:
            reopened = later(closed, 60)
            plan(reopened, self.reopen)
            plan(later(reopened, 48), self.close)

    def open(self) -> None:
        values = {
            "company": self.company,
            "contact": self.contact if self.case.category_type == "client" else None,
            "assignee": self.assignee if self.chance.random() < 0.4 else None,
            "priority": self.chance.choice(PRIORITIES),
            "category_type": self.case.category_type,
            "category": self.case.category,
            "subject": self.case.subject,
            "description": self.case.description.format(who=self.contact.name),
        }
        self.ticket = open_ticket(values, by=self.owner)

    def take(self) -> None:
        values = {"status": "in_progress", "assignee": self.assignee}
        change_ticket(self.ticket, values, by=self.assignee)

    def judge(self) -> None:
        if self.case.category == "system_enhancement":
            change_ticket(self.ticket, {"status": "development"}, by=self.assignee)
        elif self.chance.random() < 0.15:
            raised = {"low": "medium", "medium": "high", "high": "medium"}[self.ticket.priority]
            change_ticket(self.ticket, {"priority": raised}, by=self.owner)

    def close(self) -> None:
        close_ticket(self.ticket, by=self.assignee)

    def reopen(self) -> None:
        reopen_ticket(self.ticket, "The client came back: it happened again.", by=self.admin)

    def _act(self, kind: str, details: str) -> None:
        add_action(self.ticket, {"kind": kind, "details": details}, by=self.assignee)

    def _stays_fresh(self, opened: datetime, share: float) -> bool:
        """Of the tickets of the last weeks such a share gets no further than this."""
        is_fresh = (self.history.now - opened).days < FRESH_DAYS
        return is_fresh and self.chance.random() < share


def _two(users: dict[str, User], chance: Random) -> list[User]:
    return chance.sample([users["agent"], users["agent"], users["sales"], users["manager"]], 2)


def _suits(case: Case, company: Company) -> bool:
    is_about_supplier = case.category.startswith("supplier")
    return is_about_supplier if company.is_supplier else not is_about_supplier
