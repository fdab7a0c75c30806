"""A form that is submitted twice (a double click, a reload, an impatient retry) makes one record.

The form carries a random `submission` token. The first request to bring it writes the token in its
own transaction together with what it creates; a second one waits for that and is sent to the
result. A request that fails (422) rolls its token back, so that it can be corrected and sent again.
"""

import secrets
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from flask import Response, make_response, request
from sqlalchemy import String, UniqueConstraint, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from app.core import tenancy, web
from app.core.db import AgencyModel, db

MAX_TOKEN = 64


class Submission(AgencyModel):
    token: Mapped[str] = mapped_column(String(MAX_TOKEN))
    location: Mapped[str | None]

    constraints = (UniqueConstraint("agency_id", "token"),)


def new_token() -> str:
    return secrets.token_urlsafe(16)


def forget_before(moment: datetime) -> None:
    """Drops the agency's tokens that are older."""
    old = (Submission.agency_id == tenancy.agency_id()) & (Submission.created_at < moment)
    db.session.execute(delete(Submission).where(old))


def once(view: Callable[..., Any]) -> Callable[..., Any]:
    """A create handler that answers a repeated submit without doing anything again."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Response:
        token = request.form.get("submission", "")[:MAX_TOKEN].replace("\0", "")
        if token and not _claim(token):
            return _repeated(token)
        response = make_response(view(*args, **kwargs))
        location = web.destination(response)
        if token and location:
            db.session.execute(
                update(Submission).where(Submission.token == token).values(location=location)
            )
        return response

    return guarded


def _claim(token: str) -> bool:
    added = insert(Submission).values(token=token).on_conflict_do_nothing().returning(Submission.id)
    return db.session.scalar(added) is not None


def _repeated(token: str) -> Response:
    location = db.session.scalar(select(Submission.location).where(Submission.token == token))
    return web.redirect_to(location or web.here(), message="Already saved")
