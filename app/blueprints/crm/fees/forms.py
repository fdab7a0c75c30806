"""The shape of a fee."""

from decimal import Decimal
from typing import Any

from wtforms import ValidationError

from app.blueprints.crm.fees.models import Fee
from app.core import forms, money
from app.core.versions import VersionedForm

LARGEST = Decimal("999999.99")


def fitting(form: Any, field: Any) -> None:
    if field.data is None:
        return
    if field.data > LARGEST:
        raise ValidationError(f"Enter an amount up to {LARGEST:,}")
    currency = form.currency.data
    has_decimals = currency not in money.currencies() or money.has_minor_unit(currency)
    if field.data % 1 and not has_decimals:
        raise ValidationError(f"Enter a whole amount: {currency} has no decimals")


class FeeForm(VersionedForm):
    service = forms.text("Service", required=True, most=100)
    online_fee = money.amount("Online fee")
    offline_fee = money.amount("Offline fee")
    currency = forms.choice("Currency", money.currencies(), required=True, default="GBP")
    note = forms.text("Note", most=500)

    def __init__(self, fee: Fee | None = None, *, currency: str = "GBP"):
        """`currency` is what a new fee starts with: the agency's."""
        super().__init__(obj=fee, currency=fee.currency if fee else currency)
        if fee:
            self.follow(fee)

    def validate_online_fee(self, field: Any) -> None:
        fitting(self, field)

    def validate_offline_fee(self, field: Any) -> None:
        fitting(self, field)

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = super().validate(extra_validators)
        fees = (self.online_fee, self.offline_fee)
        if all(fee.data is None and not fee.errors for fee in fees):
            self.online_fee.errors = ["Enter the online fee, the offline fee or both"]
            return False
        return is_valid
