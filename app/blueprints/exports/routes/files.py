"""The document itself."""

from flask import Blueprint, make_response
from flask_login import current_user

from app.blueprints.exports import queries

bp = Blueprint("files", __name__)


@bp.get("/<id:export_id>/file")
def show(export_id: int):
    file = queries.file_of(queries.export_of(current_user, export_id))
    response = make_response(file.content)
    response.headers["Content-Type"] = file.media_type
    response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
