"""The shape of a company, whole (add, edit) and group by group (edit in place)."""

from app.blueprints.accounts.queries import colleague_choices
from app.blueprints.crm.companies.choices import (
    CLIENT_TYPES,
    COMPANY_TYPES,
    INDUSTRIES,
    STATUSES,
    countries,
)
from app.core import forms

OWNER_ROLES = ("admin", "manager", "sales")


class CompanyForm(forms.Form):
    name = forms.text("Company name", required=True)
    company_type = forms.choice("Company type", COMPANY_TYPES, required=True, default="prospect")
    client_type = forms.choice("Client type", CLIENT_TYPES, required=True, default="travel")
    status = forms.choice("Account status", STATUSES, required=True, default="lead")
    industry = forms.choice("Industry", INDUSTRIES, required="Choose an industry", empty="Choose…")
    street = forms.text("Street", required=True)
    city = forms.text("City", required=True, most=120)
    region = forms.text("State or province", most=120)
    postal_code = forms.text("Postal code", required=True, most=20)
    country = forms.choice("Country", countries(), required=True, default="GB")
    phone = forms.phone("Phone")
    email = forms.email("E-mail", required=True)
    website = forms.url("Website")
    linkedin_url = forms.url("LinkedIn address")
    owner_id = forms.RecordField("Owner", empty="Nobody")
    ops_team = forms.text("Ops team", most=120)
    description = forms.long_text("Description", most=5000)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.owner_id.offer(colleague_choices(*OWNER_ROLES))
