"""Files that people attach to records: kept, shown, downloaded, deleted and got back."""

from flask import Flask

from app.blueprints.files import jobs  # noqa: F401 — registers what the worker does


def init_app(app: Flask) -> None:
    """The pages of files are the pages of what they belong to."""
