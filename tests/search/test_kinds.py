"""Client notes, suppliers and files are found as well, each at its own place."""

from io import BytesIO

import pytest
from sqlalchemy import select, text

from app.blueprints import bin
from app.blueprints.bin.actions import restore
from app.blueprints.crm.notes.actions import write_section
from app.blueprints.crm.notes.models import NoteRevision
from app.blueprints.files import actions as files
from app.blueprints.search import queries, rebuilding
from app.blueprints.search.models import Entry
from app.blueprints.suppliers.models import Supplier
from app.core import media
from app.core.db import db
from app.core.uploads import Upload
from tests.files import samples


def found(app, query: str) -> list[tuple[str, str]]:
    """(title, address) of what is found, in order."""
    results = [r for group in queries.first_of_each(query).groups for r in group.results]
    with app.test_request_context():
        return [("".join(piece for piece, _ in r.title), r.url) for r in results]


def supplier(world, **values) -> Supplier:
    return world.added(Supplier(**{"name": "Zephyr Air", "supplier_type": "air", **values}))


def attached(world, name="Tariff zebrawood.pdf"):
    upload = Upload(media.check(BytesIO(samples.PDF), name), BytesIO(samples.PDF))
    return files.attach(upload, to=world.company(name="Acme"), by=world.anna)


def test_a_section_of_client_notes_is_found_at_its_place(app, world):
    company = world.company(name="Quarry Foods")
    write_section(company, "hotel_rates", "Marriott: code ZX81.", by=world.anna)
    write_section(company, "rail", "Quiet coach.", by=world.anna)
    rates = ("Corporate hotel rates", f"/companies/{company.id}/notes#note-hotel_rates")
    assert found(app, "zx81") == found(app, "quarry hotel rates") == [rates]
    write_section(company, "hotel_rates", "Hilton instead.", by=world.anna)
    assert found(app, "zx81") == []
    assert found(app, "hilton") == [rates]
    company.name = "Granite Foods"
    db.session.flush()
    assert found(app, "granite hilton") == [rates]
    write_section(company, "hotel_rates", None, by=world.anna)
    assert found(app, "hilton") == []


def test_the_place_of_a_section_is_on_the_tab(browser, world):
    company = world.company()
    write_section(company, "hotel_rates", "Marriott", by=world.anna)
    page = browser.as_("alex").get(f"/companies/{company.id}/notes").text
    assert 'id="note-hotel_rates"' in page


def test_notes_are_not_found_where_they_are_not_shown(app, world):
    company = world.company(name="Quarry Foods")
    notes = write_section(company, "rail", "Zebra coach.", by=world.anna)
    company.company_type = "supplier"
    db.session.flush()
    assert found(app, "zebra") == []
    company.company_type = "client"
    db.session.flush()
    assert len(found(app, "zebra")) == 1
    deletion = bin.put(notes, by=world.anna, within=company)
    assert found(app, "zebra") == []
    restore(deletion, by=world.anna)
    assert len(found(app, "zebra")) == 1


SUPPLIER = {
    "websites": ["https://zephyr.test/trade"],
    "numbers": ["+442079460123", "+493012345678"],
    "group_email": "groups@zephyr.test",
    "manager_name": "Ottilie Brandt",
    "manager_phone": "+441614960777",
    "other": "Closed on Sundays",
}


@pytest.mark.parametrize(
    "query",
    ["zephyr", "zeph", "zephyr.test", "groups@zephyr.test", "ottilie", "030 12345678",
     "0161 496 0777", "sundays", "air ottilie"],
)  # fmt: skip
def test_a_supplier_is_found_by_all_that_is_known_of_it(app, world, query):
    made = supplier(world, **SUPPLIER)
    assert found(app, query) == [("Zephyr Air", f"/suppliers/{made.id}")]


def test_a_supplier_follows_changes_and_the_bin(app, world):
    made = supplier(world, **SUPPLIER)
    made.numbers, made.name = ["+442079460999"], "Boreas Air"
    db.session.flush()
    assert found(app, "020 7946 0123") == []
    assert found(app, "020 7946 0999") == [("Boreas Air", f"/suppliers/{made.id}")]
    deletion = bin.put(made, by=world.anna)
    assert found(app, "boreas") == []
    restore(deletion, by=world.anna)
    assert len(found(app, "boreas")) == 1


def test_a_file_is_found_by_its_name(app, browser, world):
    file = attached(world)
    assert found(app, "zebrawood") == [("Tariff zebrawood.pdf", f"/files/{file.id}/preview")]
    assert browser.as_("alex").get(f"/files/{file.id}/preview").status_code == 200
    file.rename("Tariff ebony.pdf", by=world.anna, within=world.company())
    db.session.flush()
    assert found(app, "zebrawood") == []
    bin.put(file, by=world.anna)
    assert found(app, "ebony") == []


def test_nothing_of_another_agency_is_found(app, world):
    with world.other_agency() as hugo:
        write_section(world.company(name="Xenon"), "rail", "Xenon coach", by=hugo)
        supplier(world, name="Xenon Air")
    assert found(app, "xenon") == []


def test_the_rebuild_makes_the_same_entries(world):
    company = world.company(name="Quarry Foods")
    for words in ("Old coach", "Zebra coach"):
        write_section(company, "rail", words, by=world.anna)
    supplier(world)
    attached(world)
    kinds = select(Entry.kind, Entry.record_id, Entry.name, Entry.words).where(
        Entry.kind.in_(["note", "supplier", "file"])
    )
    kinds = kinds.order_by(Entry.kind, Entry.record_id)
    before = db.session.execute(kinds).all()
    latest = db.session.scalar(select(NoteRevision.id).order_by(NoteRevision.id.desc()))
    assert latest in [row.record_id for row in before if row.kind == "note"]
    db.session.execute(text("delete from search_entry"))
    rebuilding.rebuild()
    assert db.session.execute(kinds).all() == before
