"""The signed-in consultant of the benchmark: their cookie, their CSRF token, their requests."""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select

from app.blueprints.accounts.models import User, UserSession
from app.core.db import db
from bench.cases import Call, Case

CSRF = "0" * 40


@dataclass(frozen=True)
class Visitor:
    cookie: str
    csrf: str

    @classmethod
    def sign_in(cls, app: Flask, agency_id: int) -> "Visitor":
        with app.app_context():
            query = select(User).where(User.agency_id == agency_id, User.role == "admin")
            user = db.session.scalars(query.order_by(User.id)).first()
            token = UserSession.begin(user, remember=True)
            db.session.commit()
        signer = SecureCookieSessionInterface().get_signing_serializer(app)
        session = signer.dumps({"_user_id": token, "_fresh": True, "csrf_token": CSRF})
        csrf = URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps(CSRF)
        return cls(f"{app.config['SESSION_COOKIE_NAME']}={session}", csrf)

    def ask(self, app: Flask, case: Case) -> bytes:
        """The first call of the case in this process; returns the body."""
        call, client = case.calls[0], app.test_client(use_cookies=False)
        response = client.open(
            call.url, method=call.method, headers=self.headers(case), data=dict(call.form)
        )
        if response.status_code != 200:
            raise RuntimeError(f"{call.url} answered {response.status}")
        return response.data

    def requests(self, case: Case) -> list[bytes]:
        """The calls of the case as they go over the wire."""
        return [self._bytes(case, call) for call in case.calls]

    def bare_request(self, case: Case) -> list[bytes]:
        return [self._bytes(case, Call("GET", f"/bare/{case.name}"))]

    def _bytes(self, case: Case, call: Call) -> bytes:
        body = urlencode(call.form).encode()
        headers = {"Host": "localhost", **self.headers(case)}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Content-Length"] = str(len(body))
        lines = [f"{call.method} {call.url} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join([*lines, "", ""]).encode() + body

    def headers(self, case: Case) -> dict[str, str]:
        htmx = {"HX-Request": "true", "HX-Request-Type": "partial"} if case.htmx else {}
        return {"Cookie": self.cookie, "X-CSRFToken": self.csrf, **htmx}
