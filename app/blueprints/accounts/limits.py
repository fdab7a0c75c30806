"""How often somebody may try: per account (by a hash of its address) and per network address."""

from flask import request

from app.blueprints.accounts.models import digest
from app.core import throttle

FAILURES = throttle.limit("5 per 5 minutes", "sign-in")
REGISTRATIONS = throttle.limit("20 per hour", "registration")
CHECKS = throttle.limit("240 per 5 minutes", "registration-check")
MAILS = throttle.limit("3 per 10 minutes", "account-mail")
REQUESTS = throttle.limit("30 per hour", "account-mail-request")
PASSWORD_CHECKS = throttle.limit("5 per 5 minutes", "password-check")


def is_locked(email: str) -> bool:
    account, address = _keys(email)
    return not (FAILURES.has_room(account) and FAILURES.has_room(address))


def count_failure(email: str) -> None:
    for key in _keys(email):
        FAILURES.count(key)


def forget_failures(email: str) -> None:
    """Of the account alone: one good password must not free the address for more guesses."""
    FAILURES.forget(_keys(email)[0])


def may_register() -> bool:
    return REGISTRATIONS.count(visitor_address())


def may_check() -> bool:
    return CHECKS.count(visitor_address())


def may_mail(email: str) -> bool:
    """Counts one mail to this address and one request from this visitor."""
    return REQUESTS.count(visitor_address()) and MAILS.count(digest(email))


def visitor_address() -> str:
    return request.remote_addr or "unknown"


def _keys(email: str) -> tuple[str, str]:
    return f"account:{digest(email)}", f"address:{visitor_address()}"
