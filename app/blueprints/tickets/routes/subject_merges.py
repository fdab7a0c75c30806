"""Two subjects become one."""

from flask import Blueprint, url_for
from flask_login import current_user

from app.blueprints.tickets import subjects
from app.blueprints.tickets.forms import MergeForm
from app.blueprints.tickets.models import Subject
from app.core import tenancy, web
from app.core.access import allow

bp = Blueprint("subject_merges", __name__, url_prefix="/tickets/subjects/<id:subject_id>/merge")
FORM, PAGE = "tickets/subjects/_merge.html", "tickets/subjects/page.html"


@bp.get("")
@allow("ticket.subjects")
def new(subject_id: int):
    subject = tenancy.find(Subject, subject_id)
    return web.fragment(FORM, inside=PAGE, subject=subject, form=MergeForm(subject))


@bp.post("")
@allow("ticket.subjects")
def create(subject_id: int):
    subject = tenancy.find(Subject, subject_id, lock=True)
    form = MergeForm(subject)
    if not form.validate():
        return web.invalid(FORM, inside=PAGE, subject=subject, form=form)
    number = subjects.merge(subject, form.other, by=current_user)
    moved = f"{number:,} {'ticket' if number == 1 else 'tickets'} moved"
    message = f"“{subject.name}” is “{form.other.name}” now, {moved}"
    return web.redirect_to(url_for("tickets.subjects.index"), message=message)
