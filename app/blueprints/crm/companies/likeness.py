"""What makes two companies alike: columns that PostgreSQL itself keeps, so that an index finds them
whatever wrote the row. The same rules in Python are for what somebody is just typing."""

import re
import unicodedata
from urllib.parse import urlsplit

FORMS = "the|and|ltd|limited|plc|inc|incorporated|llc|llp|lp|corp|corporation|co|company|gmbh|ag|sa|srl|bv|nv"
# Lower case, letters and digits only, without the words above: "The Acme Co., Ltd" → "acme".
NAME_KEY = (
    f"regexp_replace(regexp_replace(lower(name), '\\m({FORMS})\\M', '', 'g'), '(\\W|_)+', '', 'g')"
)
EMAIL_DOMAIN = "nullif(lower(split_part(email, '@', 2)), '')"
WEB_DOMAIN = "regexp_replace(lower(website), '^https?://(www[.])?([^/:?#]+).*$', '\\2')"
SEARCHED = "lower(name || ' ' || coalesce(email, '') || ' ' || coalesce(phone, '') || ' ' || coalesce(city, ''))"

FREE_MAIL = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "hotmail.co.uk",
        "live.com",
        "live.co.uk",
        "msn.com",
        "yahoo.com",
        "yahoo.co.uk",
        "ymail.com",
        "icloud.com",
        "me.com",
        "mac.com",
        "aol.com",
        "btinternet.com",
        "sky.com",
        "virginmedia.com",
        "talktalk.net",
        "ntlworld.com",
        "proton.me",
        "protonmail.com",
        "gmx.com",
        "gmx.de",
        "gmx.net",
        "web.de",
        "mail.com",
        "zoho.com",
        "fastmail.com",
        "t-online.de",
        "orange.fr",
        "free.fr",
        "laposte.net",
        "libero.it",
    ]
)


def name_key(name: str) -> str:
    words = re.sub(rf"\b({FORMS})\b", "", unicodedata.normalize("NFC", name).lower())
    return re.sub(r"[\W_]+", "", words)


def email_domain(email: str | None) -> str | None:
    """Of a company's own mail; nothing for the providers that anybody uses."""
    domain = (email or "").rpartition("@")[2].strip().lower()
    return domain if "." in domain and domain not in FREE_MAIL else None


def web_domain(website: str | None) -> str | None:
    address = website if "://" in (website or "") else f"https://{website or ''}"
    try:
        host = urlsplit(address or "").hostname or ""
    except ValueError:
        return None
    host = host.removeprefix("www.")
    return host if "." in host else None
