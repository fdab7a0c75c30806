"""What a request may ask: a record's id that PostgreSQL can hold (anything else is a 404), no NUL in
its address, and no more text than anybody types."""

from flask import Flask, abort, current_app, request
from werkzeug.routing import BaseConverter, ValidationError

from app.core import uploads
from app.core.tenancy import MAX_ID


class IdConverter(BaseConverter):
    regex = r"[1-9][0-9]{0,18}"

    def to_python(self, value: str) -> int:
        if int(value) > MAX_ID:
            raise ValidationError
        return int(value)

    def to_url(self, value: object) -> str:
        return str(value)


def init_app(app: Flask) -> None:
    app.url_map.converters["id"] = IdConverter
    app.before_request(_allow_files)
    app.before_request(_refuse_nul)
    app.before_request(_refuse_long_text)


def _allow_files() -> None:
    uploads.allow_size(current_app.view_functions.get(request.endpoint or ""))


def _refuse_nul() -> None:
    if "\0" in request.path or any("\0" in value for value in request.args.values()):
        abort(400)


def _refuse_long_text() -> None:
    """Werkzeug holds to this limit only in forms that carry files."""
    is_text = request.mimetype == "application/x-www-form-urlencoded"
    if is_text and (request.content_length or 0) > current_app.config["MAX_FORM_MEMORY_SIZE"]:
        abort(413)
