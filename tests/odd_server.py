"""A web server that misbehaves in every way that a stranger's may."""

import gzip
import socket
import ssl
import threading
from contextlib import contextmanager
from pathlib import Path

HTML = b"Content-Type: text/html; charset=utf-8\r\n"
# A key and certificate of nobody, for "travault.lab".
CERTIFICATE = Path(__file__).with_name("odd_server.pem")
PAUSE = 0.05
BOMB = gzip.compress(b"\0" * 20_000_000, 1)


class OddServer:
    """`server.url("/slow")`; `pages` are shown as they are; `asked` is what was sent to it."""

    def __init__(self, *, tls: bool = False):
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.scheme = "https" if tls else "http"
        self.context = _tls() if tls else None
        self.pages: dict[str, str] = {}
        self.asked: list[str] = []
        self.stopping = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def stop(self) -> None:
        self.stopping.set()
        self.listening.close()

    def _serve(self) -> None:
        while not self.stopping.is_set():
            try:
                connection, _ = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=[connection], daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        try:
            with (
                self.context.wrap_socket(connection, server_side=True)
                if self.context
                else connection as c
            ):
                request = c.recv(65536).decode("latin-1")
                path = request.split(" ")[1] if " " in request else "/"
                self.asked.append(request)
                if path in self.pages:
                    c.sendall(_ok(self.pages[path].encode()))
                else:
                    answer = path.strip("/").partition("?")[0].replace("-", "_")
                    getattr(self, answer, self.missing)(c)
        except OSError:
            return

    def _until_stopped(self, send) -> None:
        while not self.stopping.wait(PAUSE):
            send()

    def silent(self, c) -> None:
        self.stopping.wait()

    def drip(self, c) -> None:
        c.sendall(b"HTTP/1.1 200 OK\r\n" + HTML + b"\r\n<html>")
        self._until_stopped(lambda: c.sendall(b"x"))

    def drip_head(self, c) -> None:
        c.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        self._until_stopped(lambda: c.sendall(b"x"))

    def endless(self, c) -> None:
        c.sendall(b"HTTP/1.1 200 OK\r\n" + HTML + b"\r\n")
        while True:
            c.sendall(b"<p>more</p>" * 1000)

    def bomb(self, c) -> None:
        c.sendall(_ok(BOMB, HTML + b"Content-Encoding: gzip\r\n"))

    def loop(self, c) -> None:
        c.sendall(_moved("/loop"))

    def away(self, c) -> None:
        c.sendall(_moved("http://10.0.0.1/"))

    def to_metadata(self, c) -> None:
        c.sendall(_moved("http://169.254.169.254/latest/meta-data/"))

    def to_file(self, c) -> None:
        c.sendall(_moved("file:///etc/passwd"))

    def elsewhere(self, c) -> None:
        c.sendall(_moved("/home?a=1"))

    def picture(self, c) -> None:
        c.sendall(_ok(b"\x89PNG", b"Content-Type: image/png\r\n"))

    def untyped(self, c) -> None:
        c.sendall(_ok(b"<html>", b""))

    def empty(self, c) -> None:
        c.sendall(_ok(b" \n"))

    def missing(self, c) -> None:
        c.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")

    def broken(self, c) -> None:
        c.sendall(b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n")

    def large_head(self, c) -> None:
        c.sendall(b"HTTP/1.1 200 OK\r\n" + HTML + b"X-Large: " + b"x" * 200_000 + b"\r\n\r\n")

    def many_heads(self, c) -> None:
        c.sendall(b"HTTP/1.1 200 OK\r\n" + b"X-Many: x\r\n" * 5000 + HTML + b"\r\n<html>")

    def nonsense(self, c) -> None:
        c.sendall(b"\xff\xfe\0\0 not http at all\r\n\r\n")

    def cut_short(self, c) -> None:
        c.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n" + HTML + b"\r\n<html>")

    def bad_gzip(self, c) -> None:
        c.sendall(_ok(b"no gzip", HTML + b"Content-Encoding: gzip\r\n"))

    def latin(self, c) -> None:
        page = "<title>Café Zoë</title>".encode("latin-1")
        c.sendall(_ok(page, b"Content-Type: text/html; charset=ISO-8859-1\r\n"))

    def bad_charset(self, c) -> None:
        page = "<meta charset='klingon'><title>Café</title>".encode()
        c.sendall(_ok(page, b"Content-Type: text/html; charset=unicode_escape\r\n"))

    def declared(self, c) -> None:
        page = '<meta charset="windows-1252"><title>Café</title>'.encode("cp1252")
        c.sendall(_ok(page, b"Content-Type: text/html\r\n"))


@contextmanager
def odd_server(**options):
    server = OddServer(**options)
    try:
        yield server
    finally:
        server.stop()


def _ok(body: bytes, head: bytes = HTML) -> bytes:
    length = f"Content-Length: {len(body)}\r\n".encode()
    return b"HTTP/1.1 200 OK\r\n" + length + head + b"\r\n" + body


def _moved(to: str) -> bytes:
    return f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode()


def _tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context
