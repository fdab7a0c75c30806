"""What people type to get in, and about themselves."""

from typing import Any

from wtforms import BooleanField, Field, PasswordField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length

from app.blueprints.accounts import passwords, queries
from app.blueprints.accounts.choices import THEMES, TIME_ZONES
from app.blueprints.agency.choices import BUSINESS_FOCUS, EMPLOYEES
from app.blueprints.agency.numbers import normal_registration_number, normal_vat_number
from app.core import forms

MOST_LINES = 6
OWN_WORDS = ("name", "contact_name", "email", "first_name", "last_name")


def secret(label: str, missing: str, *checks, **options) -> PasswordField:
    too_long = Length(max=passwords.LONGEST, message=f"Use at most {passwords.LONGEST} characters")
    return PasswordField(label, [InputRequired(missing), too_long, *checks], **options)


def new_password(label: str = "Password") -> PasswordField:
    attributes = {"autocomplete": "new-password", "minlength": passwords.SHORTEST}
    return secret(label, "Enter a password", good_password, render_kw=attributes)


def good_password(form: forms.Form, field: Field) -> None:
    """Reads what must not be in a password from the form's fields and from `form.own_words`."""
    words = [form[name].data for name in OWN_WORDS if name in form and form[name].data]
    problem = passwords.problem(field.data, [*words, *getattr(form, "own_words", [])])
    if problem:
        raise ValidationError(problem)


def same_email(form: forms.Form, field: Field) -> None:
    if field.data.casefold() != (form["email"].data or "").casefold():
        raise ValidationError("The two e-mail addresses differ")


def same_password(form: forms.Form, field: Field) -> None:
    if field.data != form["password"].data:
        raise ValidationError("The two passwords differ")


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


TAKEN = {
    "name": "An agency of this name is registered already. Ask its admin to invite you",
    "vat_number": "An agency with this VAT number is registered already. Ask its admin to invite you",
    "registration_number": "An agency with this number is registered already. Ask its admin to invite you",
}


class RegistrationForm(forms.Form):
    name = forms.text("Agency name", required=True, checks=[free_agency_name])
    address = forms.long_text("Business address", required=True, most=600, checks=[few_lines])
    vat_number = forms.text("VAT number", required=True, most=30, checks=[free_vat_number])
    registration_number = forms.text(
        "Company registration number", required=True, most=20, checks=[free_registration_number]
    )
    phone = forms.phone("Phone", required=True)
    contact_name = forms.text("Primary contact", required=True, checks=[first_and_last])
    email = forms.email("E-mail", required="Enter your e-mail address")
    email_again = forms.text(
        "E-mail again",
        required="Enter the e-mail address once more",
        most=254,
        checks=[same_email],
    )
    employees = forms.choice("Employees", EMPLOYEES, required="Choose the number of employees")
    business_focus = forms.choice(
        "Business focus", BUSINESS_FOCUS, required="Choose the business focus"
    )
    website = forms.url("Website")
    password = new_password()
    password_again = secret(
        "Password again",
        "Enter the password once more",
        same_password,
        render_kw={"autocomplete": "new-password"},
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


class SignInForm(forms.Form):
    email = forms.email("E-mail", required=True)
    password = secret(
        "Password", "Enter your password", render_kw={"autocomplete": "current-password"}
    )
    remember = BooleanField("Remember me for 30 days")


class AddressForm(forms.Form):
    email = forms.email("E-mail", required="Enter your e-mail address")


class NewPasswordForm(forms.Form):
    password = new_password("New password")
    password_again = secret(
        "New password again",
        "Enter the password once more",
        same_password,
        render_kw={"autocomplete": "new-password"},
    )

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.own_words = [user.name, user.email, user.agency.name]


class PasswordChangeForm(NewPasswordForm):
    old_password = secret(
        "Present password",
        "Enter your present password",
        render_kw={"autocomplete": "current-password"},
    )


class ProfileForm(forms.Form):
    first_name = forms.text("First name", required=True, most=100)
    last_name = forms.text("Last name", required=True, most=100)
    time_zone = forms.choice("Time zone", TIME_ZONES, required="Choose a time zone")
    theme = forms.choice("Theme", THEMES, required="Choose a theme")


class ThemeForm(forms.Form):
    theme = forms.choice("Theme", THEMES, required="Choose a theme")
