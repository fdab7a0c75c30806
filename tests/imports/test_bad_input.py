"""Files that are not what they should be, and rows that are not what the heading says."""

import codecs
import io
import tracemalloc

import pytest

from app.blueprints.crm.companies.models import Company
from app.blueprints.imports.models import Import, RejectedRow
from app.core.db import db
from tests.imports.steps import (
    checked,
    csv_of,
    imported_from,
    latest,
    matched,
    upload,
    uploaded,
)

BAD_FILES = {
    "empty": (b"", "The file is empty"),
    "blank lines only": (b"\r\n , \r\n\n", "The file is empty"),
    "heading only": (csv_of("Name,City"), "The file has a heading but no rows"),
    "Excel": (b"PK\x03\x04rest", "This is an Excel or zip file, not CSV"),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1", "This is an old Excel file, not CSV"),
    "PDF": (b"%PDF-1.7\n1 0 obj", "This is a PDF, not CSV"),
    "web page": (b"<!doctype html><p>Hello", "This is a web page or XML file, not CSV"),
    "JSON": (b'[{"name": "Acme"}]', "This is a JSON file, not CSV"),
    "UTF-16": ("Name\r\nAcme".encode("utf-16"), "This is Unicode text (UTF-16), not CSV"),
    "binary": (b"Name\r\nAc\0me", "This is not a text file"),
    "no letters of any encoding": (
        b"Name\r\nAcm\x81\x8d",
        "The letters of this file cannot be read",
    ),
    "a quotation mark never closed": (
        b'Name,City\r\n"Acme,London\r\n' + b"more\r\n" * 30_000,
        "is not CSV. Is a quotation mark missing there?",
    ),
    "too many columns": (csv_of("a," * 300, "x," * 300), "The file has more than 200 columns"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
@pytest.mark.parametrize("htmx", [True, False])
def test_what_cannot_be_read_is_said_beside_the_field(browser, world, kind, htmx):
    content, message = BAD_FILES[kind]
    response = upload(browser, content, htmx=htmx)
    assert response.status_code == 422
    assert message in response.text
    assert 'id="file-error"' in response.text
    assert db.session.query(Import).count() == 0


def test_without_a_file_the_form_asks_for_one(browser, world):
    response = browser.as_("anna").post("/imports", {})
    assert response.status_code == 422
    assert "Choose a CSV file" in response.text


def test_fifty_thousand_rows_are_taken_and_one_more_is_not(browser, world):
    rows = b"Name\n" + b"".join(b"Company %d\n" % n for n in range(50_000))
    assert uploaded(browser, rows).total_rows == 50_000
    response = upload(browser, rows + b"One more\n")
    assert response.status_code == 422
    assert "more than 50,000 rows" in response.text


def test_a_little_more_than_ten_megabytes_is_said_beside_the_field(browser, world):
    response = upload(browser, b"Name\n" + b"x" * (11 * 1024 * 1024))
    assert response.status_code == 422
    assert "The file has 11.0 MB. Use a file of at most 10 MB" in response.text


@pytest.mark.parametrize("htmx", [True, False])
def test_fifty_megabytes_are_refused_without_being_read(browser, world, htmx):
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    tracemalloc.start()
    response = browser.as_("anna").open(
        "POST",
        "/imports",
        htmx=htmx,
        headers=headers,
        input_stream=_NeverRead(),
    )
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert response.status_code == 413
    assert "at most 10 MB" in (response.headers["HX-Trigger"] if htmx else response.text)
    assert peak < 5 * 1024 * 1024


class _NeverRead(io.RawIOBase):
    """Fifty megabytes that nobody may look at."""

    def seek(self, offset, whence=io.SEEK_SET):
        self.position = 50 * 1024 * 1024 if whence == io.SEEK_END else offset
        return self.position

    def tell(self):
        return getattr(self, "position", 0)

    def readinto(self, buffer):
        raise AssertionError("the body was read")


NAMES = ["Café Zürich", "Blåbær & Sønner", "Smith’s €-shop"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_delimiters_and_line_ends_are_found_out(
    browser, world, delimiter, encoding, line_end
):
    lines = [delimiter.join(["Name", "City"]), *(delimiter.join([n, "Bern"]) for n in NAMES)]
    imported_from(browser, line_end.join(lines).encode(encoding))
    assert {company.name for company in db.session.query(Company)} == set(NAMES)
    assert {company.city for company in db.session.query(Company)} == {"Bern"}


def test_excel_s_own_delimiter_line_is_understood(browser, world):
    imported = uploaded(browser, csv_of("sep=;", "Name;City", "Acme, Bolt;Bern"))
    assert (imported.headings, imported.delimiter) == (["Name", "City"], ";")
    assert imported.total_rows == 1


def test_headings_are_told_apart(browser, world):
    imported = uploaded(browser, csv_of('Phone,Phone,,"Two\nlines"', "1,2,3,4"))
    assert imported.headings == ["Phone", "Phone (2)", "Column 3", "Two lines"]


def test_a_byte_order_mark_is_no_part_of_the_heading(browser, world):
    imported = uploaded(browser, codecs.BOM_UTF8 + csv_of("Name", "Acme"))
    assert imported.headings == ["Name"]


BAD_ROWS = {
    "Acme": "The row has 1 cells, the heading has 4",
    "Acme,a@b.com,,,": "The row has 5 cells, the heading has 4",
    ",a@b.com,,": "Company name: missing",
    "Acme,nobody,,": "E-mail: “nobody” is not an e-mail address",
    "Acme,,12,": "Phone: “12” is not a phone number",
    "Acme,,,no web": "Website: “no web” is not a web address",
    "Acme,,,http://[": "Website: “http://[” is not a web address",
    "x" * 256 + ",,,": "Company name: use at most 255 characters, not 256",
    "Ac\x07me,,,": "Company name: remove characters that cannot be printed",
}


@pytest.mark.parametrize("row", BAD_ROWS)
def test_a_bad_row_is_reported_and_the_others_come_in(browser, world, row):
    imported = imported_from(browser, csv_of("Name,E-mail,Phone,Website", row, "", "Fine,,,"))
    assert (imported.added, imported.rejected) == (1, 1)
    (rejected,) = db.session.query(RejectedRow)
    assert (rejected.row, rejected.problems) == (2, [BAD_ROWS[row]])
    assert [company.name for company in db.session.query(Company)] == ["Fine"]


def test_all_problems_of_a_row_are_named(browser, world):
    imported = checked(browser, csv_of("Name,E-mail,Phone", "Acme,nobody,12"))
    assert len(imported.findings["problems"][0]["problems"]) == 2


def test_rows_keep_the_number_that_a_spreadsheet_shows(browser, world):
    imported = checked(browser, csv_of("Name,Phone", '"Two\nlines",', "", ",,", "Acme,12"))
    assert [problem["row"] for problem in imported.findings["problems"]] == [5]


def test_formulas_and_html_are_text(browser, world):
    formula, html = '=HYPERLINK("http://evil")', "<script>alert(1)</script>"
    quoted = f'"{formula.replace(chr(34), chr(34) * 2)}"'
    imported = imported_from(browser, csv_of("Name,City", f"{quoted},{html}", "+1,@x"))
    stored = {company.name: company.city for company in db.session.query(Company)}
    assert stored == {formula: html, "+1": "@x"}
    page = browser.as_("anna").get(f"/imports/{checked(browser, csv_of('Name', html)).id}")
    assert html not in page.text
    assert imported.rejected == 0


def test_rejected_rows_are_a_file_without_formulas_that_can_be_imported_again(browser, world):
    content = csv_of("Name,E-mail,Phone,City", "=1+1,nobody,+44 20 7946 0018,-x")
    imported = imported_from(browser, content)
    file = browser.as_("anna").get(f"/imports/{imported.id}/rejected.csv")
    assert file.data.startswith(codecs.BOM_UTF8)
    assert file.headers["Content-Disposition"].startswith("attachment")
    _, row = file.data.decode("utf-8-sig").splitlines()
    assert row == "2,E-mail: “nobody” is not an e-mail address,'=1+1,nobody,'+44 20 7946 0018,'-x"
    corrected = file.data.replace(b",nobody,", b",somebody@acme.com,")
    assert imported_from(browser, corrected).added == 1
    company = db.session.query(Company).one()
    assert (company.name, company.phone, company.city) == ("=1+1", "+442079460018", "-x")


def test_a_street_of_several_lines_becomes_one(browser, world):
    imported_from(browser, csv_of("Name,Street", 'Acme,"Suite 4\n1 High Street"'))
    assert db.session.query(Company).one().street == "Suite 4, 1 High Street"


def test_a_phone_is_read_as_one_of_the_row_s_country(browser, world):
    imported_from(
        browser, csv_of("Name,Phone,Country", "A,(312) 555-0123,USA", "B,020 7946 0018,UK")
    )
    stored = {company.name: company.phone for company in db.session.query(Company)}
    assert stored == {"A": "+13125550123", "B": "+442079460018"}


def test_a_column_of_endless_different_values_is_cut(browser, world):
    rows = [f"Company {n},Value {n}" for n in range(1000)]
    imported = matched(browser, csv_of("Name,Industry", *rows))
    page = browser.as_("anna").get(f"/imports/{imported.id}")
    assert page.text.count("<select") == 200
    assert "Is this the right column?" in page.text


def test_a_hostile_file_name_is_only_a_name(browser, world):
    upload(browser, csv_of("Name", "Acme"), name="../../etc/<b>pass\x07wd</b>.csv")
    page = browser.as_("anna").get(f"/imports/{latest().id}")
    assert "<b>pass" not in page.text
    assert ".." not in latest().file_name


def test_importing_a_long_file_is_checked_by_the_worker(browser, world, enqueued):
    rows = [f"Company {n}" for n in range(2001)]
    imported = matched(browser, csv_of("Name", *rows))
    assert imported.state == "checking"
    assert "Checking the rows" in browser.as_("anna").get(f"/imports/{imported.id}").text
    assert len(enqueued) == 1
