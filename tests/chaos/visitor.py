"""A browser that does not give up: it asks again until it gets an answer, as people do."""

import http.client
import time
from urllib.parse import urlencode, urlsplit

from itsdangerous import URLSafeTimedSerializer

from app.blueprints.accounts.models import User, UserSession
from app.core.db import db
from tests import cast
from tests.browserless import CSRF

PATIENCE_SECONDS = 60


class Visitor:
    def __init__(self, site, user: str):
        self.host = urlsplit(site.url).netloc
        self.headers = {
            "Cookie": f"{site.app.config['SESSION_COOKIE_NAME']}={_cookie(site.app, user)}",
            "X-CSRFToken": URLSafeTimedSerializer(
                site.app.config["SECRET_KEY"], salt="wtf-csrf-token"
            ).dumps(CSRF),
            "Content-Type": "application/x-www-form-urlencoded",
        }

    def post(self, url: str, form: dict) -> int:
        """The status of the answer. No answer, or a 5xx, is sent again, and may then be a repeat."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            status = self._try(url, urlencode(form, doseq=True))
            if status is not None and status < 500:
                return status
            if time.monotonic() > deadline:
                raise TimeoutError(f"{url} got no answer for {PATIENCE_SECONDS} s")
            time.sleep(0.2)

    def _try(self, url: str, body: str) -> int | None:
        connection = http.client.HTTPConnection(self.host, timeout=10)
        try:
            connection.request("POST", url, body, self.headers)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()


def _cookie(app, user: str) -> str:
    with app.app_context():
        token = UserSession.begin(db.session.get_one(User, cast.ids[user]), remember=True)
        db.session.commit()
    serializer = app.session_interface.get_signing_serializer(app)
    return serializer.dumps({"_user_id": token, "_fresh": True, "csrf_token": CSRF})
