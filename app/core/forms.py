"""The shape of input: fields that clean what people type and refuse what they cannot have meant."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms import (
    EmailField,
    Field,
    FileField,
    HiddenField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TelField,
    TextAreaField,
    URLField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length, Optional, StopValidation

from app.core.choices import Choices
from app.core.reach import example_phone, normal_email, normal_phone, normal_url, shown_phone
from app.core.tenancy import MAX_ID

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
LINE_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


class Form(FlaskForm):
    """A form for one record. `submission` makes a repeated submit harmless (see submissions.py)."""

    class Meta(FlaskForm.Meta):
        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """What was typed, and files only where a file is asked for: no other field can hold one.
            JSON is not read, as nothing in it need be a text."""
            if formdata is None or isinstance(formdata, MultiDict):
                return formdata
            asked = {field.name for field in form if isinstance(field, FileField)}
            given = request.files.items(multi=True)
            files = MultiDict((name, file) for name, file in given if name in asked)
            return CombinedMultiDict((files, request.form)) if files else request.form or None

    submission = HiddenField()

    def values(self) -> dict[str, Any]:
        """What was typed, by field name, ready for a model; without the plumbing fields."""
        return {f.name: f.data for f in self if f.name not in ("csrf_token", "submission")}


def strip(value: Any) -> Any:
    """Without outer spaces, and with the line ends that are stored: a browser sends two characters."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def blank_to_none(value: Any) -> Any:
    return None if value == "" else value


def one_line(form: FlaskForm, field: Field) -> None:
    if field.data and LINE_CONTROL.search(field.data):
        raise StopValidation("Remove line breaks and characters that cannot be printed")


def printable(form: FlaskForm, field: Field) -> None:
    if field.data and CONTROL.search(field.data):
        raise StopValidation("Remove characters that cannot be printed")


def text(
    label: str, *, required: bool | str = False, most: int = 255, **options: Any
) -> StringField:
    return _typed(StringField, label, required, most, [one_line], options)


def long_text(
    label: str, *, required: bool | str = False, most: int = 20_000, **options: Any
) -> Any:
    return _typed(TextAreaField, label, required, most, [printable], options)


def email(label: str, *, required: bool | str = False, **options: Any) -> EmailField:
    return _typed(EmailField, label, required, 254, [one_line, valid_email], options)


def phone(label: str, *, required: bool | str = False, **options: Any) -> TelField:
    return _typed(PhoneField, label, required, 60, [one_line, valid_phone], options)


def url(label: str, *, required: bool | str = False, **options: Any) -> URLField:
    return _typed(URLField, label, required, 500, [one_line, valid_url], options)


def choice(
    label: str, choices: Choices | None = None, *, required: bool | str = False, **options: Any
) -> SelectField:
    """A select over a fixed list. It starts with an empty choice unless it is required and has a
    default: what nobody chose must not look chosen."""
    pairs = choices.pairs if choices else []
    empty = options.pop("empty", "Choose…" if required else "Not set")
    if not required or "default" not in options:
        pairs = [("", empty), *pairs]
    words = _missing(label, required).replace("Enter", "Choose", 1)
    return SelectField(
        label,
        choices=options_of(pairs),
        validators=[DataRequired(words)] if required else [Optional()],
        filters=[blank_to_none],
        validate_choice=True,
        **options,
    )


def options_of(pairs: Iterable[tuple[Any, str]]) -> list[SelectChoice]:
    """(value, label) pairs as the options of a select."""
    return [SelectChoice(value, label) for value, label in pairs]


class PhoneField(TelField):
    """Read as E.164, and after that shown as people of the `country` write it."""

    country: str | None = None

    def _value(self) -> str:
        if self.country is None or self.errors:
            return super()._value()
        return shown_phone(self.data, self.country)


class RecordField(SelectField):
    """A select over records of the agency. `choices` are (id, label), set by the form's caller from
    a query; anything else, also another agency's id, is refused like a value not on the list."""

    def __init__(
        self, label: str, *, required: bool | str = False, empty: str = "Not set", **options: Any
    ):
        self.empty = empty
        self.is_required = bool(required)
        checks = [DataRequired(_missing(label, required))] if required else [Optional()]
        super().__init__(label, coerce=to_id, validators=checks, **options)

    def offer(self, records: Iterable[tuple[int, str]]) -> None:
        first: list[tuple[Any, str]] = [] if self.is_required and self.data else [("", self.empty)]
        self.choices = options_of([*first, *records])

    def pre_validate(self, form: Any) -> None:
        if self.data is None and self.raw_data and self.raw_data[0].strip():
            raise ValidationError("Choose one from the list")
        if self.data is not None and self.data not in {
            choice.value for choice in self.choices or []
        }:
            raise ValidationError("Choose one from the list")


class RecordsField(SelectMultipleField):
    """Several records of the agency, in the order they were chosen."""

    def __init__(self, label: str, **options: Any):
        super().__init__(label, coerce=to_id, **options)

    def offer(self, records: Iterable[tuple[int, str]]) -> None:
        self.choices = options_of(records)

    def pre_validate(self, form: Any) -> None:
        offered = {choice.value for choice in self.choices or []}
        if any(chosen not in offered for chosen in self.data or []):
            raise ValidationError("Choose from the list")


def to_id(value: Any) -> int | None:
    """An id from a form, or None for anything that cannot be one."""
    number = str(value or "").strip()
    if number.isascii() and number.isdigit() and len(number) < 20 and 0 < int(number) <= MAX_ID:
        return int(number)
    return None


def valid_email(form: FlaskForm, field: Field) -> None:
    try:
        field.data = normal_email(field.data)
    except ValueError:
        raise ValidationError("Enter an e-mail address like name@company.com") from None


def valid_phone(form: FlaskForm, field: Field) -> None:
    country = getattr(form, "country", None)
    code = (country.data if country else None) or "GB"
    try:
        field.data, field.country = normal_phone(field.data, code), code
    except ValueError:
        raise ValidationError(f"Enter a phone number like {example_phone(code)}") from None


def valid_url(form: FlaskForm, field: Field) -> None:
    try:
        field.data = normal_url(field.data)
    except ValueError:
        raise ValidationError("Enter a web address like https://www.company.com") from None


def _typed(
    kind: type[Field],
    label: str,
    required: bool | str,
    most: int,
    checks: Sequence[Callable[..., None]],
    options: dict[str, Any],
) -> Any:
    first = DataRequired(_missing(label, required)) if required else Optional()
    too_long = Length(max=most, message=f"Use at most {most:,} characters")
    return kind(
        label,
        validators=[first, too_long, *checks, *options.pop("checks", [])],
        filters=[strip, blank_to_none],
        **options,
    )


def _missing(label: str, required: bool | str) -> str:
    return required if isinstance(required, str) else f"Enter the {label[0].lower()}{label[1:]}"
