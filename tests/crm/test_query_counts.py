"""Pages need as many queries for sixty rows as for one."""

import pytest

from app.blueprints.crm.notes.models import ClientNotes
from app.core import clock

PAGES = {
    "/contacts": 8,
    "/companies": 8,
    "/companies/{id}/details": 8,
    "/companies/{id}/contacts": 8,
    "/companies/{id}/deletion": 8,
    "/companies/{id}/links/new?q=comp": 8,
    "/views/companies": 8,
    "/agency/bin": 8,
    "/pipeline": 8,
    "/companies/{id}/contacts/{contact}": 8,
    "/companies/{id}/notes": 8,
    "/companies/{id}/notes/rail/history": 8,
    "/companies/{id}/fees": 8,
}
FRAGMENTS = {
    "/contacts": 6,
    "/contacts?q=carol&tag=vip&sort=-company": 6,
    "/companies": 6,
    "/companies?q=a&status=lead&sort=-owner": 6,
    "/companies/{id}/details": 6,
    "/companies/{id}/contacts": 6,
    "/companies/{id}/details/about": 6,
    "/companies/{id}/details/ownership/edit": 6,
    "/pipeline?owner=1&period=30": 6,
    "/companies/{id}/stage?stage=lost": 6,
    "/companies/{id}/deal": 6,
    "/companies/options?q=comp": 6,
    "/companies/{id}/links": 6,
    "/companies/{id}/links/new?q=comp": 6,
    "/companies/{id}/deletion": 6,
    "/agency/bin": 6,
    "/companies/{id}/contacts/options": 6,
    "/companies/{id}/notes": 6,
    "/companies/{id}/notes/rail": 6,
    "/companies/{id}/notes/rail/edit": 6,
    "/companies/{id}/fees": 6,
    "/companies/{id}/fees/{fee}": 6,
    "/companies/{id}/fees/{fee}/edit": 6,
    "/companies/{id}/contacts/{contact}/row": 6,
    "/companies/{id}/contacts/{contact}/edit": 6,
    "/companies/{id}/contacts/{contact}/details": 6,
    "/companies/{id}/contacts/{contact}/details/edit": 6,
}
CASES = [(path, most, False) for path, most in PAGES.items()] + [
    (path, most, True) for path, most in FRAGMENTS.items()
]


@pytest.mark.parametrize(("path", "most", "htmx"), CASES)
def test_the_number_of_queries_is_small_and_constant(
    browser, world, count_queries, path, most, htmx
):
    company = world.company(owner_id=world.sara.id)
    contact = world.contact(company)
    fee, notes = (
        world.fee(company),
        world.added(ClientNotes(company=company, company_id=company.id)),
    )
    notes.write("rail", "Standard", by=world.anna)
    url = path.format(id=company.id, contact=contact.id, fee=fee.id)
    anna = browser.as_("anna")
    anna.get(url, htmx=htmx)  # the list of colleagues is kept from now on
    with_one = count_queries(lambda: anna.get(url, htmx=htmx))
    for number in range(59):
        world.company(
            owner_id=(world.sara, world.mark)[number % 2].id, last_activity_at=clock.now()
        )
        world.contact(company, is_booker=True)
        world.fee(company)
        notes.write("rail", f"Class {number}", by=world.mark)
    with_sixty = count_queries(lambda: anna.get(url, htmx=htmx))
    assert with_one == with_sixty
    assert 2 <= with_sixty <= most
