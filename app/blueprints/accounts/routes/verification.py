"""The e-mail address must be verified before anything else."""

from flask import Blueprint

from app.core import web

bp = Blueprint("verification", __name__, url_prefix="/verify")


@bp.get("")
def show():
    return web.page("accounts/verification/show.html")
