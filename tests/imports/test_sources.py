"""Exports of other programs are recognised; the airlines of OpenFlights need no heading."""

import pytest

from app.blueprints.imports.guesses import guess_columns
from app.blueprints.imports.kinds import KINDS
from app.blueprints.imports.sources import recognised
from app.blueprints.suppliers.models import Supplier
from app.core.db import db
from tests.imports.steps import csv_of, imported_from, uploaded

EXPORTS = {
    ("hubspot", "companies"): "Record ID,Company name,Company owner,Lifecycle Stage,Industry",
    (
        "hubspot",
        "contacts",
    ): "Record ID,First Name,Last Name,Email,Phone Number,Company Name,Lifecycle Stage",
    ("salesforce", "companies"): "Account ID,Account Name,Billing Street,Billing City,Phone",
    ("salesforce", "contacts"): "Contact ID,First Name,Last Name,Title,Account Name,Email,Phone",
    ("espocrm", "companies"): "Name,Website,Email,Phone,Type,Industry,Billing Address Street",
    ("espocrm", "contacts"): "First Name,Last Name,Account,Email,Phone,Title,Assigned User",
}
AIRLINES = csv_of(
    '-1,"Unknown",\\N,"-","N/A",\\N,\\N,"Y"',
    '1,"Private flight",\\N,"-","N/A","","","Y"',
    '2,"135 Airways",\\N,"","GNL","GENERAL","United States","N"',
    '1355,"British Airways",\\N,"BA","BAW","SPEEDBIRD","United Kingdom","Y"',
    '9999,"Plain Air",\\N,"-","N/A","","","Y"',
)


@pytest.mark.parametrize("export", EXPORTS, ids=" ".join)
def test_exports_are_known_by_their_headings(browser, world, export):
    _, kind = export
    headings = EXPORTS[export].split(",")
    source = recognised(headings)
    assert (source.key, source.kind) == export
    assert KINDS[kind].lacks(set(guess_columns(headings, KINDS[kind].fields))) is None


def test_an_export_of_another_kind_is_told(browser, world):
    content = csv_of(EXPORTS["hubspot", "contacts"], "1,A,B,a@b.test,,,")
    url = f"/imports/{uploaded(browser, content, kind='companies').id}"
    assert "This looks like contacts of HubSpot" in browser.as_("anna").get(url).text


def test_active_airlines_become_suppliers_that_name_their_source(browser, world):
    imported = imported_from(browser, AIRLINES, kind="suppliers")
    assert (imported.total_rows, imported.added, imported.rejected) == (2, 2, 0)
    found = {s.name: (s.supplier_type, s.other) for s in db.session.query(Supplier)}
    source = "Source: OpenFlights.org, Open Database License"
    assert found == {
        "British Airways": (
            "air",
            f"IATA BA, ICAO BAW, callsign SPEEDBIRD, United Kingdom\n{source}",
        ),
        "Plain Air": ("air", source),
    }
    assert imported_from(browser, AIRLINES, kind="suppliers").skipped == 2


def test_suppliers_of_another_agency_are_no_duplicates(browser, world):
    with world.other_agency():
        world.added(Supplier(name="Plain Air", supplier_type="air"))
    assert imported_from(browser, AIRLINES, kind="suppliers").added == 2
