"""Files that people attach to records: kept, shown, downloaded, deleted and got back."""

from flask import Flask

from app.blueprints import bin
from app.blueprints.files import jobs, owners  # noqa: F401 — registers what the worker does
from app.blueprints.files.commands import files
from app.blueprints.files.models import File
from app.blueprints.files.routes import bp
from app.core import media


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    app.cli.add_command(files)
    bin.offer(File, "File", icon="paperclip", url=owners.address_of)
    bin.count_as(File, "file", "files")
    app.jinja_env.globals["accepted_files"] = media.ACCEPTED
