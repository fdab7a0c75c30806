"""What a website says, held to the same rules as what people type, beside what is there now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict

from app.blueprints.crm.companies.choices import countries
from app.blueprints.crm.companies.country_names import country_in_any_language
from app.blueprints.crm.companies.models import Company
from app.core import forms, reach

LONGEST_DESCRIPTION = 5000


class FoundForm(forms.Form):
    name = forms.text("Company name")
    description = forms.long_text("Description", most=LONGEST_DESCRIPTION)
    email = forms.email("E-mail")
    phone = forms.phone("Phone")
    website = forms.url("Website")
    linkedin_url = forms.url("LinkedIn address")
    street = forms.text("Street")
    city = forms.text("City", most=120)
    region = forms.text("State or province", most=120)
    postal_code = forms.text("Postal code", most=20)
    country = forms.choice("Country", countries())

    class Meta(forms.Form.Meta):
        csrf = False

    def good(self) -> dict[str, Any]:
        """What passes; the rest is left out rather than asked about."""
        self.validate()
        return {field.name: field.data for field in self if _passes(field)}


@dataclass(frozen=True)
class Offer:
    """One value that was found: `now` is what stands in the form or the record, as people read it."""

    name: str
    label: str
    value: str
    shown: str
    now: str


def good_values(facts: Mapping[str, str], country: str | None) -> dict[str, Any]:
    """By field; a phone is read as one of the country that was found, or else of this one."""
    typed = dict(facts)
    found = country_in_any_language(typed.pop("country", ""))
    typed["country"] = found or country or "GB"
    typed["description"] = typed.get("description", "")[:LONGEST_DESCRIPTION]
    good = FoundForm(formdata=MultiDict(typed)).good()
    return good if found else {name: value for name, value in good.items() if name != "country"}


def offers(good: Mapping[str, Any], now: Mapping[str, Any]) -> list[Offer]:
    """What differs from what is there, in the order of the form."""
    country = good.get("country") or now.get("country") or "GB"
    labels = {field.name: field.label.text for field in FoundForm(formdata=None)}
    found = [
        Offer(
            name,
            labels[name],
            good[name],
            shown(name, good[name], country),
            shown(name, now.get(name), now.get("country") or country),
        )
        for name in labels
        if name in good
    ]
    return [offer for offer in found if _alike(offer.shown) != _alike(offer.now)]


def of_company(company: Company) -> dict[str, Any]:
    return {name: getattr(company, name) for name in _names()}


def of_request() -> dict[str, str]:
    """What the form of a new company says at this moment, right or wrong."""
    return {name: request.form.get(name, "").strip() for name in _names()}


def accepted() -> dict[str, Any]:
    """The values that were ticked, checked once more: they come from a browser."""
    ticked = set(request.form.getlist("use")) & set(_names())
    typed = {name: request.form.get(f"found-{name}", "") for name in ticked}
    phone_of = {"country": request.form.get("found-country") or request.form.get("country", "")}
    good = FoundForm(formdata=MultiDict({**phone_of, **typed})).good()
    return {name: value for name, value in good.items() if name in ticked}


def shown(name: str, value: Any, country: str) -> str:
    if name == "country":
        return countries().label(value)
    if name == "phone":
        return reach.shown_phone(value, country)
    return value or ""


def _names() -> Iterable[str]:
    return [field.name for field in FoundForm(formdata=None) if field.name != "submission"]


def _passes(field: Any) -> bool:
    return field.name != "submission" and bool(field.data) and not field.errors


def _alike(text: str) -> str:
    """Two that only case, spaces or a closing slash tell apart are the same to a reader."""
    return " ".join(text.casefold().split()).rstrip("/")
