"""The shape of a ticket and of an action. Ids become records here, looked up in the agency."""

from types import SimpleNamespace
from typing import Any

from wtforms import BooleanField, HiddenField, StringField, ValidationError

from app.blueprints.accounts.models import User
from app.blueprints.accounts.queries import colleague_choices
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.companies.queries import companies_named
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.crm.contacts.queries import contacts_of
from app.blueprints.tickets.choices import (
    ACTION_KINDS,
    CATEGORIES,
    CATEGORY_TYPES,
    PRIORITIES,
    STATUSES,
)
from app.blueprints.tickets.models import Action, Subject, Ticket
from app.blueprints.tickets.subjects import find_named
from app.core import forms, tenancy
from app.core.db import db
from app.core.errors import Conflict
from app.core.tenancy import RecordNotFound
from app.core.uploads import UploadsField
from app.core.versions import VersionedForm

OFFERED = 200
RECORDS = {
    "company_id": ("company", Company),
    "contact_id": ("contact", Contact),
    "owner_id": ("owner", User),
    "assignee_id": ("assignee", User),
}


class TicketFields:
    company_search = StringField("Look for a company", filters=[forms.strip])
    company_id = forms.RecordField("Company", required="Choose a company", empty="Choose…")
    contact_id = forms.RecordField("Contact", empty="Nobody")
    category_type = forms.choice("Category type", CATEGORY_TYPES, required=True, default="client")
    category = forms.choice("Category", required="Choose a category")
    subject = forms.text("Subject", required=True)
    description = forms.long_text("Description", required=True)
    priority = forms.choice("Priority", PRIORITIES, required=True, default="medium")
    assignee_id = forms.RecordField("Assigned to", empty="Not assigned")

    def offer_choices(self, *colleagues: User | None) -> None:
        """What can be chosen now: contacts follow the company, categories the type."""
        company = self.chosen_company()
        self.company_id.offer(self._companies(company))
        self.contact_id.offer(self._contacts(company))
        categories = CATEGORIES.get(self.category_type.data or "", CATEGORIES["client"])
        self.category.choices = forms.options_of([("", "Choose…"), *categories.pairs])
        self.offer_people(*colleagues)

    def offer_people(self, *colleagues: User | None) -> None:
        """Colleagues, and whoever has the ticket now though they left."""
        offered = colleague_choices()
        offered += [(u.id, u.name) for u in colleagues if u and u.id not in dict(offered)]
        for name in ("assignee_id", "owner_id"):
            if name in self:
                self[name].offer(offered)

    def chosen_company(self) -> Company | None:
        try:
            return tenancy.find(Company, self.company_id.data)
        except RecordNotFound:
            return None

    def _companies(self, chosen: Company | None) -> list[tuple[int, str]]:
        found = companies_named(self.company_search.data or "", OFFERED)
        offered = [(id, name) for id, name, _ in found]
        if chosen and chosen.id not in dict(offered):
            offered.insert(0, (chosen.id, chosen.name))
        return offered

    def _contacts(self, company: Company | None) -> list[tuple[int, str]]:
        return [(c.id, c.name) for c in contacts_of(company)] if company else []


class NewTicketForm(TicketFields, forms.Form):
    def __init__(self, company: Company | None = None):
        super().__init__(data={"company_id": company.id if company else None})
        self.fixed_company = company
        if company:
            self.company_id.data = company.id
        self.offer_choices()

    def values(self) -> dict[str, Any]:
        return as_records(super().values())


class TicketForm(TicketFields, VersionedForm):
    """The whole ticket, filled from it when it is opened."""

    status = forms.choice("Status", STATUSES, required=True)
    owner_id = forms.RecordField("Owner", required="Choose an owner")

    def __init__(self, ticket: Ticket):
        now = {name: getattr(ticket, name) for name in _stored()}
        now = SimpleNamespace(**now, subject=ticket.subject.name, company_search=None)
        super().__init__(obj=now)
        self.fixed_company = None
        searched, self.company_search.data = self.company_search.data, None
        self.follow(now)
        self.company_search.data = searched
        self.ticket = ticket
        self.offer_choices(ticket.owner, ticket.assignee)

    def _contacts(self, company: Company | None) -> list[tuple[int, str]]:
        """With the contact of the ticket, who may have been deleted since."""
        offered, contact = super()._contacts(company), self.ticket.contact
        if contact and company == self.ticket.company and contact.id not in dict(offered):
            offered.append((contact.id, contact.name))
        return offered

    def values(self) -> dict[str, Any]:
        return as_records(super().values())

    def shown_value(self, field: Any, value: Any) -> str:
        """A stored value as the form says it."""
        if field.name == "contact_id" and value:
            return tenancy.find(Contact, value, deleted=True).name
        if field.name == "company_id":
            return tenancy.find(Company, value).name
        return super().shown_value(field, value)


class ActionForm(VersionedForm):
    """An action, filled from it when it is opened."""

    kind = forms.choice("Kind", ACTION_KINDS, required=True, default="action_taken")
    details = forms.long_text("Details", required="Write what was done")

    def __init__(self, action: Action):
        super().__init__(obj=action)
        self.follow(action)


class NewActionForm(forms.Form):
    kind = forms.choice("Kind", ACTION_KINDS, required=True, default="action_taken")
    details = forms.long_text("Details", required="Write what was done")
    files = UploadsField("Attach files")

    def values(self) -> dict[str, Any]:
        return {"kind": self.kind.data, "details": self.details.data}


class ReopeningForm(forms.Form):
    reason = forms.text("Reason", required="Say why the ticket is opened again", most=500)


class OneField(forms.Form):
    """A single field of a ticket, changed where it is shown. `was` is what was shown there."""

    was = HiddenField()

    def __init__(self, ticket: Ticket):
        super().__init__()
        self.field = next(f for f in self if f.name not in ("was", "submission", "csrf_token"))
        self.stored = getattr(ticket, self.field.name)

    def values(self) -> dict[str, Any]:
        return as_records({self.field.name: self.field.data})

    @property
    def title(self) -> str:
        return self.field.label.text

    def require_fresh(self, ticket: Ticket) -> None:
        """Refuses to put a choice over a colleague's that the page did not show yet."""
        shown = self.was.data
        if shown is None or shown == str(self.stored or "") or self.field.data == self.stored:
            return
        now, chosen = _label(self.field, self.stored), _label(self.field, self.field.data)
        raise Conflict(
            f"{self.title} is {now} by now: a colleague changed it. "
            f"You chose {chosen}; choose it again if that is still right."
        )


class StatusForm(OneField):
    status = forms.choice("Status", STATUSES, required=True)


class PriorityForm(OneField):
    priority = forms.choice("Priority", PRIORITIES, required=True)


class OwnerForm(OneField):
    owner_id = forms.RecordField("Owner", required="Choose an owner")

    def __init__(self, ticket: Ticket):
        super().__init__(ticket)
        self.owner_id.offer(colleague_choices())


class AssigneeForm(OneField):
    assignee_id = forms.RecordField("Assignee", empty="Not assigned")

    def __init__(self, ticket: Ticket):
        super().__init__(ticket)
        self.assignee_id.offer(colleague_choices())


class BulkForm(forms.Form):
    """What many tickets are to have; nothing chosen leaves them as they are. Every page of the list
    shows it, so its template writes the two selects itself."""

    assignee = forms.choice("Assigned to")
    priority = forms.choice("Priority", PRIORITIES, empty="Priority…")
    close = BooleanField("Close")

    def __init__(self) -> None:
        super().__init__()
        people = [("none", "Not assigned"), *colleague_choices()]
        self.assignee.choices = forms.options_of([("", "Assign to…"), *people])

    def validate(self, extra_validators: Any = None) -> bool:
        return super().validate(extra_validators) and bool(self.changes())

    def changes(self) -> dict[str, Any]:
        """Only what was chosen, by the ticket's field; the button Close closes and no more."""
        if self.close.data:
            return {"status": "closed"}
        chosen: dict[str, Any] = {}
        if self.assignee.data:
            user_id = forms.to_id(self.assignee.data)
            chosen["assignee"] = db.session.get(User, user_id) if user_id else None
        if self.priority.data:
            chosen["priority"] = self.priority.data
        return chosen


FIELD_FORMS = {
    "status": StatusForm,
    "priority": PriorityForm,
    "owner": OwnerForm,
    "assignee": AssigneeForm,
}


class SubjectForm(forms.Form):
    """A subject's name, which no other one has."""

    name = forms.text("Subject", required=True)

    def __init__(self, subject: Subject | None = None, **options: Any):
        self.record = subject
        super().__init__(obj=subject, **options)

    def validate_name(self, field: Any) -> None:
        field.data = " ".join(field.data.split())
        if find_named(field.data) not in (None, self.record):
            raise ValidationError("There is such a subject already; merge the two instead")


class MergeForm(forms.Form):
    name = forms.text("Merge into", required="Enter the subject that stays")

    def __init__(self, subject: Subject):
        self.record, self.other = subject, None
        super().__init__()

    def validate_name(self, field: Any) -> None:
        self.other = find_named(field.data)
        if self.other in (None, self.record):
            raise ValidationError("Enter another subject that there is, as it is written")


def _label(field: Any, value: Any) -> str:
    return next((c.label for c in field.choices if (c.value or None) == value), "another")


def as_records(values: dict[str, Any]) -> dict[str, Any]:
    """The values with records instead of their ids."""
    values.pop("company_search", None)
    for field, (name, model) in RECORDS.items():
        if field in values:
            record_id = values.pop(field)
            values[name] = db.session.get(model, record_id) if record_id else None
    return values


def _stored() -> list[str]:
    return [
        "company_id", "contact_id", "category_type", "category", "description", "priority",
        "assignee_id", "status", "owner_id",
    ]  # fmt: skip
