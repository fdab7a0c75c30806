"""Adding, seeing, downloading, renaming, deleting files; and what other agencies see of that."""

import io
import re

import pytest
from sqlalchemy import func, select

from app.blueprints.files import actions
from app.blueprints.files.models import File
from app.core import storage
from app.core.db import db
from tests.files import samples

MEGABYTE = 1024 * 1024


@pytest.fixture
def send(browser):
    """`send(company, ("a.pdf", PDF), …)` as Anna, with what happens in a browser."""

    def post(company, *files, by="anna", htmx=True, **data):
        parts = [(io.BytesIO(content), name) for name, content in files]
        return browser.as_(by).post(
            f"/companies/{company.id}/files", {**data, "files": parts}, htmx=htmx
        )

    return post


def names() -> list[str]:
    query = select(File.name).order_by(File.id)
    return list(db.session.scalars(query))


def test_several_files_are_added_at_once_and_counted(world, send):
    company = world.company()
    answer = send(company, ("Offer.pdf", samples.PDF), ("Logo.png", samples.PNG))
    assert answer.status_code == 200
    assert "2 files added" in answer.headers["HX-Trigger"]
    assert re.search(r'id="tab-files".*?count">2<', answer.text, re.DOTALL)
    assert "Anna Archer" in answer.text
    assert names() == ["Offer.pdf", "Logo.png"]


def test_without_scripts_the_same_form_leads_back_to_the_tab(world, send):
    company = world.company()
    answer = send(company, ("Offer.pdf", samples.PDF), htmx=False)
    assert (answer.status_code, answer.headers["Location"]) == (
        303, f"/companies/{company.id}/files",
    )  # fmt: skip


def test_a_form_sent_twice_keeps_one_file(world, send):
    company = world.company()
    for _ in range(2):
        send(company, ("Offer.pdf", samples.PDF), htmx=False, submission="once")
    assert names() == ["Offer.pdf"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("page.png", samples.HTML, "page.png is not a .png file inside"),
        ("big.txt", b"a" * (10 * MEGABYTE + 1), "big.txt has 10.0 MB"),
        ("nothing.pdf", b"", "nothing.pdf is empty"),
        ("<b>.exe", samples.EXE, "&lt;b&gt;.exe cannot be kept"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_the_field(world, send, name, content, words):
    answer = send(world.company(), (name, content))
    assert answer.status_code == 422
    assert words in answer.text
    assert names() == []


def test_the_good_files_are_kept_when_another_is_refused(world, send):
    company = world.company()
    answer = send(company, ("Offer.pdf", samples.PDF), ("virus.pdf", samples.EXE), submission="one")
    assert answer.status_code == 200
    assert 'value="one"' not in answer.text, "the next upload is another one"
    assert "virus.pdf is not a .pdf file inside" in answer.text
    assert names() == ["Offer.pdf"]


def test_nothing_chosen_is_a_hint(world, send):
    answer = send(world.company())
    assert (answer.status_code, "Choose a file" in answer.text) == (422, True)


def test_eleven_files_are_too_many(world, send):
    answer = send(world.company(), *[(f"{n}.txt", samples.TEXT) for n in range(11)])
    assert "Choose at most 10 files at once" in answer.text
    assert names() == []


def test_thirty_megabytes_of_files_pass_and_more_than_sixty_are_too_much(world, send):
    nine = b"a" * (9 * MEGABYTE)
    assert send(world.company(), *[(f"{n}.txt", nine) for n in range(3)]).status_code == 200
    answer = send(world.company(), *[(f"{n}.txt", nine) for n in range(7)])
    assert answer.status_code == 413
    assert "at most 10 MB" in answer.headers["HX-Trigger"]


def test_other_forms_take_no_more_than_before(world, browser):
    data = {"name": "Acme", "file": (io.BytesIO(b"a" * (13 * MEGABYTE)), "a.txt")}
    assert browser.as_("anna").post("/companies", data).status_code == 413


def test_the_same_content_is_noted(world, send):
    company = world.company()
    send(company, ("Offer.pdf", samples.PDF))
    answer = send(company, ("Copy.pdf", samples.PDF))
    assert "It is the same as Offer.pdf" in answer.headers["HX-Trigger"]
    assert "Same as Offer.pdf" in answer.text


@pytest.mark.parametrize(
    ("name", "content", "kind", "policy"),
    [
        ("Logo.png", samples.PNG, "inline", "sandbox; default-src 'none'"),
        ("Offer.pdf", samples.PDF, "inline", "default-src 'none'; object-src 'self'"),
        ("Fees.docx", samples.DOCX, "attachment", "sandbox; default-src 'none'"),
        ("Note.txt", samples.HTML, "attachment", "sandbox; default-src 'none'"),
    ],
)
def test_a_file_can_do_nothing_in_the_browser(
    world, attached, browser, name, content, kind, policy
):
    file = attached(world.company(), name, content)
    answer = browser.as_("alex").get(f"/files/{file.id}")
    assert answer.data == content
    headers = answer.headers
    assert headers["Content-Disposition"].startswith(f"{kind}; ")
    assert headers["Content-Security-Policy"].startswith(policy)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "private, no-cache"
    assert headers["Content-Type"].partition(";")[0] == file.media_type
    assert int(headers["Content-Length"]) == len(content)


def test_a_download_has_the_name_of_the_file(world, attached, browser):
    file = attached(world.company(), 'Müller "& Söhne" – 50%.pdf')
    answer = browser.as_("anna").get(f"/files/{file.id}/download")
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="M_ller _& S_hne_ _ 50_.pdf"; '
        "filename*=UTF-8''M%C3%BCller%20%22%26%20S%C3%B6hne%22%20%E2%80%93%2050%25.pdf"
    )


def test_a_browser_that_has_the_file_gets_nothing_again(world, attached, browser):
    file, anna = attached(world.company()), browser.as_("anna")
    etag = anna.get(f"/files/{file.id}").headers["ETag"]
    again = anna.get(f"/files/{file.id}", headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    ("asked", "status", "start", "end"),
    [
        ("bytes=0-9", 206, 0, 10),
        ("bytes=-6", 206, -6, None),
        ("bytes=10-", 206, 10, None),
        ("bytes=5-99999", 206, 5, None),
        ("bytes=0-1,4-5", 200, 0, None),
        ("lines=1-2", 200, 0, None),
    ],
)
def test_a_pdf_is_read_in_parts(world, attached, browser, asked, status, start, end):
    file = attached(world.company())
    answer = browser.as_("anna").get(f"/files/{file.id}", headers={"Range": asked})
    assert answer.status_code == status
    assert answer.data == samples.PDF[start:end]


def test_a_part_beyond_the_end_cannot_be_had(world, attached, browser):
    file = attached(world.company())
    answer = browser.as_("anna").get(f"/files/{file.id}", headers={"Range": "bytes=99999-"})
    assert answer.status_code == 416


@pytest.mark.parametrize("part", ["", "/download", "/preview", "/edit"])
def test_another_agency_finds_nothing(world, attached, browser, part):
    file = attached(world.company())
    assert browser.as_("anna").get(f"/files/{file.id}{part}").status_code == 200
    assert browser.as_("hugo").get(f"/files/{file.id}{part}").status_code == 404
    assert browser.get(f"/files/{file.id}{part}").status_code in (302, 303)


def test_a_file_is_renamed_and_keeps_its_ending(world, attached, browser):
    file = attached(world.company())
    answer = browser.as_("anna").post(f"/files/{file.id}", {"name": "Signed offer"}, htmx=True)
    assert "Renamed to Signed offer.pdf" in answer.headers["HX-Trigger"]
    assert "files-changed" in answer.headers["HX-Trigger"]
    assert names() == ["Signed offer.pdf"]


@pytest.mark.parametrize("name", ["", "a/b", "x" * 300, "a\u202eb", "..", "a\0b"])
def test_a_name_that_hides_something_is_refused(world, attached, browser, name):
    file = attached(world.company())
    answer = browser.as_("anna").post(f"/files/{file.id}", {"name": name}, htmx=True)
    assert answer.status_code == 422
    assert names() == ["Contract.pdf"]


def test_deleting_is_taken_back_by_undo(world, attached, browser):
    anna, url = browser.as_("anna"), f"/files/{attached(world.company()).id}"
    answer = anna.post(f"{url}/deletion", htmx=True)
    assert f"{url}/restoration" in answer.headers["HX-Trigger"]
    assert anna.get(url).status_code == 404
    assert names() == []
    anna.post(f"{url}/restoration")
    assert anna.get(url).status_code == 200


@pytest.mark.parametrize(("who", "status"), [("mark", 303), ("sara", 403), ("alex", 403)])
def test_leads_delete_a_colleague_s_file(world, attached, browser, who, status):
    file = attached(world.company())
    assert browser.as_(who).post(f"/files/{file.id}/deletion").status_code == status


def test_everybody_deletes_their_own(world, attached, browser):
    file = attached(world.company(), by=world.alex)
    assert browser.as_("alex").post(f"/files/{file.id}/deletion").status_code == 303


def test_a_store_that_does_not_answer_is_told_and_keeps_nothing(world, send, app):
    company = world.company()
    folder = storage.folder(app.extensions["settings"]) / str(company.agency_id)
    kept = folder.with_name("kept")
    if folder.exists():
        folder.rename(kept)
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("in the way of the folder")
    try:
        answer = send(company, ("Offer.pdf", samples.PDF))
    finally:
        folder.unlink()
        if kept.exists():
            kept.rename(folder)
    assert answer.status_code == 503
    assert "Nothing was saved" in answer.headers["HX-Trigger"]
    assert db.session.scalar(select(func.count()).select_from(File)) == 0


def test_bytes_that_are_gone_are_a_clear_answer(world, attached, browser):
    file = attached(world.company())
    storage.delete(file.key)
    assert browser.as_("anna").get(f"/files/{file.id}").status_code == 503


def test_names_are_shown_as_text(world, attached, browser):
    company = world.company()
    attached(company, "<script>alert(1)</script>.pdf")
    attached(company, "{{ 7*7 }}.pdf")
    page = browser.as_("anna").get(f"/companies/{company.id}/files").text
    assert "<script>alert" not in page
    assert "{{ 7*7 }}.pdf" in page


def test_the_tab_needs_few_queries_for_any_number_of_files(world, attached, browser, count_queries):
    company, anna = world.company(), browser.as_("anna")
    attached(company)
    url = f"/companies/{company.id}/files"
    few = [count_queries(lambda h=h: anna.get(url, htmx=h)) for h in (False, True)]
    for number in range(60):
        attached(company, f"{number}.pdf")
    assert [count_queries(lambda h=h: anna.get(url, htmx=h)) for h in (False, True)] == few
    assert few[0] <= 8
    assert few[1] <= 6


@pytest.mark.parametrize("part", ["", "/download", "/preview", "/edit"])
def test_a_file_s_own_pages_need_few_queries(world, attached, browser, count_queries, part):
    file, anna = attached(world.company()), browser.as_("anna")
    assert count_queries(lambda: anna.get(f"/files/{file.id}{part}", htmx=True)) <= 6


def test_the_files_of_several_records_come_in_one_query(world, attached, count_queries):
    from app.blueprints.files.queries import files_of

    companies = [world.company() for _ in range(3)]
    attached(companies[0], "a.pdf")
    attached(companies[2], "b.pdf")
    attached(companies[2], "c.pdf")
    actions.delete(attached(companies[2], "d.pdf"), by=world.anna)
    found = files_of(companies)
    assert [[f.name for f in found[c.id]] for c in companies] == [["a.pdf"], [], ["b.pdf", "c.pdf"]]


def test_the_buttons_of_a_row_lead_where_they_say(world, attached, browser):
    company = world.company()
    number, anna = attached(company).id, browser.as_("anna")
    page = anna.get(f"/companies/{company.id}/files").text
    assert f'hx-post="/files/{number}/deletion"' in page
    assert f'href="/files/{number}/download"' in page
    assert f'href="/files/{number}/edit"' in page
