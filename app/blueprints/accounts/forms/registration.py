"""What an agency tells of itself and its first user."""

from typing import Any

from wtforms import BooleanField, Field, ValidationError
from wtforms.validators import DataRequired

from app.blueprints.accounts import passwords, queries
from app.blueprints.accounts.forms.secrets import new_password, purpose, same_password, secret
from app.blueprints.agency.choices import BUSINESS_FOCUS, EMPLOYEES
from app.blueprints.agency.numbers import normal_registration_number, normal_vat_number
from app.core import forms

MOST_LINES = 6
TAKEN = {
    "name": "An agency of this name is registered already. Ask its admin for access",
    "vat_number": "An agency with this VAT number is registered already. Ask its admin for access",
    "registration_number": "An agency with this number is registered already. Ask its admin for access",
}


def same_email(form: forms.Form, field: Field) -> None:
    if field.data.casefold() != (form["email"].data or "").casefold():
        raise ValidationError("The two e-mail addresses differ")


def first_and_last(form: forms.Form, field: Field) -> None:
    parts = field.data.split()
    if len(parts) < 2:
        raise ValidationError("Enter first and last name")
    if max(len(parts[0]), len(" ".join(parts[1:]))) > 100:
        raise ValidationError("Use at most 100 characters each for first and last name")
    field.data = " ".join(parts)


def few_lines(form: forms.Form, field: Field) -> None:
    lines = [line.strip() for line in field.data.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise ValidationError(f"Use at most {MOST_LINES} lines")
    field.data = "\n".join(lines)


def free_agency_name(form: forms.Form, field: Field) -> None:
    field.data = " ".join(field.data.split())
    if queries.is_taken("name", field.data):
        raise ValidationError(TAKEN["name"])


def free_vat_number(form: forms.Form, field: Field) -> None:
    try:
        number = normal_vat_number(field.data)
    except ValueError as error:
        raise ValidationError(str(error)) from None
    if queries.is_taken("vat_number", number):
        raise ValidationError(TAKEN["vat_number"])
    field.data = number


def free_registration_number(form: forms.Form, field: Field) -> None:
    try:
        number = normal_registration_number(field.data)
    except ValueError as error:
        raise ValidationError(str(error)) from None
    if queries.is_taken("registration_number", number):
        raise ValidationError(TAKEN["registration_number"])
    field.data = number


class RegistrationForm(forms.Form):
    name = forms.text(
        "Agency name", required=True, checks=[free_agency_name], render_kw=purpose("organization")
    )
    address = forms.long_text(
        "Business address",
        required=True,
        most=600,
        checks=[few_lines],
        description=f"Up to {MOST_LINES} lines",
        render_kw=purpose("street-address"),
    )
    vat_number = forms.text(
        "VAT number",
        required=True,
        most=30,
        checks=[free_vat_number],
        description="9 or 12 digits, with or without GB",
    )
    registration_number = forms.text(
        "Company registration number",
        required=True,
        most=20,
        checks=[free_registration_number],
        description="8 digits, or 2 letters and 6 digits",
    )
    phone = forms.phone(
        "Phone", required=True, description="With the area code", render_kw=purpose("tel")
    )
    contact_name = forms.text(
        "Primary contact",
        required=True,
        checks=[first_and_last],
        description="First and last name of the admin",
        render_kw=purpose("name"),
    )
    email = forms.email(
        "E-mail",
        required="Enter your e-mail address",
        description="We mail a link to confirm it",
        render_kw=purpose("email"),
    )
    email_again = forms.text(
        "E-mail again",
        required="Enter the e-mail address once more",
        most=254,
        checks=[same_email],
        description="To be sure that it is right",
        render_kw=purpose("email"),
    )
    employees = forms.choice("Employees", EMPLOYEES, required="Choose the number of employees")
    business_focus = forms.choice(
        "Business focus", BUSINESS_FOCUS, required="Choose the business focus"
    )
    website = forms.url("Website (optional)", render_kw=purpose("url"))
    password = new_password()
    password_again = secret(
        "Password again",
        "Enter the password once more",
        same_password,
        description="To be sure that it is right",
        render_kw=purpose("new-password"),
    )
    terms = BooleanField(
        "I accept the terms and the privacy notice",
        [DataRequired("Accept the terms and the privacy notice to register")],
    )

    def check(self, name: str) -> Field:
        """One field alone, as it is left. What is to be typed again may still be empty."""
        field = self[name]
        if name.endswith("_again") and not field.data:
            return field
        field.validate(self)
        return field

    @property
    def strength(self) -> str | None:
        """How good the password is, in words; None while it is missing or refused."""
        if not self.password.data or self.password.errors:
            return None
        return passwords.strength_words(self.password.data)

    def agency_and_user(self) -> dict[str, Any]:
        """What `actions.start_trial` takes."""
        left_out = ("email_again", "password_again", "terms")
        return {name: value for name, value in self.values().items() if name not in left_out}
