"""Amounts of money: decimals with two places, typed as people type them, shown as people write them."""

import re
from decimal import Decimal
from functools import cache
from typing import Any

from babel import Locale
from babel.core import get_global
from babel.numbers import format_currency, get_currency_precision
from wtforms import StringField
from wtforms.validators import InputRequired, Optional

from app.core.choices import Choices

USUAL = ("GBP", "EUR", "USD")
LARGEST = Decimal("9999999999.99")
AMOUNT = re.compile(r"\d{1,3}(,\d{3})+(\.\d{1,2})?|\d{1,12}(\.\d{1,2})?", re.ASCII)
SIGNS = re.compile(r"^(£|€|\$|gbp|eur|usd)\s*|\s*(£|€|\$|gbp|eur|usd)$", re.IGNORECASE)


def amount_of(text: str) -> Decimal:
    """ "1234.5", "1,234.50" and "£1,234" as a decimal with two places. Raises ValueError for what is
    no amount, is negative, or is larger than the database holds."""
    bare = SIGNS.sub("", text.strip())
    if not AMOUNT.fullmatch(bare):
        raise ValueError("not an amount")
    amount = Decimal(bare.replace(",", "")).quantize(Decimal("0.01"))
    if amount > LARGEST:
        raise ValueError("too large")
    return amount


def shown(amount: Decimal | None, currency: str = "GBP") -> str:
    """ "£1,234.50"."""
    return "" if amount is None else format_currency(amount, currency, locale="en_GB")


def shown_brief(amount: Decimal | None, currency: str = "GBP") -> str:
    """ "£1,234", without the pence: for totals and estimates."""
    if amount is None:
        return ""
    pattern = "¤#,##0"
    return format_currency(amount, currency, pattern, locale="en_GB", currency_digits=False)


@cache
def currencies() -> Choices:
    """Those that are legal tender somewhere today (ISO 4217), the ones most used here first."""
    names = Locale.parse("en_GB").currencies
    ranges = (period for known in get_global("territory_currencies").values() for period in known)
    tender = {code for code, _, until, is_tender in ranges if until is None and is_tender}
    codes = [*USUAL, *sorted(tender - {*USUAL})]
    return Choices({code: f"{code} · {names.get(code, code)}" for code in codes})


def has_minor_unit(currency: str) -> bool:
    """Whether amounts have anything after the point: yen have not."""
    return get_currency_precision(currency) > 0


class AmountField(StringField):
    """`data` is a Decimal; what cannot be one stays in the field as it was typed."""

    def __init__(self, label: str, **options: Any):
        super().__init__(label, render_kw={"inputmode": "decimal"}, **options)

    def _value(self) -> str:
        if self.errors and self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data:,.2f}".removesuffix(".00") if self.data is not None else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = str(valuelist[0]).strip() if valuelist else ""
        self.data = None
        if not typed:
            return
        try:
            self.data = amount_of(typed)
        except ValueError:
            raise ValueError("Enter an amount like 1,234.50") from None


def amount(label: str, *, required: str | bool = False, **options: Any) -> AmountField:
    words = required if isinstance(required, str) else "Enter the amount"
    checks = [InputRequired(words)] if required else [Optional()]
    return AmountField(label, validators=checks, **options)
