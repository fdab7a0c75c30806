"""E-mail addresses, phone numbers and web addresses in the one form that is stored, and as people
write them. Each `normal_…` raises ValueError for what cannot be one."""

from functools import lru_cache
from urllib.parse import urlsplit

import phonenumbers
from email_validator import EmailNotValidError, validate_email


def normal_email(address: str) -> str:
    """The address in lower case; raises ValueError when it cannot be one. Nothing is looked up."""
    try:
        found = validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise ValueError(str(error)) from None
    return found.normalized.lower()


def normal_phone(number: str, country: str = "GB") -> str:
    """E.164, reading a number without + as one of `country` (ISO 3166 alpha-2).
    Raises ValueError when no such number can exist."""
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException as error:
        raise ValueError(str(error)) from None
    if not phonenumbers.is_possible_number(parsed):
        raise ValueError("not a possible number")
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


@lru_cache(maxsize=4096)
def shown_phone(number: str | None, country: str = "GB") -> str:
    """A stored number as people of `country` write it; one that cannot be read, as it is stored."""
    if not number:
        return ""
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return number
    own = phonenumbers.region_code_for_country_code(parsed.country_code or 0) == country
    style = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(parsed, style.NATIONAL if own else style.INTERNATIONAL)


def example_phone(country: str) -> str:
    """A number as people of `country` write it, and one with the country code."""
    abroad = "+44 20 7946 0018"
    if country == "GB":
        return f"020 7946 0018 or {abroad}"
    number = phonenumbers.example_number(country)
    national = phonenumbers.PhoneNumberFormat.NATIONAL
    return f"{phonenumbers.format_number(number, national)} or {abroad}" if number else abroad


def normal_url(address: str) -> str:
    """An http or https address, https assumed; raises ValueError for anything else."""
    full = address if "://" in address else f"https://{address}"
    parts = urlsplit(full)
    if parts.scheme not in ("http", "https") or "." not in (parts.hostname or "") or " " in full:
        raise ValueError("not a web address")
    return full
