"""Bringing something back."""

from flask import Blueprint, url_for
from flask_login import current_user

from app.blueprints.bin import actions
from app.blueprints.bin.kinds import KINDS
from app.blueprints.bin.models import Deletion
from app.core import tenancy, web
from app.core.access import allow

bp = Blueprint("restorations", __name__, url_prefix="/<id:deletion_id>/restoration")


@bp.post("")
@allow("bin")
def create(deletion_id: int):
    deletion = tenancy.find(Deletion, deletion_id, lock=True)
    title, kind = deletion.title, KINDS[deletion.kind]
    record = actions.restore(deletion, by=current_user)
    to = kind.url(record) if kind.url else url_for("bin.entries.index")
    return web.redirect_to(to, message=f"{title} is back")
