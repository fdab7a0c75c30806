"""The checklist of a new agency, put away and got back by each for themselves."""

from flask import Blueprint, url_for
from flask_login import current_user

from app.core import web

bp = Blueprint("first_steps", __name__, url_prefix="/dashboard/first-steps")


@bp.post("/deletion")
def destroy():
    current_user.hides_first_steps = True
    undo_url = url_for("reports.first_steps.create")
    return web.redirect_to("/dashboard", message="Getting started is hidden", undo_url=undo_url)


@bp.post("")
def create():
    current_user.hides_first_steps = False
    return web.redirect_to("/dashboard", message="Getting started is back")
