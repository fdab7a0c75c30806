"""Numbers that identify a British company."""

import re

from stdnum.exceptions import ValidationError
from stdnum.gb import vat

COMPANIES_HOUSE = re.compile(r"\d{8}|[A-Z]{2}\d{6}|R\d{7}", re.ASCII)
VAT = re.compile(r"\d{9}|\d{12}", re.ASCII)


def normal_vat_number(text: str) -> str:
    """The 9 or 12 digits of a British VAT number, whose check digits (HMRC: weighted sum modulo 97,
    or 97-55) must agree; the prefix GB and spaces may be there. Raises ValueError otherwise."""
    digits = re.sub(r"[\s.-]", "", text.upper()).removeprefix("GB")
    if not VAT.fullmatch(digits):
        raise ValueError("Enter a VAT number with 9 or 12 digits, like GB 123 4567 82")
    try:
        return vat.validate(digits)
    except ValidationError:
        raise ValueError("Check the VAT number: its digits do not add up") from None


def normal_registration_number(text: str) -> str:
    """A Companies House number: 8 digits, two letters and 6 digits, or R and 7 digits.
    Raises ValueError for anything else."""
    number = re.sub(r"\s", "", text.upper())
    if not COMPANIES_HOUSE.fullmatch(number):
        raise ValueError("Enter 8 digits, 2 letters and 6 digits, or R and 7 digits")
    return number
