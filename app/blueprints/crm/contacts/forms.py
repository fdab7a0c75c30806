"""The shape of a contact."""

from types import SimpleNamespace

from wtforms import BooleanField

from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.models import Contact
from app.core import forms, reach
from app.core.versions import VersionedForm


class ContactForm(VersionedForm):
    first_name = forms.text("First name", required=True, most=100)
    last_name = forms.text("Last name", required=True, most=100)
    job_title = forms.text("Job title", required=True, most=120)
    department = forms.text("Department", most=120)
    email = forms.email("E-mail", required="Enter the e-mail address")
    phone = forms.phone("Phone", required=True)
    mobile = forms.phone("Mobile")
    is_primary = BooleanField("Primary contact")
    is_booker = BooleanField("Travel booker")
    is_traveller = BooleanField("Traveller")
    is_vip = BooleanField("VIP traveller")
    notes = forms.long_text("Notes", most=5000)

    def __init__(self, company: Company, contact: Contact | None = None):
        self.country = SimpleNamespace(data=company.country)
        super().__init__(obj=contact)
        if contact:
            self.follow(contact)
            if not self.is_submitted():
                self._show_numbers(contact, company.country or "GB")

    def _show_numbers(self, contact: Contact, country: str) -> None:
        self.phone.data = reach.shown_phone(contact.phone, country)
        self.mobile.data = reach.shown_phone(contact.mobile, country)
