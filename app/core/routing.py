"""URL parts: a record's id that PostgreSQL can hold; anything else is a 404, not an error."""

from flask import Flask, abort, request
from werkzeug.routing import BaseConverter, ValidationError

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
    app.before_request(_refuse_nul)


def _refuse_nul() -> None:
    if "\0" in request.path or any("\0" in value for value in request.args.values()):
        abort(400)
