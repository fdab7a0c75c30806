"""An erased person is in no import either."""

from app.blueprints.crm.contacts import erasure
from app.blueprints.imports.models import Import, RejectedRow
from app.core.db import db


def imported(world, user, cells, said):
    values = {
        "kind": "contacts", "file_name": "people.csv", "encoding": "utf-8", "delimiter": ",",
        "headings": ["First", "Last", "E-mail"], "findings": {"problems": [said]},
    }  # fmt: skip
    made = world.added(Import(user_id=user.id, **values))
    world.added(RejectedRow(import_id=made.id, row=2, cells=cells, problems=[said]))


def kept() -> list[str]:
    rows = db.session.query(RejectedRow).order_by(RejectedRow.id)
    found = [f"{row.cells} {row.problems}" for row in rows]
    return [*found, *(str(i.findings) for i in db.session.query(Import).order_by(Import.id))]


def test_rejected_rows_and_findings_name_nobody(world):
    rosa = world.contact(first_name="Rosa", last_name="Quill", email="rosa@quill.test")
    imported(world, world.anna, ["ROSA", "Quill", "x"], "Rosa Quill is there twice")
    imported(world, world.anna, ["", "", "Rosa@quill.test"], "rosa@quill.test has no name")
    imported(world, world.anna, ["Rosa", "Brandt", "rb@acme.test"], "Rosa Brandt has no company")
    with world.other_agency() as hugo:
        imported(world, hugo, ["Rosa", "Quill", ""], "Rosa Quill")
        theirs = kept()
    erasure.erase(rosa, by=world.anna)
    db.session.flush()
    said = " ".join(kept()).lower()
    assert "quill" not in said
    assert "rosa brandt has no company" in said
    assert db.session.query(RejectedRow).count() == 3
    with world.other_agency():
        assert kept() == theirs
