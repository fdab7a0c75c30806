"""Trying again after a failure."""

from flask import Blueprint, url_for
from flask_login import current_user

from app.blueprints.exports import actions, queries
from app.core import web

bp = Blueprint("retries", __name__)


@bp.post("/<id:export_id>/retry")
def create(export_id: int):
    export = queries.export_of(current_user, export_id)
    actions.retry(export)
    to = url_for("exports.exports.show", export_id=export.id)
    return web.saved("exports/_panel.html", to=to, export=export)
