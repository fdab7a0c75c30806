"""What Markdown looks like, while it is written: any text area asks for it under the name it has."""

from flask import Blueprint, Flask, abort, request

from app.core import web
from app.core.forms import CONTROL

LONGEST = 20_000
bp = Blueprint("previews", __name__, url_prefix="/previews")


@bp.post("")
def create():
    text = request.form.get(request.form.get("field", ""), "")
    if len(text) > LONGEST or CONTROL.search(text.replace("\r\n", "\n")):
        abort(400, f"Use at most {LONGEST:,} characters that can be printed.")
    return web.fragment("shared/_preview.html", text=text, heading="Preview")


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
