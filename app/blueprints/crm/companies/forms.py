"""The shape of a company: whole when it is added, group by group when it is edited in place."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from app.blueprints.accounts.models import User
from app.blueprints.accounts.queries import colleague_choices
from app.blueprints.crm.companies.choices import (
    CLIENT_TYPES,
    COMPANY_TYPES,
    INDUSTRIES,
    STATUSES,
    countries,
)
from app.blueprints.crm.companies.models import Company
from app.core import forms, moments, money, reach
from app.core.versions import VersionedForm

OWNER_ROLES = ("admin", "manager", "sales")


class About:
    name = forms.text("Company name", required=True)
    company_type = forms.choice("Company type", COMPANY_TYPES, required=True, default="prospect")
    client_type = forms.choice("Client type", CLIENT_TYPES, required=True, default="travel")
    industry = forms.choice("Industry", INDUSTRIES, required="Choose an industry")
    description = forms.long_text("Description", most=5000)


class Reach:
    phone = forms.phone("Phone")
    email = forms.email("E-mail", required="Enter the e-mail address")
    website = forms.url("Website")
    linkedin_url = forms.url("LinkedIn address")


class Address:
    street = forms.text("Street", required=True)
    city = forms.text("City", required=True, most=120)
    region = forms.text("State or province", most=120)
    postal_code = forms.text("Postal code", required=True, most=20)
    country = forms.choice("Country", countries(), required=True, default="GB")


class Ownership:
    owner_id = forms.RecordField("Owner", empty="Nobody")
    ops_team = forms.text("Ops team", most=120)

    def offer_owners(self, current=None) -> None:
        """Who may own a company; and who owns it now, though they may no longer."""
        offered = colleague_choices(*OWNER_ROLES)
        if current and current.id not in dict(offered):
            offered.append((current.id, current.name))
        self.owner_id.offer(offered)


class Deal:
    expected_value = money.amount("Expected yearly value")
    next_step = forms.text("Next step", most=200)
    next_step_on = moments.day("On")


class StatusForm(forms.Form):
    status = forms.choice("Account status", STATUSES, required=True, default="lead")


class BulkForm(forms.Form):
    """What many companies are to have; nothing chosen leaves them as they are. Every page of the list
    shows it, so its template writes the two selects itself."""

    owner = forms.choice("Owner")
    status = forms.choice("Account status", STATUSES, empty="Status…")

    def __init__(self) -> None:
        super().__init__()
        owners = [("none", "Nobody"), *colleague_choices(*OWNER_ROLES)]
        self.owner.choices = forms.options_of([("", "Owner…"), *owners])

    def validate(self, extra_validators=None) -> bool:
        return super().validate(extra_validators) and bool(self.owner.data or self.status.data)

    @property
    def problem(self) -> str:
        return "Choose an owner or a status from the list."

    def changes(self) -> dict[str, Any]:
        """Only what was chosen, by the company's field."""
        chosen: dict[str, Any] = {}
        if self.owner.data:
            chosen["owner_id"] = forms.to_id(self.owner.data)
        if self.status.data:
            chosen["status"] = self.status.data
        return chosen


class CompanyForm(About, Reach, Address, Ownership, StatusForm):
    """A new company; whoever may own one owns it unless they choose otherwise."""

    @classmethod
    def blank(cls, user: User) -> "CompanyForm":
        return cls(owner_id=user.id if user.role in OWNER_ROLES else None)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.offer_owners()


class GroupForm(VersionedForm):
    """One group of a company's fields, filled from the company when it is opened."""

    def __init__(self, company: Company):
        super().__init__(obj=company)
        self.follow(company)

    @property
    def shown(self) -> list[Any]:
        return [self[name] for name in self.stored]


class AboutForm(About, GroupForm):
    pass


class ReachForm(Reach, GroupForm):
    def __init__(self, company: Company):
        self.country = SimpleNamespace(data=company.country)
        super().__init__(company)
        if not self.is_submitted():
            self.phone.data = reach.shown_phone(company.phone, company.country or "GB")


class AddressForm(Address, GroupForm):
    def __init__(self, company: Company):
        super().__init__(company)
        if not company.country:
            self.country.choices = [*forms.options_of([("", "Choose…")]), *self.country.choices]


class OwnershipForm(Ownership, GroupForm):
    def __init__(self, company: Company):
        super().__init__(company)
        self.offer_owners(company.owner)


class DealForm(Deal, GroupForm):
    pass


@dataclass(frozen=True)
class Group:
    key: str
    title: str
    form: type[GroupForm]


GROUPS = {
    group.key: group
    for group in (
        Group("about", "About", AboutForm),
        Group("reach", "Contact details", ReachForm),
        Group("address", "Address", AddressForm),
        Group("ownership", "Ownership", OwnershipForm),
        Group("deal", "Pipeline", DealForm),
    )
}
