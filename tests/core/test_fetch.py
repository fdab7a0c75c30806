"""Asking strangers' web servers: which are asked at all, and what becomes of their answers."""

import socket
import ssl
from ipaddress import ip_address, ip_network

import pytest

from app.core import fetch
from app.core.fetch import Fetcher, Unreadable
from app.core.public_addresses import is_public
from tests.odd_server import CERTIFICATE, odd_server

HERE = (ip_network("127.0.0.0/8"),)
SECONDS = 0.4


@pytest.fixture(scope="module")
def server():
    with odd_server() as server:
        yield server


@pytest.fixture(scope="module")
def secure():
    with odd_server(tls=True) as server:
        yield server


@pytest.fixture
def fetcher(server):
    """One that may ask this machine, for as long as a test may last."""
    ports = frozenset({server.port, 80, 443})
    return Fetcher(seconds=SECONDS, most=100_000, ports=ports, also=HERE)


def told(fetcher: Fetcher, address: str) -> str:
    with pytest.raises(Unreadable) as problem:
        fetcher.read(address)
    return str(problem.value)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/silent", "too long"), ("/drip", "too long"), ("/drip-head", "too long"),
        ("/endless", "too large"), ("/bomb", "too large"),
        ("/loop", "without end"), ("/away", "private network"), ("/to-metadata", "private network"),
        ("/to-file", "Enter a web address"),
        ("/picture", "not a web page"), ("/untyped", "not a web page"),
        ("/empty", "is empty"), ("/missing", "no page"), ("/broken", "status 500"),
        ("/large-head", "cannot be read"), ("/many-heads", "cannot be read"),
        ("/nonsense", "cannot be read"), ("/cut-short", "cannot be read"), ("/bad-gzip", "cannot be read"),
    ],
)  # fmt: skip
def test_a_server_that_misbehaves(fetcher, server, path, words):
    assert words in told(fetcher, server.url(path))


@pytest.mark.parametrize("path", ["/latin", "/bad-charset", "/declared"])
def test_letters_come_out_right(fetcher, server, path):
    assert "<title>Café" in fetcher.read(server.url(path)).text


def test_a_page_at_the_end_of_a_redirect(fetcher, server):
    server.pages["/home?a=1"] = "<title>Acme</title>"
    document = fetcher.read(server.url("/elsewhere"))
    assert document.url == server.url("/home?a=1")
    assert document.text == "<title>Acme</title>"


def test_nothing_of_ours_is_sent_along(fetcher, server, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    server.pages["/plain"] = "<p>"
    fetcher.read(server.url("/plain"))
    request = server.asked[-1].lower()
    assert request.startswith("get /plain http/1.1")
    assert f"host: 127.0.0.1:{server.port}" in request
    assert not any(word in request for word in ("cookie", "authorization", "referer"))


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1", "172.16.3.4", "192.168.1.1", "127.0.0.1", "127.8.8.8", "0.1.2.3",
        "169.254.169.254", "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192",
        "192.0.2.1", "198.18.0.1", "203.0.113.5", "224.0.0.1", "239.1.1.1", "240.0.0.1",
        "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:8.8.8.8", "::ffff:127.0.0.1",
        "fe80::1", "fe80::1%1", "fc00::1", "fd00:ec2::254", "ff02::1", "2002:7f00:1::",
        "2001:0:5ef5:79fd::1", "2001:db8::1", "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1",
        "100::1", "3fff::1", "5f00::1",
    ],
)  # fmt: skip
def test_what_is_not_public(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "151.101.0.81", "2001:4860:4860::8888", "2a00::1"])
def test_what_is_public(address):
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/",
        "http://127.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/",
        "https://192.168.0.1/", "http://169.254.169.254/latest", "http://0/",
    ],
)  # fmt: skip
def test_an_inner_address_however_it_is_written(address):
    assert "private network" in told(Fetcher(seconds=SECONDS), address)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ftp://company.com", "Enter a web address"), ("gopher://company.com", "Enter a web address"),
        ("http://", "Enter a web address"), ("http://[::1", "Enter a web address"),
        ("http://a b.com/", "Enter a web address"), ("https://user:secret@company.com", "user name"),
        ("http://company.com:22/", "port"), ("http://company.com:8080/", "port"),
        ("http://localhost/", "No website"), ("http://db.internal/", "No website"),
        ("http://company.test/", "No website"), ("http://printer.local./", "No website"),
    ],
)  # fmt: skip
def test_an_address_that_is_not_asked(address, words):
    assert words in told(Fetcher(seconds=SECONDS), address)


def test_a_name_is_looked_up_once_and_connected_to_as_it_was_checked(server, monkeypatch):
    """A name server may answer with something public first and with this machine afterwards."""
    asked = []
    real = fetch.socket.getaddrinfo

    def look_up(host, port, *rest, **options):
        asked.append(host)
        address = host if host[0].isdigit() else ("93.184.216.34", "127.0.0.1")[len(asked) > 1]
        return real(address, port, *rest, **options)

    monkeypatch.setattr(fetch.socket, "getaddrinfo", look_up)
    told(
        Fetcher(seconds=SECONDS, ports=frozenset({server.port})), server.url("/plain", "rebind.lab")
    )
    assert asked[0] == "rebind.lab"
    assert set(asked[1:]) <= {"93.184.216.34"}


def test_one_inner_address_among_several_is_too_many(monkeypatch):
    answers = [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(fetch.socket, "getaddrinfo", lambda *rest, **options: answers)
    assert "private network" in told(Fetcher(seconds=SECONDS), "http://two.lab/")


# Certificates


def secured(secure, **options) -> Fetcher:
    ports = frozenset({secure.port})
    return Fetcher(seconds=2, ports=ports, also=HERE, **options)


@pytest.fixture
def lab(monkeypatch):
    """Every name of the lab is this machine."""
    real = fetch.socket.getaddrinfo

    def look_up(host, *rest, **options):
        return real("127.0.0.1" if host.endswith(".lab") else host, *rest, **options)

    monkeypatch.setattr(fetch.socket, "getaddrinfo", look_up)


def test_a_certificate_that_nobody_vouches_for(secure, lab):
    assert "no valid certificate" in told(secured(secure), secure.url("/", "travault.lab"))


def test_the_certificate_must_be_for_the_name_that_was_typed(secure, lab):
    secure.pages["/"] = "<title>Secure</title>"
    trusted = ssl.create_default_context(cafile=str(CERTIFICATE))
    fetcher = secured(secure, trusted=trusted)
    assert "Secure" in fetcher.read(secure.url("/", "travault.lab")).text
    assert "no valid certificate" in told(fetcher, secure.url("/", "other.lab"))
    assert "no valid certificate" in told(fetcher, secure.url("/"))


def test_a_server_that_speaks_no_tls(server):
    address = server.url("/plain").replace("http:", "https:")
    fetcher = Fetcher(seconds=SECONDS, ports=frozenset({server.port}), also=HERE)
    assert "no valid certificate" in told(fetcher, address)


def test_nobody_listens():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    fetcher = Fetcher(seconds=SECONDS, ports=frozenset({port}), also=HERE)
    assert "cannot be reached" in told(fetcher, f"http://127.0.0.1:{port}/")
