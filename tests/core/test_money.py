"""Amounts of money as people type and read them."""

from decimal import Decimal

import pytest

from app.core.money import amount_of, shown, shown_brief


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("0", "0.00"), ("1234.5", "1234.50"), ("1,234.50", "1234.50"), (" £1,234 ", "1234.00"),
        ("99 EUR", "99.00"), ("9999999999.99", "9999999999.99"),
    ],
)  # fmt: skip
def test_what_people_type(typed, amount):
    assert amount_of(typed) == Decimal(amount)


@pytest.mark.parametrize(
    "typed", ["", "-5", "1e5", "12,34", "1.234,50", "1.005", "ten", "NaN", "٣", "10000000000", "£"]
)
def test_what_is_no_amount(typed):
    with pytest.raises(ValueError, match=r"."):
        amount_of(typed)


def test_how_amounts_are_shown():
    assert shown(Decimal("1234.5")) == "£1,234.50"
    assert shown(Decimal("1234.5"), "EUR") == "€1,234.50"
    assert shown_brief(Decimal("40000.00")) == "£40,000"
    assert shown(None) == shown_brief(None) == ""
