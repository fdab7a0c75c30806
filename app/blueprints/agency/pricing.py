"""The one price, for the home page, the terms and the billing page alike."""

from decimal import Decimal

from babel.numbers import format_currency

from app.blueprints.agency.models import TRIAL

PRICE_PER_USER = Decimal("9.00")
CURRENCY = "GBP"
TRIAL_DAYS = TRIAL.days


def shown_price() -> str:
    """ "£9.00": per user and month, without VAT."""
    return format_currency(PRICE_PER_USER, CURRENCY, locale="en_GB")
