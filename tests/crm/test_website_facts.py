"""What is read out of a company's page, and out of Diffbot's answer."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from app.blueprints.crm.companies.website.diffbot import Diffbot
from app.blueprints.crm.companies.website.facts import facts_in
from app.blueprints.crm.companies.website.found import good_values
from app.core.fetch import Document, Unreadable

AGENCY = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Home", "publisher": {"@id": "#us"}},
        {
            "@type": ["TravelAgency", "LocalBusiness"],
            "@id": "#us",
            "name": "Acme &amp; Sons",
            "description": "<p>Trips  for\nbusiness.</p>",
            "telephone": "020 7946 0018",
            "email": "mailto:Office@Acme.example",
            "url": "https://www.acme.example/",
            "sameAs": ["https://x.example/acme", "https://www.linkedin.com/company/acme"],
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "1 Quay Street",
                "addressLocality": "Bristol",
                "postalCode": "BS1 4DJ",
                "addressCountry": {"@type": "Country", "name": "United Kingdom"},
            },
        },
    ],
}


def facts(html: str, url: str = "https://www.acme.example/about") -> dict[str, str]:
    return facts_in(Document(url, html))


def data(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def test_schema_org_says_most(world):
    found = facts(f"<title>Home</title>{data(AGENCY)}")
    assert good_values(found, None) == {
        "name": "Acme & Sons",
        "description": "Trips for business.",
        "phone": "+442079460018",
        "email": "office@acme.example",
        "website": "https://www.acme.example/",
        "linkedin_url": "https://www.linkedin.com/company/acme",
        "street": "1 Quay Street",
        "city": "Bristol",
        "postal_code": "BS1 4DJ",
        "country": "GB",
    }


def test_open_graph_links_and_title_fill_what_is_left():
    found = facts("""
        <title>Business travel | Acme</title>
        <meta property="og:description" content="Trips for business">
        <meta name="description" content="Something else">
        <a href="mailto:hello@acme.example?subject=Hi">Mail</a> <a href="mailto:second@acme.example">
        <a href="tel:+44%2020%207946%200018">Call</a>
        <a href="https://www.linkedin.com/in/somebody">Me</a>
        <a href="https://uk.linkedin.com/company/acme/">Us</a>
    """)
    assert found == {
        "name": "Acme",
        "description": "Trips for business",
        "email": "hello@acme.example",
        "phone": "+44 20 7946 0018",
        "linkedin_url": "https://uk.linkedin.com/company/acme/",
        "website": "https://www.acme.example",
    }


def test_microdata():
    found = facts("""
        <div itemscope itemtype="https://schema.org/LocalBusiness">
          <h1 itemprop="name">Acme</h1> <a itemprop="telephone" href="tel:1">020 7946 0018</a>
          <div itemprop="address" itemscope itemtype="https://schema.org/PostalAddress">
            <span itemprop="streetAddress">1 Quay Street</span>
            <span itemprop="addressLocality">Bristol</span>
            <meta itemprop="addressCountry" content="GB">
          </div>
        </div>
    """)
    assert (found["name"], found["street"], found["city"]) == ("Acme", "1 Quay Street", "Bristol")
    assert found["country"] == "GB"


@pytest.mark.parametrize(
    "block",
    ["{", "[" * 100_000, '{"@type": 5}', "null", '{"@type":"Organization","name":[{}]}',
     '{"@type":"Organization","address":"somewhere","name":{"a":1},"telephone":true}',
     '{"@type":"Organization","name":' + "1" * 10_000 + "}"],
    ids=range(7),
)  # fmt: skip
def test_broken_data_says_nothing_and_breaks_nothing(block):
    found = facts(f'<title>Acme</title><script type="application/ld+json">{block}</script>')
    assert found["name"] in ("Acme", "1" * 4300)


@pytest.mark.parametrize(
    "html",
    ["<!" * 100_000, "<a " + "x " * 60_000, "<script>" * 50_000, "<!--" + "-" * 1_000_000,
     "&#" * 500_000, "<a href=mailto:" + "a" * 1_000_000, "<div itemprop=name " * 5_000],
    ids=range(7),
)  # fmt: skip
def test_a_page_made_to_be_slow_is_read_as_far_as_time_allows(html):
    assert facts("<title>Acme</title>" + html)["name"] == "Acme"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Acme – Business travel", "Acme"), ("Home | ACME Ltd", "ACME Ltd"),
        ("Welcome", "Welcome"), ("One | Two", "One | Two"), ("", None),
    ],
)  # fmt: skip
def test_the_name_in_a_title(title, name):
    assert facts(f"<title>{title}</title>").get("name") == name


@pytest.mark.parametrize(
    ("country", "code"),
    [("GB", "GB"), ("UK", "GB"), ("England", "GB"), ("Deutschland", "DE"), ("USA", "US"),
     ("España", "ES"), ("DEU", "DE"), ("Atlantis", None)],
)  # fmt: skip
def test_countries_as_websites_write_them(world, country, code):
    assert good_values({"country": country}, "FR").get("country") == code


def test_a_phone_is_one_of_the_country_and_what_is_wrong_is_left_out(world):
    found = {"phone": "030 123456", "country": "Deutschland", "email": "nobody", "name": "x" * 300}
    assert good_values(found, "GB") == {"phone": "+4930123456", "country": "DE"}
    assert good_values({"phone": "020 7946 0018"}, "GB") == {"phone": "+442079460018"}


# Diffbot


ENTITY = {
    "name": "Acme",
    "description": "Trips",
    "homepageUri": "acme.example",
    "linkedInUri": "linkedin.com/company/acme",
    "emailAddresses": [{"contactString": "office@acme.example"}],
    "phoneNumbers": [{"string": "+442079460018"}],
    "location": {
        "street": "1 Quay Street",
        "city": {"name": "Bristol"},
        "country": {"name": "United Kingdom"},
        "postalCode": "BS1 4DJ",
    },
}


class Peer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        status, body = self.server.answer
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *rest):
        """Quiet."""


@pytest.fixture
def peer():
    server = HTTPServer(("127.0.0.1", 0), Peer)
    server.asked, server.answer = [], (200, "{}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def diffbot(peer) -> Diffbot:
    return Diffbot("secret", f"http://127.0.0.1:{peer.server_port}/")


def test_diffbot_is_asked_by_website(world, peer):
    peer.answer = (200, json.dumps({"data": [{"score": 1, "entity": ENTITY}]}))
    found = good_values(diffbot(peer).facts("https://acme.example/a?b=1&token=x"), None)
    assert found["linkedin_url"] == "https://linkedin.com/company/acme"
    assert (found["city"], found["country"], found["phone"]) == ("Bristol", "GB", "+442079460018")
    asked = urlsplit(peer.asked[0])
    assert asked.path == "/kg/v3/enhance"
    sent = {"type": ["Organization"], "url": ["https://acme.example/a?b=1&token=x"]}
    assert parse_qs(asked.query) == {**sent, "token": ["secret"]}


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (200, '{"data": []}', "knows no company"), (200, "[]", "knows no company"),
        (200, '{"data": [{"entity": 5}]}', "knows no company"), (200, "<html>", "did not answer"),
        (401, "{}", "did not answer"), (429, "{}", "did not answer"), (302, "", "did not answer"),
    ],
)  # fmt: skip
def test_diffbot_has_nothing(peer, status, body, words):
    peer.answer = (status, body)
    with pytest.raises(Unreadable, match=words):
        diffbot(peer).facts("https://acme.example")


def test_diffbot_is_away():
    with pytest.raises(Unreadable, match="did not answer"):
        Diffbot("secret", "http://127.0.0.1:9").facts("https://acme.example")
