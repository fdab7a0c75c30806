"""The bin: what was deleted disappears at once everywhere, and can be brought back for 30 days."""

from flask import Flask

from app.blueprints.bin import jobs  # noqa: F401 — registers the outbox kind
from app.blueprints.bin.actions import listed, opened, put, unlisted, what_goes_along
from app.blueprints.bin.kinds import Own, count_as, offer, when_back
from app.blueprints.bin.routes import bp
from app.core.context import offer_place

__all__ = [
    "Own", "count_as", "listed", "offer", "opened", "put", "unlisted", "what_goes_along", "when_back",
]  # fmt: skip


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    offer_place("bin", "Bin", "/agency/bin", "trash-2", order=90, permission="bin")
