"""Pages of the public web, asked for on behalf of a visitor who typed the address.

The address is somebody else's word. Only public addresses are asked, and the very address that was
checked is the one connected to, so that a name which resolves otherwise a moment later gains
nothing. Redirects are new addresses. All of it, name look-up and slow answers included, ends after
a few seconds. Nothing is sent along: no cookies, no credentials, no proxy of the environment.
"""

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import urllib3
import webencodings
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.util import Url, parse_url

from app.core.public_addresses import is_public

SECONDS = 5.0
MOST_BYTES = 2 * 1024 * 1024
REDIRECTS = 5
CHUNK = 32 * 1024
PORTS = frozenset({80, 443})
DEFAULT_PORTS = {"http": 80, "https": 443}
PAGE_TYPES = ("text/html", "application/xhtml+xml")
SLOW = "The website took too long to answer."
MOVED = (301, 302, 303, 307, 308)
# Names that no public name server knows (RFC 6761, 6762, 8375): they are not even looked up.
NEVER_PUBLIC = (
    "localhost",
    "local",
    "internal",
    "test",
    "example",
    "invalid",
    "onion",
    "home.arpa",
)
HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; Travault; reads a page when a user asks for it)",
    "Accept": "text/html,application/xhtml+xml",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "en-GB, en;q=0.8",
    "Connection": "close",
}
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Unreadable(Exception):
    """Why there is no page; the text is for the person who typed the address."""


@dataclass(frozen=True)
class Document:
    """A page as it was received: `url` is where the redirects ended."""

    url: str
    text: str


class Fetcher:
    """`also` names networks that are asked although they are not public: for tests, which serve
    pages from their own machine, and given by nothing else."""

    def __init__(
        self,
        *,
        seconds: float = SECONDS,
        most: int = MOST_BYTES,
        ports: frozenset[int] = PORTS,
        also: Sequence[Network] = (),
        trusted: ssl.SSLContext | None = None,
    ):
        self.seconds, self.most, self.ports, self.also = seconds, most, ports, tuple(also)
        self.context = trusted or ssl.create_default_context()

    def read(self, address: str) -> Document:
        """The page at this address; raises Unreadable."""
        deadline = _Deadline(self.seconds)
        for _ in range(REDIRECTS + 1):
            url = _parsed(address)
            with self._answer(url, deadline) as answer:
                if answer.status not in MOVED or "Location" not in answer.headers:
                    return Document(url.url, self._page(answer, deadline))
                address = urljoin(url.url, answer.headers["Location"])
        raise Unreadable("That address sends visitors from one page to the next without end.")

    @contextmanager
    def _answer(self, url: Url, deadline: "_Deadline") -> Iterator[urllib3.BaseHTTPResponse]:
        """The answer to one request; its connection is cut when time is up."""
        pool = self._connected(url, deadline)
        try:
            with deadline.cutting(pool):
                target = url.request_uri.encode("ascii", "replace").decode()
                options: Any = {"redirect": False, "retries": False, "preload_content": False}
                yield pool.urlopen("GET", target, headers=_headers(url), **options)
        except (HTTPError, OSError, ValueError) as error:
            raise _reason(error, deadline) from error
        finally:
            pool.close()

    def _connected(self, url: Url, deadline: "_Deadline") -> urllib3.HTTPConnectionPool:
        host, port = str(url.host).strip("[]"), url.port or DEFAULT_PORTS[str(url.scheme)]
        if port not in self.ports:
            raise Unreadable("Use an address without a port: only ports 80 and 443 are asked.")
        address = self._checked(host, port, deadline)
        timeout = urllib3.Timeout(total=deadline.left())
        if url.scheme == "http":
            return urllib3.HTTPConnectionPool(address, port, timeout=timeout, maxsize=1)
        return urllib3.HTTPSConnectionPool(
            address,
            port,
            timeout=timeout,
            maxsize=1,
            ssl_context=self.context,
            server_hostname=host,
            assert_hostname=host,
        )

    def _checked(self, host: str, port: int, deadline: "_Deadline") -> str:
        """The address to connect to. One that is not public among several spoils them all."""
        found = _resolved(host, port, deadline)
        if not all(is_public(one) or any(one in network for network in self.also) for one in found):
            raise Unreadable("That address leads into a private network, which is not asked.")
        return str(found[0])

    def _page(self, answer: urllib3.BaseHTTPResponse, deadline: "_Deadline") -> str:
        deadline.check()
        if answer.status in (404, 410):
            raise Unreadable("There is no page at that address.")
        if answer.status >= 300:
            raise Unreadable(f"The website refused to show the page (status {answer.status}).")
        content_type = answer.headers.get("Content-Type", "")
        if content_type.partition(";")[0].strip().lower() not in PAGE_TYPES:
            raise Unreadable("That address is not a web page.")
        body = self._body(answer, deadline)
        if not body.strip():
            raise Unreadable("The page is empty.")
        return _decoded(body, content_type)

    def _body(self, answer: urllib3.BaseHTTPResponse, deadline: "_Deadline") -> bytes:
        """Decompressed, and never more of it than may be: a small file can unfold to gigabytes."""
        parts, size = [], 0
        while chunk := answer.read(CHUNK, decode_content=True):
            size += len(chunk)
            if size > self.most:
                raise Unreadable("The page is too large to be read.")
            deadline.check()
            parts.append(chunk)
        deadline.check()
        return b"".join(parts)


class _Deadline:
    def __init__(self, seconds: float):
        self.at = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds to go; raises Unreadable when there are none."""
        self.check()
        return max(self.at - time.monotonic(), 0.001)

    @property
    def is_over(self) -> bool:
        return time.monotonic() >= self.at

    def check(self) -> None:
        if self.is_over:
            raise Unreadable(SLOW)

    @contextmanager
    def cutting(self, pool: urllib3.HTTPConnectionPool) -> Iterator[None]:
        """A time-out alone counts from each byte, and a server may send one a second."""
        opened: list[socket.socket] = []
        _note_sockets(pool, opened)
        timer = threading.Timer(self.left(), _cut, [opened])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            for connection in opened:
                connection.close()


def _note_sockets(pool: urllib3.HTTPConnectionPool, opened: list[socket.socket]) -> None:
    class Noting(pool.ConnectionCls):  # type: ignore[name-defined]
        def _new_conn(self) -> socket.socket:
            made = super()._new_conn()
            opened.append(made.dup())
            return made

    pool.ConnectionCls = Noting


def _cut(opened: list[socket.socket]) -> None:
    for connection in opened:
        try:
            connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            continue  # the other side was faster


def _parsed(address: str) -> Url:
    try:
        url = parse_url(address)
    except LocationParseError:
        url = Url()
    if url.scheme not in DEFAULT_PORTS or not url.host:
        raise Unreadable("Enter a web address like https://www.company.com")
    if url.auth:
        raise Unreadable("Use an address without a user name and password.")
    return url


def _resolved(host: str, port: int, deadline: _Deadline) -> list[Any]:
    """The system's look-up knows no time-out, so that it is waited for only so long."""
    if f".{host.rstrip('.').lower()}".endswith(tuple(f".{name}" for name in NEVER_PUBLIC)):
        raise Unreadable("No website has that address.")
    found: list[Any] = []

    def look_up() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend(ipaddress.ip_address(answer[4][0]) for answer in answers)

    waiting = threading.Thread(target=look_up, daemon=True)
    waiting.start()
    waiting.join(deadline.left())
    deadline.check()
    if not found:
        raise Unreadable("No website has that address.")
    return list(found)


def _headers(url: Url) -> dict[str, str]:
    return {**HEADERS, "Host": url.netloc or ""}


def _reason(error: Exception, deadline: _Deadline) -> Unreadable:
    if deadline.is_over:
        return Unreadable(SLOW)
    if isinstance(error, urllib3.exceptions.SSLError | ssl.SSLError):
        return Unreadable("The website has no valid certificate, so it cannot be trusted.")
    if isinstance(error, urllib3.exceptions.NewConnectionError):
        return Unreadable("The website cannot be reached.")
    if isinstance(error, urllib3.exceptions.TimeoutError):
        return Unreadable(SLOW)
    return Unreadable("The website sent an answer that cannot be read.")


def _decoded(body: bytes, content_type: str) -> str:
    """By its byte order mark, else as the header says, else as the page says, else as UTF-8."""
    named = content_type.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
    encoding = webencodings.lookup(named) or _declared(body[:2048]) or webencodings.UTF8
    return webencodings.decode(body, encoding, errors="replace")[0]


def _declared(head: bytes) -> webencodings.Encoding | None:
    after = head.lower().partition(b"charset=")[2][:40].lstrip(b" \"'")
    name = bytes(after.split(b'"')[0].split(b"'")[0].split(b">")[0].split(b";")[0].strip(b" /"))
    return webencodings.lookup(name.decode("ascii", "ignore"))
