"""The agency's subjects from A to Z, with what is renamed and deleted in its row."""

from flask import Blueprint, request, url_for
from flask_login import current_user

from app.blueprints.tickets import subjects
from app.blueprints.tickets.forms import SubjectForm
from app.blueprints.tickets.models import Subject
from app.core import tenancy, web
from app.core.access import allow
from app.core.submissions import once

bp = Blueprint("subjects", __name__, url_prefix="/tickets/subjects")
PAGE, LIST = "tickets/subjects/index.html", "tickets/subjects/_list.html"
ROW, FORM = "tickets/subjects/_row.html", "tickets/subjects/_edit.html"


@bp.get("")
@allow("ticket.subjects")
def index():
    return _list(SubjectForm(formdata=None))


@bp.post("")
@allow("ticket.subjects")
@once
def create():
    form = SubjectForm()
    if not form.validate():
        return _list(form, status=422)
    subject = subjects.add(form.name.data, by=current_user)
    return web.redirect_to(url_for(".index"), message=f"Subject “{subject.name}” added")


@bp.get("/<id:subject_id>")
@allow("ticket.subjects")
def show(subject_id: int):
    row = subjects.row_of(tenancy.find(Subject, subject_id))
    return web.fragment(ROW, inside="tickets/subjects/page.html", row=row, part_of_table=True)


@bp.get("/<id:subject_id>/edit")
@allow("ticket.subjects")
def edit(subject_id: int):
    return _form(SubjectForm(tenancy.find(Subject, subject_id)))


@bp.post("/<id:subject_id>")
@bp.patch("/<id:subject_id>")
@allow("ticket.subjects")
def update(subject_id: int):
    subject = tenancy.find(Subject, subject_id, lock=True)
    form = SubjectForm(subject)
    if not form.validate():
        return _form(form, status=422)
    subjects.rename(subject, form.name.data, by=current_user)
    row = subjects.row_of(subject)
    return web.saved(ROW, to=url_for(".index"), message="Subject renamed", row=row)


@bp.delete("/<id:subject_id>")
@bp.post("/<id:subject_id>/deletion")
@allow("ticket.subjects")
def destroy(subject_id: int):
    subject = tenancy.find(Subject, subject_id, lock=True)
    subjects.remove(subject, by=current_user)
    message = f"Subject “{subject.name}” deleted"
    return (
        web.nothing(message)
        if web.is_htmx()
        else web.redirect_to(url_for(".index"), message=message)
    )


def _list(form: SubjectForm, *, status: int = 200):
    page = subjects.LISTING.page(subjects.SUBJECT_ROWS, request.args, request.path)
    return web.page(PAGE, part=LIST, status=status, page=page, form=form)


def _form(form: SubjectForm, *, status: int = 200):
    context = {"form": form, "subject": form.record, "part_of_table": True}
    return web.fragment(FORM, inside="tickets/subjects/page.html", status=status, **context)
