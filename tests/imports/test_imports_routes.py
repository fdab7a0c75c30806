"""From the upload to the report, as a browser sees it."""

from pathlib import Path

import pytest

from app.blueprints.crm.companies.models import Company
from app.core.db import db
from app.core.events import Event
from app.outbox import Message
from tests.imports.steps import (
    SAMPLE,
    checked,
    columns_of,
    csv_of,
    deliver,
    imported_from,
    latest,
    matched,
    selected,
    upload,
    uploaded,
)

REAL = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "sp500-constituents.csv"
FILES = [SAMPLE, REAL] if REAL.exists() else [SAMPLE]


def companies() -> dict[str, Company]:
    return {company.name: company for company in db.session.query(Company)}


def test_without_imports_the_list_says_what_to_do(browser, world):
    page = browser.as_("anna").get("/imports")
    assert "No imports yet" in page.text
    assert "/imports/new" in page.text


def test_the_list_shows_state_and_counts(browser, world):
    imported_from(browser, csv_of("Name", "Acme", "Bolt"))
    page = browser.as_("mark").get("/imports")
    assert "companies.csv" in page.text
    assert "Imported" in page.text
    assert "Anna Archer" in page.text


def test_an_upload_leads_to_its_columns_as_guessed(browser, world):
    response = upload(browser, SAMPLE.read_bytes())
    imported = latest()
    assert (response.status_code, response.location) == (303, f"/imports/{imported.id}")
    page = browser.as_("anna").get(response.location)
    chosen = selected(page.text)
    assert chosen["column-1"] == "name"
    assert chosen["column-3"] == "industry"
    assert chosen["column-4"] == "place"
    assert chosen["column-0"] == ""
    assert "Portland, Maine" in page.text


def test_htmx_is_sent_to_the_import(browser, world):
    response = upload(browser, csv_of("Name", "Acme"), htmx=True)
    assert response.headers["HX-Redirect"] == f"/imports/{latest().id}"


def test_the_same_upload_twice_is_one_import(browser, world):
    first = upload(browser, csv_of("Name", "Acme"), submission="one")
    second = upload(browser, csv_of("Name", "Acme"), submission="one")
    assert first.location == second.location


def test_values_that_are_not_on_our_list_are_matched_first(browser, world):
    imported = matched(browser, SAMPLE.read_bytes())
    page = browser.as_("anna").get(f"/imports/{imported.id}")
    assert imported.state == "matched"
    assert "Life &amp; Health Insurance" in page.text
    assert imported.values["industry"]["Life & Health Insurance"] == "insurance"
    assert imported.values["industry"]["Water Utilities"] == ""


def test_a_matched_value_can_be_another_one_of_our_list(browser, world):
    imported = matched(browser, csv_of("Name,Industry", "Acme,Frobnication"))
    page = browser.as_("anna").get(f"/imports/{imported.id}").text
    (name,) = selected(page)
    browser.as_("anna").post(f"/imports/{imported.id}/values", {name: "energy"})
    browser.as_("anna").post(f"/imports/{imported.id}/run")
    deliver("import.run")
    assert companies()["Acme"].industry == "energy"


@pytest.mark.parametrize("wrong", ["frobnication", "energy\0", "<script>", "x" * 5000])
def test_a_value_outside_our_list_is_refused(browser, world, wrong):
    imported = matched(browser, csv_of("Name,Industry", "Acme,Frobnication"))
    (name,) = selected(browser.as_("anna").get(f"/imports/{imported.id}").text)
    response = browser.as_("anna").post(f"/imports/{imported.id}/values", {name: wrong})
    assert response.status_code == 422
    assert latest().state == "matched"


@pytest.mark.parametrize("htmx", [True, False])
def test_a_column_for_the_name_is_needed(browser, world, htmx):
    imported = uploaded(browser, csv_of("Firm,City", "Acme,London"))
    url = f"/imports/{imported.id}/columns"
    response = browser.as_("anna").post(url, {"column-0": "", "column-1": "city"}, htmx=htmx)
    assert response.status_code == 422
    assert "Choose the column that holds the company name" in response.text
    assert ("<html" in response.text) is not htmx


def test_two_columns_cannot_become_the_same(browser, world):
    imported = uploaded(browser, csv_of("Name,Other", "Acme,London"))
    data = {"column-0": "name", "column-1": "name", "duplicates": "skip"}
    response = browser.as_("anna").post(f"/imports/{imported.id}/columns", data)
    assert response.status_code == 422
    assert "Company name is chosen for another column, too" in response.text


@pytest.mark.parametrize(
    "data",
    [
        {"column-0": "agency_id"},
        {"column-0": "id\0"},
        {"column-0": "name", "duplicates": "destroy"},
    ],
)
def test_a_column_that_does_not_exist_is_refused(browser, world, data):
    imported = uploaded(browser, csv_of("Name", "Acme"))
    response = browser.as_("anna").post(
        f"/imports/{imported.id}/columns", {"duplicates": "skip", **data}
    )
    assert response.status_code == 422
    assert latest().state == "uploaded"


def test_the_dry_run_counts_and_changes_nothing(browser, world):
    world.company(name="acme")
    imported = checked(browser, csv_of("Name,Phone", "ACME,", "Bolt,", "bolt,", "Crane,12"))
    page = browser.as_("anna").get(f"/imports/{imported.id}")
    assert imported.state == "checked"
    assert (imported.findings["add"], imported.findings["skip"]) == (1, 2)
    assert imported.findings["reject"] == 1
    assert "“12” is not a phone number" in page.text
    assert list(companies()) == ["acme"]


def test_only_the_first_problems_are_shown(browser, world):
    rows = [f"Company {n},nobody" for n in range(120)]
    imported = checked(browser, csv_of("Name,E-mail", *rows))
    page = browser.as_("anna").get(f"/imports/{imported.id}")
    assert "The first 50 of 120" in page.text
    assert page.text.count("is not an e-mail address") == 50
    assert "Nothing to import" in page.text


def test_columns_and_values_can_be_changed_after_the_dry_run(browser, world):
    imported = checked(browser, csv_of("Name,Industry", "Acme,Frobnication"))
    for part in ("columns", "values"):
        page = browser.as_("anna").get(f"/imports/{imported.id}/{part}")
        assert page.status_code == 200
        assert "<select" in page.text
    again = columns_of(imported, **{"column-1": ""})
    browser.as_("anna").post(f"/imports/{imported.id}/columns", again)
    assert "industry" not in latest().columns
    assert latest().state == "checked"


def test_starting_shows_a_panel_that_polls_itself(browser, world, enqueued):
    imported = checked(browser, csv_of("Name", "Acme"))
    enqueued.clear()
    panel = browser.as_("anna").post(f"/imports/{imported.id}/run", htmx=True)
    assert f'id="import-{imported.id}-panel"' in panel.text
    assert f'hx-get="/imports/{imported.id}/run" hx-trigger="load delay:1s"' in panel.text
    assert "Refresh" in panel.text
    assert "<html" not in panel.text
    assert len(enqueued) == 1


def test_starting_twice_runs_once(browser, world):
    imported = checked(browser, csv_of("Name", "Acme"))
    for _ in range(3):
        response = browser.as_("anna").post(f"/imports/{imported.id}/run")
        assert response.location == f"/imports/{imported.id}"
    assert db.session.query(Message).filter_by(kind="import.run").count() == 1


def test_the_report_does_not_poll(browser, world):
    imported = imported_from(browser, csv_of("Name", "Acme", "Acme"))
    for url in (f"/imports/{imported.id}", f"/imports/{imported.id}/run"):
        page = browser.as_("anna").get(url)
        assert "1 company imported" in page.text
        assert "hx-trigger" not in page.text.partition("import-")[2]


def test_the_panel_typed_by_hand_is_a_page(browser, world):
    imported = checked(browser, csv_of("Name", "Acme"))
    assert "<html" in browser.as_("anna").get(f"/imports/{imported.id}/run").text
    assert "<html" not in browser.as_("anna").get(f"/imports/{imported.id}/run", htmx=True).text


def test_an_import_that_waits_can_be_taken_back_and_started_again(browser, world):
    imported = checked(browser, csv_of("Name", "Acme"))
    url = f"/imports/{imported.id}/run"
    browser.as_("anna").post(url)
    panel = browser.as_("anna").open("DELETE", url, htmx=True)
    assert "Import 1 company" in panel.text
    assert db.session.query(Message).filter_by(kind="import.run").count() == 0
    browser.as_("anna").post(url)
    assert browser.as_("anna").post(url + "/deletion").location == f"/imports/{imported.id}"
    browser.as_("anna").post(url)
    deliver("import.run")
    assert list(companies()) == ["Acme"]


def test_what_has_begun_cannot_be_taken_back_changed_or_discarded(browser, world):
    imported = imported_from(browser, csv_of("Name", "Acme"))
    url = f"/imports/{imported.id}"
    anna = browser.as_("anna")
    assert anna.open("DELETE", f"{url}/run", htmx=True).status_code == 409
    assert anna.post(f"{url}/deletion").status_code == 409
    assert anna.post(f"{url}/columns", columns_of(imported)).status_code == 409
    assert anna.post(f"{url}/values").status_code == 409
    assert anna.get(f"{url}/columns").location == url
    assert list(companies()) == ["Acme"]


def test_an_upload_can_be_discarded(browser, world):
    url = f"/imports/{uploaded(browser, csv_of('Name', 'Acme')).id}"
    response = browser.as_("anna").post(f"{url}/deletion")
    assert response.location == "/imports"
    assert browser.as_("anna").get(url).status_code == 404


def test_the_whole_way_records_one_event_and_says_what_to_complete(browser, world):
    imported = imported_from(browser, SAMPLE.read_bytes())
    found = companies()
    assert len(found) == 10
    assert found["Harbour Marine"].industry == "transportation"
    assert (found["Harbour Marine"].city, found["Harbour Marine"].region) == ("Portland", "Maine")
    assert found["Harbour Marine"].country == "US"
    assert found["Harbour Marine"].owner_id == world.anna.id
    assert found["Harbour Marine"].import_id == imported.id
    assert (found["Quillstone"].city, found["Quillstone"].country) == ("Dublin", "IE")
    assert (found["Wren Mutual"].region, found["Wren Mutual"].country) == ("Bristol", "GB")
    assert found["Tidewater Trust"].region == "Florida"
    assert found["Alder & Crane Materials"].region == "Ohio"
    assert found["Ferry & Vale"].city is None
    assert found["Aquifer"].to_complete == ["Street", "Postal code", "E-mail", "Industry"]
    assert found["Mérida Instruments"].status == "lead"
    (event,) = db.session.query(Event).filter_by(kind="import.finished")
    assert (event.actor_id, event.data["added"]) == (world.anna.id, 10)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_listed_companies_come_in_whole_and_only_once(browser, world, file):
    rows = len(file.read_text().splitlines()) - 1
    first = imported_from(browser, file.read_bytes())
    assert (first.added, first.skipped, first.rejected) == (rows, 0, 0)
    found = companies().values()
    assert sum(1 for company in found if company.industry) >= 0.9 * rows
    assert sum(1 for company in found if company.city and company.country) > 0.85 * rows
    again = checked(browser, file.read_bytes())
    assert (again.findings["add"], again.findings["skip"]) == (0, rows)


def test_agents_may_not_import(browser, world):
    imported = uploaded(browser, csv_of("Name", "Acme"))
    alex = browser.as_("alex")
    url = f"/imports/{imported.id}"
    for page in ("/imports", "/imports/new", url, f"{url}/columns", f"{url}/run"):
        assert alex.get(page).status_code == 403
    for action in ("run", "columns", "values", "deletion", "run/deletion"):
        assert alex.post(f"{url}/{action}").status_code == 403
    assert upload(browser, csv_of("Name", "Acme"), user="alex").status_code == 403


def test_an_import_of_another_agency_is_not_found(browser, world):
    imported = uploaded(browser, csv_of("Name", "Acme"))
    url, hugo = f"/imports/{imported.id}", browser.as_("hugo")
    for page in (url, f"{url}/columns", f"{url}/values", f"{url}/run", f"{url}/rejected.csv"):
        assert hugo.get(page).status_code == 404
    for action in ("run", "columns", "values", "deletion", "run/deletion"):
        assert hugo.post(f"{url}/{action}").status_code == 404
    assert hugo.open("DELETE", url).status_code == 404
    assert hugo.open("DELETE", f"{url}/run").status_code == 404
    assert "companies.csv" not in hugo.get("/imports").text
