import pytest
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.exc import IntegrityError, ProgrammingError, StatementError

from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.models import Contact
from app.core import tenancy
from app.core.db import db
from app.core.events import Event, record
from app.core.tenancy import NoAgency, RecordNotFound, UnsafeRole
from tests import cast

MERIDIAN, HARBOUR = "Meridian Travel", "Harbour Travel"


def count(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


@pytest.fixture
def foreign(world):
    with world.other_agency():
        return world.company(name="Harbour's client")


def test_outside_any_agency_there_are_no_rows(world):
    world.company()
    tenancy.leave()
    assert count(Company) == 0
    tenancy.enter(cast.ids[MERIDIAN])
    assert count(Company) == 1


def test_the_agency_is_told_to_every_new_transaction(world):
    world.company()
    db.session.commit()
    assert count(Company) == 1


def test_another_agencys_rows_are_not_there(world, foreign):
    assert count(Company) == 0
    assert db.session.scalar(text("select count(*) from company")) == 0


def test_another_agencys_rows_cannot_be_changed(world, foreign):
    changed = db.session.execute(update(Company).values(name="Ours"))
    assert changed.rowcount == 0


def test_a_row_for_another_agency_is_refused(world):
    row = insert(Company).values(agency_id=cast.ids[HARBOUR], name="Smuggled")
    with pytest.raises(ProgrammingError, match="row-level security"):
        db.session.execute(row)


def test_a_row_cannot_be_moved_to_another_agency(world):
    world.company()
    with pytest.raises(ProgrammingError, match="row-level security"):
        db.session.execute(update(Company).values(agency_id=cast.ids[HARBOUR]))


def test_a_reference_to_another_agency_is_refused(world, foreign):
    """By the key itself, also without the trigger that looks whether the company is in the bin."""
    db.session.execute(text("alter table contact disable trigger company_id_not_in_bin"))
    contact = Contact(company_id=foreign.id, first_name="Eve", last_name="Else")
    db.session.add(contact)
    with pytest.raises(IntegrityError, match="fk_contact_agency_id_company_id"):
        db.session.flush()


def test_a_user_of_another_agency_cannot_own_a_company(world):
    with pytest.raises(IntegrityError, match="fk_company_agency_id_owner_id"):
        world.company(owner_id=cast.ids["hugo"])


def test_history_can_be_added_to_but_not_changed(world):
    record("company.added", world.company(), by=world.anna)
    db.session.flush()
    assert db.session.execute(update(Event).values(kind="nothing")).rowcount == 0
    assert db.session.execute(text("delete from event")).rowcount == 0
    assert count(Event) == 1


@pytest.mark.parametrize("lock", [True, False])
def test_find_does_not_know_foreign_and_missing_records(world, foreign, lock):
    own = world.company()
    assert tenancy.find(Company, own.id, lock=lock) is own
    for unknown in (foreign.id, own.id + 1000, 0, -1, 2**63, None):
        with pytest.raises(RecordNotFound):
            tenancy.find(Company, unknown, lock=lock)


def test_what_was_deleted_is_found_only_by_who_asks_for_it(world):
    kept, deleted = world.contact(), world.contact()
    deleted.delete()
    with pytest.raises(RecordNotFound):
        tenancy.find(Contact, deleted.id)
    assert tenancy.find(Contact, deleted.id, deleted=True) is deleted
    assert db.session.scalars(tenancy.scoped(Contact)).all() == [kept]
    assert set(db.session.scalars(tenancy.scoped(Contact, deleted=True))) == {kept, deleted}


def test_find_does_not_rely_on_the_policies(world, foreign):
    db.session.execute(text("alter table company disable row level security"))
    assert count(Company) == 1
    with pytest.raises(RecordNotFound):
        tenancy.find(Company, foreign.id)


def test_work_for_an_agency_needs_one(world):
    tenancy.leave()
    with pytest.raises(NoAgency):
        tenancy.agency_id()
    with pytest.raises(StatementError, match="no agency was entered"):
        db.session.scalars(tenancy.scoped(Company))
    with pytest.raises(StatementError, match="no agency was entered"):
        world.company()


def test_entered_returns_to_the_agency_before(world):
    with tenancy.entered(cast.ids[HARBOUR]):
        assert tenancy.agency_id() == cast.ids[HARBOUR]
    assert tenancy.agency_id() == cast.ids[MERIDIAN]
    tenancy.leave()
    with tenancy.entered(cast.ids[HARBOUR]):
        pass
    assert not tenancy.is_entered()


def test_a_new_session_has_no_agency(app, world):
    with app.app_context():
        assert not tenancy.is_entered()
        assert count(Company) == 0
    assert tenancy.agency_id() == cast.ids[MERIDIAN]


def test_a_role_that_sees_through_the_policies_is_refused(app, world, monkeypatch):
    tenancy.check_role(app)
    monkeypatch.setattr(tenancy, "ROLE", "select true, false")
    with pytest.raises(UnsafeRole):
        tenancy.check_role(app)


def test_with_the_database_away_the_role_is_checked_later(without_database):
    tenancy.check_role(without_database)
