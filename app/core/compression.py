"""HTML goes compressed over the wire. The file name in gzip's header is of random length, so that
nobody who makes a page repeat their words can guess its secrets from the page's size (BREACH)."""

import secrets
from gzip import GzipFile
from io import BytesIO

from flask import Flask, Response, request

SMALLEST = 1400
LEVEL = 4
MOST_PADDING = 100


def init_app(app: Flask) -> None:
    app.after_request(compress)


def compress(response: Response) -> Response:
    if not _is_worth_it(response):
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"]:
        response.set_data(_packed(response.get_data()))
        response.headers["Content-Encoding"] = "gzip"
    return response


def _is_worth_it(response: Response) -> bool:
    if response.mimetype != "text/html" or response.is_streamed or response.direct_passthrough:
        return False
    return "Content-Encoding" not in response.headers and len(response.get_data()) >= SMALLEST


def _packed(html: bytes) -> bytes:
    name = "a" * secrets.randbelow(MOST_PADDING)
    packed = BytesIO()
    with GzipFile(name, "wb", compresslevel=LEVEL, fileobj=packed, mtime=0) as file:
        file.write(html)
    return packed.getvalue()
