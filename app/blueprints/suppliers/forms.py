"""The shape of a supplier."""

from collections.abc import Callable
from typing import Any

from wtforms import TextAreaField, ValidationError

from app.blueprints.suppliers import queries
from app.blueprints.suppliers.choices import TYPES
from app.blueprints.suppliers.models import Supplier
from app.core import forms
from app.core.reach import normal_phone, normal_url, shown_phone
from app.core.versions import VersionedForm

MOST_LINES = 10
LONGEST_URL = 500


class LinesField(TextAreaField):
    """A list, one entry a line. `read` makes an entry of a line or raises ValueError; `shown` is
    how it is written in the form."""

    def __init__(
        self,
        label: str,
        *,
        read: Callable[[str], str],
        wrong: str,
        shown: Callable[[str], str] = str,
        **options: Any,
    ):
        self.read, self.wrong, self.shown = read, wrong, shown
        super().__init__(label, render_kw={"rows": 2}, **options)

    def _value(self) -> str:
        if self.raw_data and self.errors:
            return str(self.raw_data[0])
        return "\n".join(map(self.shown, self.data or []))

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = valuelist[0] if valuelist else ""
        self.data = [line.strip() for line in typed.splitlines() if line.strip()]

    def pre_validate(self, form: Any) -> None:
        if len(self.data) > MOST_LINES:
            raise ValidationError(f"Use at most {MOST_LINES} lines")
        entries = [self._entry(line) for line in self.data]
        self.data = list(dict.fromkeys(entries))

    def _entry(self, line: str) -> str:
        try:
            if forms.LINE_CONTROL.search(line) or len(line) > LONGEST_URL:
                raise ValueError
            return self.read(line)
        except ValueError:
            short = f"{line[:40]}…" if len(line) > 40 else line
            raise ValidationError(f"{self.wrong}, not “{short}”") from None


class SupplierForm(VersionedForm):
    name = forms.text("Name", required=True, most=100)
    supplier_type = forms.choice("Type", TYPES, required="Choose a type")
    websites = LinesField(
        "Websites",
        description="One a line",
        read=normal_url,
        wrong="Enter web addresses like https://www.company.com",
    )
    numbers = LinesField(
        "Contact numbers",
        description="One a line",
        read=normal_phone,
        wrong="Enter phone numbers like 020 7946 0018",
        shown=shown_phone,
    )
    general_email = forms.email("General e-mail")
    group_email = forms.email("Group e-mail")
    manager_name = forms.text("Account manager", most=200)
    manager_phone = forms.phone("Account manager’s phone")
    manager_email = forms.email("Account manager’s e-mail")
    company_id = forms.RecordField("Company in the Vault", empty="None")
    other = forms.long_text("Other", most=5000)

    def __init__(self, supplier: Supplier | None = None):
        super().__init__(obj=supplier)
        self.supplier = supplier
        self.company_id.offer(self._companies(supplier))
        if supplier:
            self.follow(supplier)
            if not self.is_submitted():
                self.manager_phone.data = shown_phone(supplier.manager_phone)

    def validate_name(self, field: Any) -> None:
        supplier_type = self.supplier_type.data
        if supplier_type in TYPES and queries.is_taken(
            supplier_type, field.data, but=self.supplier
        ):
            label = TYPES.label(supplier_type)
            raise ValidationError(f"There is a supplier of this name and type ({label}) already")

    def shown_value(self, field: Any, value: Any) -> str:
        if isinstance(value, list):
            return ", ".join(value) or "empty"
        return super().shown_value(field, value)

    def _companies(self, supplier: Supplier | None) -> list[tuple[int, str]]:
        """Companies of type Supplier; and the one that is linked now, though it be none any more."""
        offered = queries.supplier_companies()
        linked = supplier.company if supplier else None
        if linked and linked.id not in dict(offered):
            offered.append((linked.id, linked.name))
        return offered
