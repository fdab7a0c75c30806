"""Every mail that would have been sent, newest first."""

from flask import Blueprint, abort, url_for

from app.blueprints.dev import mailbox
from app.core import web
from app.core.access import public

bp = Blueprint("mails", __name__, url_prefix="/mailbox")


@bp.get("")
@public
def index():
    return web.page("dev/mailbox/index.html", mails=mailbox.mails())


@bp.get("/<name>")
@public
def show(name: str):
    return web.page("dev/mailbox/show.html", mail=mailbox.find(name) or abort(404))


@bp.delete("")
@bp.post("/deletion")
@public
def destroy():
    mailbox.empty()
    return web.redirect_to(url_for(".index"), message="Mailbox emptied")
