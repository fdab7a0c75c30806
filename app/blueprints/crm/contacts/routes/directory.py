"""The contacts of all companies."""

from flask import Blueprint, request

from app.blueprints.crm.contacts.directory import CONTACT_ROWS, LISTING
from app.blueprints.crm.contacts.models import TAGS
from app.core import web

bp = Blueprint("contact_directory", __name__, url_prefix="/contacts")
TAG_CHOICES = [(name.removeprefix("is_"), label) for name, label in TAGS.items()]
COLUMNS = {
    "name": "Name",
    "company": "Company",
    "job_title": "Job title",
    "email": "E-mail",
}.items()


@bp.get("")
def index():
    page = LISTING.page(CONTACT_ROWS, request.args, request.path)
    context = {"page": page, "columns": COLUMNS, "tags": TAGS, "tag_choices": TAG_CHOICES}
    part = "crm/contacts/directory/index.swap.html"
    return web.page("crm/contacts/directory/index.html", part=part, **context)
