"""Fields for a date and a time of day, as browsers' own pickers send them."""

from datetime import date, datetime
from typing import Any

from wtforms import DateField, IntegerField, TimeField
from wtforms.validators import InputRequired, Optional, ValidationError

FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)


class DayField(DateField):
    """A date of this century."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed, self.data = _first(valuelist), None
        if not typed:
            return
        self.data = _parsed(typed, "%Y-%m-%d")
        if self.data is None:
            raise ValueError("Enter a date like 2026-11-20")

    def pre_validate(self, form: Any) -> None:
        if self.data and not FIRST <= self.data <= LAST:
            raise ValidationError(f"Enter a date between {FIRST.year} and {LAST.year}")


class TimeOfDayField(TimeField):
    """A time of day to the minute; `data` is a `datetime.time`."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed, self.data = _first(valuelist), None
        if not typed:
            return
        found = _parsed_time(typed)
        self.data = found.time() if found else None
        if found is None:
            raise ValueError("Enter a time like 14:30")


class MinutesField(IntegerField):
    """A whole number of minutes within a range, in steps from its beginning."""

    def __init__(self, label: str, *, least: int, most: int, step: int = 1, **options: Any):
        self.least, self.most, self.step = least, most, step
        limits = {"min": least, "max": most, "step": step}
        checks = [InputRequired(self.words)]
        super().__init__(label, validators=checks, render_kw=limits, **options)

    @property
    def words(self) -> str:
        steps = f", in steps of {self.step}" if self.step > 1 else ""
        return f"Enter whole minutes from {self.least} to {self.most}{steps}"

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed, self.data = _first(valuelist), None
        if not typed:
            return
        is_number = typed.isascii() and typed.isdigit() and len(typed) < 7
        self.data = int(typed) if is_number else None
        if self.data is None:
            raise ValueError(self.words)

    def pre_validate(self, form: Any) -> None:
        steps = range(self.least, self.most + 1, self.step)
        if self.data is not None and self.data not in steps:
            raise ValidationError(self.words)


def day(label: str, *, required: str | bool = False, **options: Any) -> DayField:
    return DayField(label, validators=[_check(required, "Enter the date")], **options)


def time_of_day(label: str, *, required: str | bool = False, **options: Any) -> TimeOfDayField:
    return TimeOfDayField(label, validators=[_check(required, "Enter the time")], **options)


def _check(required: str | bool, words: str) -> Any:
    return (
        InputRequired(required if isinstance(required, str) else words) if required else Optional()
    )


def _first(values: list[Any]) -> str:
    return str(values[0]).strip() if values else ""


def parsed_day(typed: str) -> date | None:
    """The day that an address names, or nothing."""
    found = _parsed(typed.strip(), "%Y-%m-%d")
    return found if found and FIRST <= found <= LAST else None


def _parsed(typed: str, form: str) -> date | None:
    try:
        return datetime.strptime(typed, form).date() if typed.isascii() else None
    except ValueError:
        return None


def _parsed_time(typed: str) -> datetime | None:
    for form in ("%H:%M", "%H:%M:%S"):
        try:
            return datetime.strptime(typed, form)
        except ValueError:
            continue
    return None
