"""What somebody adds to a company at the moment in which it is deleted."""

import pytest
from sqlalchemy.exc import IntegrityError

from app.blueprints import bin
from app.blueprints.bin.actions import restore
from app.core.db import db
from app.core.errors import FOREIGN_KEY_VIOLATION

ADDED = {
    "a contact": lambda world, company: world.contact(company),
    "an activity": lambda world, company: world.activity(company),
    "a reminder": lambda world, company: world.reminder(company),
    "a fee": lambda world, company: world.fee(company),
    "a ticket": lambda world, company: world.ticket(company),
}


@pytest.mark.parametrize("add", ADDED.values(), ids=ADDED)
def test_postgresql_refuses_it_until_the_company_is_back(world, add):
    company = world.company()
    world.id, deletion = company.id, bin.put(company, by=world.anna)
    db.session.expunge(company)
    with pytest.raises(IntegrityError) as refused, db.session.begin_nested():
        add(world, world)
    assert refused.value.orig.pgcode == FOREIGN_KEY_VIOLATION
    restore(deletion, by=world.anna)
    assert add(world, world).company_id == world.id


def test_nor_is_it_added_to_another_agency_s_company(world):
    with world.other_agency():
        world.id = world.company().id
    with pytest.raises(IntegrityError), db.session.begin_nested():
        world.contact(world)
