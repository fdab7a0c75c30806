"""The HTML of one mail, for a frame: mails have styles of their own that our pages may not have."""

from flask import Blueprint, Response, abort

from app.blueprints.dev import mailbox
from app.core.access import public

bp = Blueprint("mail_bodies", __name__, url_prefix="/mailbox/<name>/html")
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data: https:; frame-ancestors 'self'; "
    "sandbox allow-top-navigation-by-user-activation"
)


@bp.get("")
@public
def show(name: str):
    mail = mailbox.find(name) or abort(404)
    headers = {"Content-Security-Policy": POLICY, "X-Frame-Options": "SAMEORIGIN"}
    return Response(mail.html, mimetype="text/html", headers=headers)
