"""What search engines may read: the public pages and nothing behind the sign-in."""

from flask import Blueprint, Response

from app.core.access import public

bp = Blueprint("robots", __name__)
TEXT = "User-agent: *\nAllow: /$\nAllow: /terms\nAllow: /privacy\nAllow: /static/\nDisallow: /\n"


@bp.get("/robots.txt")
@public
def show():
    return Response(TEXT, mimetype="text/plain")
