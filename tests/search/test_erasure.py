"""The words of an erased person's name leave those that the search suggests."""

from sqlalchemy import select

from app.blueprints.crm.contacts import erasure
from app.blueprints.search.models import Word
from app.core import tenancy
from app.core.db import db
from tests.worker import deliver_all


def words() -> set[str]:
    own = Word.agency_id == tenancy.agency_id()
    return set(db.session.scalars(select(Word.word).where(own)))


def test_only_words_that_others_have_too_stay(world):
    rosa = world.contact(first_name="Rosa", last_name="Quillfeather")
    world.contact(first_name="Rosa", last_name="Brandt")
    with world.other_agency():
        world.contact(first_name="Theo", last_name="Quillfeather")
    rosa.last_name = "Quillington"
    db.session.flush()
    assert {"rosa", "quillfeather", "quillington", "brandt"} <= words()
    erasure.erase(rosa, by=world.anna)
    deliver_all()
    assert {"rosa", "brandt"} <= words()
    assert not {"quillfeather", "quillington"} & words()
    with world.other_agency():
        assert "quillfeather" in words()
