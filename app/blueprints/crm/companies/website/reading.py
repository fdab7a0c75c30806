"""Reading a website while somebody waits for it.

It happens within the request, as the answer belongs into the form on screen: nothing is to be kept,
and it works without scripts. A web process has four threads; two of them at most read websites, for
five seconds at most, so that the other two always serve everybody else.
"""

from threading import BoundedSemaphore

from flask import Flask, current_app

from app.blueprints.accounts.models import User
from app.blueprints.crm.companies.website.diffbot import Diffbot
from app.blueprints.crm.companies.website.facts import facts_in
from app.core import throttle
from app.core.fetch import Fetcher, Unreadable
from app.core.reach import normal_url

AT_ONCE = 2
PER_USER = throttle.limit("20 per 5 minutes", "website")
PER_AGENCY = throttle.limit("200 per hour", "agency-website")
_turns = BoundedSemaphore(AT_ONCE)


def read(address: str | None, *, for_: User) -> dict[str, str]:
    """Our fields' names → what is said; raises Unreadable with words for the person who asks."""
    url = _normal(address)
    if not (PER_USER.count(str(for_.id)) and PER_AGENCY.count(str(for_.agency_id))):
        raise Unreadable("You have read many websites in a short time. Wait a few minutes.")
    if not _turns.acquire(blocking=False):
        raise Unreadable("Several websites are being read right now. Try again in a moment.")
    try:
        return current_app.extensions["website_reader"](url)
    finally:
        _turns.release()


def init_app(app: Flask) -> None:
    """Diffbot where the operator has a key for it, else the page itself."""
    settings = app.extensions["settings"]
    if settings.diffbot_api_key:
        reader = Diffbot(settings.diffbot_api_key, settings.diffbot_base_url).facts
    else:
        reader = page_reader(Fetcher())
    app.extensions["website_reader"] = reader


def page_reader(fetcher: Fetcher):
    return lambda url: facts_in(fetcher.read(url))


def _normal(address: str | None) -> str:
    typed = (address or "").strip()
    if not typed:
        raise Unreadable("Enter the website's address first.")
    try:
        return normal_url(typed)
    except ValueError:
        raise Unreadable("Enter a web address like https://www.company.com") from None
