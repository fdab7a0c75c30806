"""The worker's part: batches, resuming, giving up."""

import pytest
from sqlalchemy import event, select

from app.blueprints.crm.companies.models import Company
from app.blueprints.imports import running
from app.blueprints.imports.models import KEPT, Import, ImportFile
from app.core import clock
from app.core.db import db
from app.outbox import Message
from tests.imports.steps import checked, csv_of, deliver, imported_from, latest, matched, uploaded

ROWS = csv_of("Name,Phone", *(f"Company {n},{'12' if n % 100 == 0 else ''}" for n in range(1234)))


def names() -> list[str]:
    return sorted(db.session.scalars(select(Company.name)))


@pytest.fixture
def killed(monkeypatch):
    """The worker dies while it works on the n-th batch."""

    def at(batch: int) -> None:
        original, calls = running._import, []

        def dying(rows, reader):
            calls.append(rows)
            original(rows, reader)
            if len(calls) == batch:
                db.session.flush()
                raise SystemError("killed")

        monkeypatch.setattr(running, "_import", dying)

    yield at
    monkeypatch.undo()


def start(browser, content=ROWS):
    imported = checked(browser, content)
    browser.as_("anna").post(f"/imports/{imported.id}/run")
    return imported


@pytest.mark.parametrize("batch", [1, 2, 3])
def test_a_killed_worker_goes_on_where_it_was(browser, world, killed, monkeypatch, batch):
    url = f"/imports/{start(browser).id}"
    killed(batch)
    assert deliver("import.run") is False
    assert (latest().done_rows, latest().state) == (
        500 * (batch - 1),
        "queued" if batch == 1 else "running",
    )
    page = browser.as_("anna").get(url)
    assert "hx-trigger" in page.text
    monkeypatch.undo()
    clock.freeze(clock.now() + running.LOCK * 10)
    assert deliver("import.run") is True
    assert (latest().added, latest().rejected, latest().skipped) == (1221, 13, 0)
    assert len(names()) == len(set(names())) == 1221


def test_delivering_twice_imports_once(browser, world):
    imported_from(browser, ROWS)
    message = db.session.query(Message).filter_by(kind="import.run").one()
    running.run(latest(), message)
    assert len(names()) == 1221


def test_a_worker_that_was_overtaken_stops(browser, world):
    imported = start(browser)
    db.session.commit()
    with pytest.raises(running.Overtaken):
        running._take_turn(imported, done=500)


def test_duplicates_within_the_file_are_skipped_or_added_as_chosen(browser, world):
    content = csv_of("Name", "Acme", "ACME", *(f"C{n}" for n in range(600)), "acme")
    assert imported_from(browser, content).skipped == 2
    again = imported_from(browser, content, duplicates="add")
    assert (again.added, again.skipped) == (603, 0)


def test_a_name_of_another_agency_is_no_duplicate(browser, world):
    with world.other_agency():
        world.company(name="Acme")
    assert imported_from(browser, csv_of("Name", "Acme")).added == 1


def test_when_all_tries_failed_the_rest_can_be_imported_later(browser, world, killed, monkeypatch):
    imported = start(browser)
    killed(2)
    db.session.query(Message).filter_by(kind="import.run").update({"attempts": 9})
    deliver("import.run")
    page = browser.as_("anna").get(f"/imports/{imported.id}")
    assert "500 of 1,234 rows are done and stay" in page.text
    monkeypatch.undo()
    browser.as_("anna").post(f"/imports/{imported.id}/run")
    assert deliver("import.run") is True
    assert len(names()) == 1221


def test_a_check_that_failed_for_good_can_be_started_again(browser, world, monkeypatch):
    imported = matched(browser, csv_of("Name", *(f"C{n}" for n in range(2001))))
    with monkeypatch.context() as broken:
        broken.setattr("app.blueprints.imports.actions.dry_run", lambda imported: 1 / 0)
        db.session.query(Message).filter_by(kind="import.check").update({"attempts": 2})
        deliver("import.check")
    page = browser.as_("anna").get(f"/imports/{imported.id}")
    assert "The file could not be checked" in page.text
    assert latest().state == "uploaded"


def test_the_worker_checks_a_long_file(browser, world):
    matched(browser, csv_of("Name", *(f"C{n}" for n in range(2001))))
    assert deliver("import.check") is True
    assert (latest().state, latest().findings["add"]) == ("checked", 2001)


def test_owners_are_found_by_name_and_else_the_importer(browser, world):
    imported_from(browser, csv_of("Name,Owner", "Acme,sara stone", "Bolt,Somebody Else", "Crane,"))
    owners = dict(db.session.execute(select(Company.name, Company.owner_id)).all())
    assert owners == {"Acme": world.sara.id, "Bolt": world.anna.id, "Crane": world.anna.id}


def test_an_upload_that_is_not_imported_is_forgotten(browser, world):
    start(browser, csv_of("Name", "Started"))
    uploaded(browser, csv_of("Name", "Left alone"))
    clock.freeze(clock.now() + KEPT * 1.1)
    deliver("import.expire")
    assert [i.state for i in db.session.query(Import)] == ["queued"]
    assert db.session.query(ImportFile).count() == 1


def test_a_long_file_is_checked_and_imported_in_batches(browser, world):
    header = "Name,Industry,Street,City,State,Postal Code,Country,Phone,E-mail,Website"
    rows = [
        f"Company {n},Semiconductors,{n} High St,Leeds,Yorkshire,LS1 1AA,UK,020 7946 {n:04d},"
        f"office{n}@company{n}.com,company{n}.com"
        for n in range(5000)
    ]
    imported = matched(browser, csv_of(header, *rows))
    browser.as_("anna").post(f"/imports/{imported.id}/values", {})
    deliver("import.check")
    browser.as_("anna").post(f"/imports/{imported.id}/run")
    assert deliver("import.run") is True
    assert latest().added == 5000


def test_pages_need_few_queries(browser, world):
    imported = checked(browser, csv_of("Name,Industry,Owner", "Acme,Frobnication,Sara Stone"))
    url, anna = f"/imports/{imported.id}", browser.as_("anna")
    for page in ("/imports", url, f"{url}/columns", f"{url}/values"):
        assert count_queries(lambda page=page: anna.get(page)) <= 8
    assert count_queries(lambda: anna.get(f"{url}/run", htmx=True)) <= 6


def count_queries(call) -> int:
    statements = []

    def note(connection, cursor, statement, *rest):
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    call()
    event.remove(db.engine, "before_cursor_execute", note)
    return len(statements)


def test_one_that_failed_can_be_cancelled_and_started_again(browser, world):
    imported = checked(browser, csv_of("Name", "Acme"))
    anna, run = browser.as_("anna"), f"/imports/{imported.id}/run"
    anna.post(run)
    db.session.query(Message).filter_by(kind="import.run").one().state = "failed"
    latest().fail("The import stopped before its end")
    for path in (run, f"{run}/deletion", run):
        assert anna.post(path).status_code == 303
    waiting = db.session.query(Message).filter_by(kind="import.run", state="pending")
    assert waiting.count() == 1
    deliver("import.run")
    assert latest().state == "done"
