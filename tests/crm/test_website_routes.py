"""Filling a company's form, and a company, from its website."""

import re
from ipaddress import ip_network

import pytest

from app.blueprints.crm.companies.website.reading import AT_ONCE, PER_USER, _turns, page_reader
from app.core.fetch import Fetcher
from tests import cast
from tests.crm import typed
from tests.odd_server import odd_server

HERE = (ip_network("127.0.0.0/8"),)
PAGE = """
    <title>Home</title><meta property="og:site_name" content="Acme Aviation">
    <meta property="og:description" content="Charter <b>flights</b>">
    <script type="application/ld+json">{"@type": "Corporation", "telephone": "01293 555000",
     "address": {"addressLocality": "Horley", "addressCountry": "UK"}}</script>
    <a href="mailto:sales@acme.test">Write</a>
"""


@pytest.fixture(scope="module")
def server():
    with odd_server() as server:
        server.pages["/"] = PAGE
        yield server


@pytest.fixture
def reader(app, server):
    """The site reads this machine's pages as well; no setting could make it."""
    before = app.extensions["website_reader"]
    ports = frozenset({server.port, 80, 443})
    fetcher = Fetcher(seconds=0.4, most=50_000, ports=ports, also=HERE)
    app.extensions["website_reader"] = page_reader(fetcher)
    yield server
    app.extensions["website_reader"] = before


def offered(text: str) -> dict[str, str]:
    """field → the value that is offered for it."""
    return dict(re.findall(r'name="found-(\w+)" value="([^"]*)"', text))


def ticked(text: str) -> set[str]:
    return set(re.findall(r'name="use" value="(\w+)" checked', text))


def test_a_new_company_is_offered_what_its_website_says(browser, world, reader):
    now = typed.company(name="", email="office@acme.test", city="Crawley", website=reader.url())
    answer = browser.as_("anna").post("/companies/website", now, htmx=True)
    assert answer.status_code == 200
    assert "<html" not in answer.text
    found = offered(answer.text)
    assert found["name"] == "Acme Aviation"
    assert found["phone"] == "+441293555000"
    assert (found["email"], found["city"]) == ("sales@acme.test", "Horley")
    assert "country" not in found
    assert ticked(answer.text) >= {"name", "description"}
    assert not ticked(answer.text) & {"email", "city"}
    assert "office@acme.test" in answer.text


def test_without_scripts_the_whole_form_comes_back_with_what_was_typed(browser, world, reader):
    anna, now = browser.as_("anna"), typed.company(street="9 New Street", website=reader.url())
    page = anna.post("/companies/website", now).text
    assert "<html" in page
    assert 'value="9 New Street"' in page
    assert 'formaction="/companies/website/values"' in page
    values = {f"found-{name}": value for name, value in offered(page).items()}
    filled = anna.post(
        "/companies/website/values", {**now, **values, "use": ["city", "email"]}
    ).text
    for value in ("Horley", "sales@acme.test", "9 New Street", "Acme Aviation"):
        assert f'value="{value}"' in filled
    assert "Charter" not in filled


PROBLEMS = [
    ("", "Enter the website"), ("not a site", "Enter a web address"), ("ftp://acme.example", "Enter a web address"),
    ("http://10.0.0.1", "private network"), ("http://169.254.169.254/", "private network"),
    ("https://user:secret@acme.com", "user name"), ("http://acme.com:25", "port"),
    ("https://nobody.example", "No website"),
]  # fmt: skip


@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize(("address", "words"), PROBLEMS)
def test_each_failure_is_told_in_the_form(browser, world, address, words, htmx):
    data = typed.company(website=address, street="9 New Street")
    answer = browser.as_("anna").post("/companies/website", data, htmx=htmx)
    assert answer.status_code == 422
    assert words in answer.text
    assert ("9 New Street" in answer.text) is not htmx


@pytest.mark.parametrize(
    ("path", "words"),
    [("/silent", "too long"), ("/bomb", "too large"), ("/picture", "not a web page"), ("/loop", "without end")],
)  # fmt: skip
def test_a_website_that_misbehaves_is_told_too(browser, world, reader, path, words):
    company = world.company()
    answer = browser.as_("anna").post(
        f"/companies/{company.id}/website", {"website": reader.url(path)}, htmx=True
    )
    assert (answer.status_code, words in answer.text) == (422, True)


def test_a_company_takes_over_what_was_ticked_and_nothing_else(browser, world, reader, kinds):
    company = world.company(name="Acme", city="Crawley", description=None)
    sara, url = browser.as_("sara"), f"/companies/{company.id}/website"
    card = sara.post(url, {"website": reader.url()}, htmx=True).text
    assert f'id="company-{company.id}-website"' in card
    assert "Crawley" in card
    values = {f"found-{name}": value for name, value in offered(card).items()}
    answer = sara.post(f"{url}/values", {**values, "use": ["description", "city"]}, htmx=True)
    assert answer.headers["HX-Redirect"] == f"/companies/{company.id}/details"
    assert (company.name, company.city, company.description) == (
        "Acme",
        "Horley",
        "Charter flights",
    )
    assert kinds() == ["company.updated"]


def test_the_page_of_a_company_works_without_scripts(browser, world, reader):
    company = world.company(name="Acme", website=reader.url())
    sara, url = browser.as_("sara"), f"/companies/{company.id}/website"
    assert f'value="{reader.url()}"' in sara.get(url).text
    page = sara.post(url, {"website": reader.url()}).text
    assert "<html" in page
    assert f'action="{url}/values"' in page


@pytest.mark.parametrize(
    ("name", "value"),
    [("email", "nobody"), ("phone", "call me"), ("website", "javascript:alert(1)"), ("country", "XX"),
     ("owner_id", "1"), ("agency_id", "2"), ("name", "x" * 256), ("name", "")],
)  # fmt: skip
def test_values_that_nobody_found_are_refused(browser, world, kinds, name, value):
    company = world.company()
    data = {"use": name, f"found-{name}": value}
    answer = browser.as_("sara").post(f"/companies/{company.id}/website/values", data)
    assert (answer.status_code, kinds()) == (303, [])


def test_only_so_many_at_once_and_only_so_often(browser, world):
    anna, data = browser.as_("anna"), {"website": "https://nobody.example"}
    for _ in range(AT_ONCE):
        assert _turns.acquire(blocking=False)
    try:
        assert "Try again in a moment" in anna.post("/companies/website", data, htmx=True).text
    finally:
        for _ in range(AT_ONCE):
            _turns.release()
    while PER_USER.count(str(cast.ids["anna"])):
        continue
    assert "Wait a few minutes" in anna.post("/companies/website", data, htmx=True).text
    assert "No website" in browser.as_("mark").post("/companies/website", data, htmx=True).text


def test_an_agent_adds_from_a_website_and_does_not_edit(browser, world, reader):
    alex, company = browser.as_("alex"), world.company()
    assert alex.post("/companies/website", {"website": reader.url()}, htmx=True).status_code == 200
    for path in ("website", "website/values"):
        assert alex.post(f"/companies/{company.id}/{path}").status_code == 403
    assert "Fill from website" not in alex.get(f"/companies/{company.id}/details").text


def test_another_agency_finds_nothing(browser, world):
    company = world.company()
    for path in ("website", "website/values"):
        assert browser.as_("hugo").post(f"/companies/{company.id}/{path}").status_code == 404
