"""Every address there is, with own records in it, and the fields that its forms have."""

from urllib.parse import urlsplit

import pytest

from app.blueprints.crm.companies.models import Company
from app.core import tenancy
from tests import isolation
from tests.security.walk import Forms, filled, likely, normal
from tests.test_isolation import made


@pytest.fixture
def addresses(app, world):
    """(rule, address) for everything there is, with own records in them."""
    records = {name: made(world, make) for name, make in isolation.RECORDS.items()}
    for company_id in {parts["company_id"] for parts in records.values() if "company_id" in parts}:
        world.contact(tenancy.find(Company, company_id))
    found = []
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith("dev."):
            parts = records.get(rule.endpoint.rpartition(".")[0], {})
            found += [(rule, address) for address in filled(app, rule, parts)]
    return found


@pytest.fixture
def fields(browser, addresses):
    """address without ids → the fields that its forms have, and something valid for each."""
    found: dict[str, dict[str, str]] = {}
    for visitor in (browser, browser.as_("anna")):
        for rule, address in addresses:
            if "GET" not in rule.methods:
                continue
            response = visitor.get(address)
            if response.mimetype == "text/html":
                for form in Forms(response.text, address).found:
                    for key in (urlsplit(form.action).path, normal(form.action)):
                        known = found.setdefault(key, {})
                        for name, value in form.values.items():
                            default = likely(name) if name in form.required else ""
                            known[name] = known.get(name) or value or default
    for known in found.values():
        known.pop("csrf_token", None)
        if "country" in known:
            known["country"] = "GB"
    return found
