"""The row and the bytes agree, whatever happens between them."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from app.blueprints.crm.companies.models import Company
from app.blueprints.files import actions
from app.blueprints.files.models import File
from app.blueprints.files.queries import find_file_in_bin
from app.core import clock, storage
from app.core.db import db
from app.core.events import Event
from tests.files import samples
from tests.worker import deliver_all


def later(**parts) -> None:
    clock.freeze(clock.now() + timedelta(**parts))


def test_an_attached_file_keeps_its_bytes_and_says_what_it_is(world, attached, bytes_of):
    company = world.company()
    file = attached(company)
    assert (file.company_id, file.user_id, file.media_type) == (
        company.id, world.anna.id, "application/pdf",
    )  # fmt: skip
    assert bytes_of(file) == samples.PDF
    event = db.session.scalar(select(Event).where(Event.kind == "file.added"))
    assert (event.within_id, event.data["title"]) == (company.id, "Contract.pdf")


def test_the_key_is_random_and_in_the_agency_s_folder(world, attached):
    file, twin = attached(world.company()), attached(world.company())
    assert file.key.startswith(f"{world.anna.agency_id}/")
    assert "Contract" not in file.key
    assert file.key != twin.key


def test_the_bytes_of_a_row_stay(world, attached, bytes_of):
    file = attached(world.company())
    later(hours=2)
    deliver_all()
    assert bytes_of(file) == samples.PDF


def test_the_bytes_of_a_change_that_was_rolled_back_go_within_the_hour(world, attached):
    company = world.company()
    with db.session.begin_nested() as attempt:
        key = attached(company).key
        attempt.rollback()
    actions.outbox.post_apart("file.settle", {"key": key}, deliver_at=clock.now())
    assert storage.exists(key)
    deliver_all()
    assert not storage.exists(key)


def test_deleted_files_stay_for_thirty_days(world, attached):
    file = attached(world.company())
    key = file.key
    actions.delete(file, by=world.anna)
    later(days=29)
    deliver_all()
    assert storage.exists(key)
    later(days=1, seconds=1)
    deliver_all()
    assert not storage.exists(key)
    assert db.session.scalar(select(File).where(File.key == key)) is None


def test_the_bytes_of_a_file_deleted_within_the_hour_stay(world, attached):
    file = attached(world.company())
    key = file.key
    actions.delete(file, by=world.anna)
    later(hours=2)
    deliver_all()
    assert storage.exists(key)


def test_a_file_that_was_got_back_is_not_purged(world, attached):
    file = attached(world.company())
    key, number = file.key, file.id
    actions.delete(file, by=world.anna)
    actions.restore(find_file_in_bin(number), by=world.anna)
    later(days=31)
    deliver_all()
    assert storage.exists(key)


def test_the_bytes_go_with_the_company(world, attached):
    company = world.company()
    key = attached(company).key
    db.session.flush()
    db.session.execute(delete(Company).where(Company.id == company.id))
    later(seconds=1)
    deliver_all()
    assert not storage.exists(key)


def test_a_file_belongs_to_its_agency_alone(world, attached, upload):
    file = attached(world.company())
    with world.other_agency() as hugo:
        assert db.session.scalar(select(File).where(File.id == file.id)) is None
        theirs = actions.attach(upload(), to=world.company(), by=hugo)
    assert theirs.key.split("/")[0] != file.key.split("/")[0]


def test_a_full_disk_keeps_no_row(world, upload):
    full = replace(upload(), stream=FullDisk())
    with pytest.raises(storage.StorageUnavailable):
        actions.attach(full, to=world.company(), by=world.anna)
    assert db.session.scalar(select(File.id)) is None


class FullDisk(io.RawIOBase):
    def seek(self, *where):
        return 0

    def read(self, size=-1):
        raise OSError(28, "No space left on device")
