"""Bytes on their way to a browser, such that they can do nothing there."""

from flask import Response, request
from werkzeug.exceptions import RequestedRangeNotSatisfiable

from app.blueprints.files.models import File
from app.core import storage

SANDBOX = "sandbox; default-src 'none'"
PDF_VIEWER = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def answer(file: File, kind: str) -> Response:
    """`kind` is "inline" or "attachment". A part of the file when the browser asks for one; nothing
    when it has the file still."""
    if request.if_none_match.contains(file.checksum):
        return _with_headers(Response(status=304), file, kind)
    start, end = _asked(file)
    response = Response(storage.stream(file.key, start, end), mimetype=file.media_type)
    response.content_length = end - start
    if end - start < file.size:
        response.status_code = 206
        response.content_range.set(start, end, file.size)
    return _with_headers(response, file, kind)


def _asked(file: File) -> tuple[int, int]:
    """(start, end) of the bytes; the whole file unless exactly one part is asked for."""
    asked = request.range
    if asked is None or asked.units != "bytes" or len(asked.ranges) != 1 or _is_former(file):
        return 0, file.size
    found = asked.range_for_length(file.size)
    if found is None:
        raise RequestedRangeNotSatisfiable(file.size)
    return found[0], found[1] or file.size


def _is_former(file: File) -> bool:
    """Whether the part is asked for in addition to one of another file."""
    return "If-Range" in request.headers and request.if_range.etag != file.checksum


def _with_headers(response: Response, file: File, kind: str) -> Response:
    is_viewed = kind == "inline" and file.is_pdf
    response.headers["Content-Disposition"] = storage.disposition(kind, file.name)
    response.headers["Content-Security-Policy"] = PDF_VIEWER if is_viewed else SANDBOX
    response.headers["Accept-Ranges"] = "bytes"
    response.set_etag(file.checksum)
    response.cache_control.private = response.cache_control.no_cache = True
    return response
