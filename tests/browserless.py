"""A visitor without a screen: Flask's test client with a session, CSRF tokens and htmx headers."""

from contextvars import Context

from flask import has_app_context
from itsdangerous import URLSafeTimedSerializer

from app.blueprints.accounts.models import User, UserSession
from app.core.db import db
from tests import cast

CSRF = "0" * 40
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


class Browser:
    def __init__(self, app, user: str | None = None):
        self.app = app
        self.client = app.test_client()
        signer = URLSafeTimedSerializer(app.config["SECRET_KEY"], salt="wtf-csrf-token")
        self.csrf = signer.dumps(CSRF)
        self.take_token()
        if user:
            with self.client.session_transaction() as session:
                session["_user_id"] = _session_of(app, user)
                session["_fresh"] = True

    def take_token(self) -> None:
        """As a page with a form does; once more after signing in, which forgets the session."""
        with self.client.session_transaction() as session:
            session["csrf_token"] = CSRF

    def as_(self, user: str) -> "Browser":
        """The same site seen by somebody of the cast."""
        return Browser(self.app, user)

    def get(self, url: str, *, htmx: bool = False, **options):
        return self.open("GET", url, htmx=htmx, **options)

    def post(self, url: str, data: dict | None = None, *, htmx: bool = False, **options):
        return self.open("POST", url, htmx=htmx, data=data or {}, **options)

    def open(self, method: str, url: str, *, htmx: bool = False, **options):
        """One request with contexts and a database session of its own, as in production."""
        headers = {"X-CSRFToken": self.csrf, **(HTMX if htmx else {}), **options.pop("headers", {})}
        if has_app_context():
            db.session.commit()
        request = dict(method=method, headers=headers, **options)
        response = Context().run(lambda: self.client.open(url, **request))
        if has_app_context():
            db.session.expire_all()
        return response


def _session_of(app, user: str) -> str:
    def begin() -> str:
        with app.app_context():
            token = UserSession.begin(db.session.get_one(User, cast.ids[user]), remember=False)
            db.session.commit()
            return token

    if has_app_context():
        db.session.commit()
    return Context().run(begin)
