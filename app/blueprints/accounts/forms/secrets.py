"""Password fields, and what a browser may fill in by itself."""

from wtforms import Field, PasswordField, ValidationError
from wtforms.validators import InputRequired, Length

from app.blueprints.accounts import passwords
from app.core import forms

OWN_WORDS = ("name", "contact_name", "email", "first_name", "last_name")


def purpose(name: str) -> dict[str, str]:
    """What a browser may fill in here (WCAG 1.3.5)."""
    return {"autocomplete": name}


def secret(label: str, missing: str, *checks, **options) -> PasswordField:
    too_long = Length(max=passwords.LONGEST, message=f"Use at most {passwords.LONGEST} characters")
    return PasswordField(label, [InputRequired(missing), too_long, *checks], **options)


def new_password(label: str = "Password") -> PasswordField:
    return secret(
        label,
        "Enter a password",
        good_password,
        description=f"At least {passwords.SHORTEST} characters; a few words are good",
        render_kw={**purpose("new-password"), "minlength": passwords.SHORTEST},
    )


def good_password(form: forms.Form, field: Field) -> None:
    """Reads what must not be in a password from the form's fields and from `form.own_words`."""
    words = [form[name].data for name in OWN_WORDS if name in form and form[name].data]
    problem = passwords.problem(field.data, [*words, *getattr(form, "own_words", [])])
    if problem:
        raise ValidationError(problem)


def same_password(form: forms.Form, field: Field) -> None:
    if field.data != form["password"].data:
        raise ValidationError("The two passwords differ")
