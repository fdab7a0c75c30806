"""Countries as files and websites write them."""

from functools import cache

from babel import Locale

from app.blueprints.crm.companies.choices import countries

OTHER_NAMES = {
    "usa": "US", "us": "US", "unitedstatesofamerica": "US", "america": "US",
    "uk": "GB", "greatbritain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "northernireland": "GB", "britain": "GB", "holland": "NL", "thenetherlands": "NL",
    "republicofireland": "IE", "eire": "IE", "uae": "AE", "korea": "KR", "republicofkorea": "KR",
    "czechrepublic": "CZ", "turkey": "TR", "russianfederation": "RU", "vietnam": "VN",
    "hongkong": "HK", "macau": "MO", "taiwan": "TW", "ivorycoast": "CI", "burma": "MM",
    "gbr": "GB", "irl": "IE", "deu": "DE", "fra": "FR", "esp": "ES", "ita": "IT", "nld": "NL",
    "che": "CH", "aut": "AT", "bel": "BE", "are": "AE", "can": "CA", "aus": "AU",
}  # fmt: skip
LANGUAGES = ("de", "fr", "es", "it", "nl", "pt")


def country_like(text: str) -> str | None:
    """The ISO code of a country's English name, code or usual other name."""
    return countries().key(text) or OTHER_NAMES.get(one_word(text))


def country_in_any_language(text: str) -> str | None:
    """As above, and by the names that large European languages have for it."""
    return country_like(text) or _foreign_names().get(one_word(text))


def one_word(text: str) -> str:
    """Letters and digits alone, in lower case."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


@cache
def _foreign_names() -> dict[str, str]:
    return {
        one_word(name): code
        for language in LANGUAGES
        for code, name in Locale.parse(language).territories.items()
        if code in countries()
    }
