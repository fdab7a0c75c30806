"""Downloading a file, from S3 itself where files are kept there."""

from flask import Blueprint, redirect

from app.blueprints.files.queries import find_file
from app.blueprints.files.serving import answer
from app.core import storage

bp = Blueprint("downloads", __name__, url_prefix="/download")


@bp.get("")
def show(file_id: int):
    file = find_file(file_id)
    url = storage.download_url(file.key, name=file.name, media_type=file.media_type)
    return redirect(url) if url else answer(file, "attachment")
