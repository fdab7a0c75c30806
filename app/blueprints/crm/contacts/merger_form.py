"""Which of two contacts' values wins, field by field."""

from typing import Any

from wtforms import BooleanField, HiddenField, RadioField

from app.blueprints.crm.contacts.models import Contact
from app.core import reach
from app.core.forms import Form, options_of
from app.core.versions import mark

FIELDS = {
    "first_name": "First name",
    "last_name": "Last name",
    "job_title": "Job title",
    "department": "Department",
    "email": "E-mail",
    "phone": "Phone",
    "mobile": "Mobile",
    "notes": "Notes",
}
TAGS = ("is_booker", "is_traveller", "is_vip")
MOST_NOTES = 5000
KEPT, OTHER, BOTH = "kept", "other", "both"


class MergerForm(Form):
    """A choice for each field in which the two differ; where only one knows something, that is what
    is offered first."""

    other_id = HiddenField()
    version = HiddenField()
    first_name = RadioField(FIELDS["first_name"], default=KEPT)
    last_name = RadioField(FIELDS["last_name"], default=KEPT)
    job_title = RadioField(FIELDS["job_title"], default=KEPT)
    department = RadioField(FIELDS["department"], default=KEPT)
    email = RadioField(FIELDS["email"], default=KEPT)
    phone = RadioField(FIELDS["phone"], default=KEPT)
    mobile = RadioField(FIELDS["mobile"], default=KEPT)
    notes = RadioField(FIELDS["notes"], default=KEPT)
    is_booker = BooleanField("Travel booker")
    is_traveller = BooleanField("Traveller")
    is_vip = BooleanField("VIP traveller")

    def __init__(self, kept: Contact, other: Contact):
        self.kept, self.other = kept, other
        super().__init__(data=self._first_choices())
        self.other_id.data = str(other.id)
        self._offer()
        seen, now = self.version.data, self._mark()
        self.is_stale = bool(self.is_submitted() and seen != now)
        self.version.data = now

    def validate(self, extra_validators: Any = None) -> bool:
        return super().validate(extra_validators) and not self.is_stale

    @property
    def choices(self) -> list[Any]:
        return [self[name] for name in FIELDS if name in self]

    @property
    def tags(self) -> list[Any]:
        return [self[name] for name in TAGS]

    def values(self) -> dict[str, Any]:
        """The values that win."""
        won = {field.name: self._won(field.name, field.data) for field in self.choices}
        return won | {name: bool(self[name].data) for name in TAGS}

    def _first_choices(self) -> dict[str, Any]:
        """The other's value where the one that stays has none, and every tag of either."""
        empty = {name: OTHER for name in FIELDS if not getattr(self.kept, name)}
        either = {n: getattr(self.kept, n) or getattr(self.other, n) for n in TAGS}
        return empty | either

    def _offer(self) -> None:
        for name in FIELDS:
            values = getattr(self.kept, name), getattr(self.other, name)
            if values[0] == values[1]:
                del self[name]
            else:
                sides = zip((KEPT, OTHER), map(self._shown, values), strict=True)
                self[name].choices = options_of([*sides, *self._both(name, values)])

    def _both(self, name: str, values: tuple[str | None, str | None]) -> list[tuple[str, str]]:
        fits = name == "notes" and all(values) and len(self._joined()) <= MOST_NOTES
        return [(BOTH, "Both, one after the other")] if fits else []

    def _shown(self, value: str | None) -> str:
        if value and value.startswith("+") and value[1:].isdigit():
            return reach.shown_phone(value, self.kept.company.country or "GB")
        return value or "Empty"

    def _won(self, name: str, side: str) -> Any:
        if side == BOTH:
            return self._joined()
        return getattr(self.other if side == OTHER else self.kept, name)

    def _joined(self) -> str:
        return f"{self.kept.notes}\n\n{self.other.notes}"

    def _mark(self) -> str:
        """Of all that is chosen from, to notice when somebody changes it meanwhile."""
        names = (*FIELDS, *TAGS)
        return mark([getattr(c, name) for c in (self.kept, self.other) for name in names])
