"""Logging a call begins with the company."""

from flask import Blueprint, redirect, url_for

from app.blueprints.reports.forms import CallForm
from app.core import web
from app.core.access import allow

bp = Blueprint("calls", __name__, url_prefix="/dashboard/call")


@bp.get("")
@allow("activity.add")
def new():
    return _asked(CallForm(formdata=None))


@bp.post("")
@allow("activity.add")
def create():
    form = CallForm()
    if not form.validate():
        return _asked(form)
    to = url_for("activities.entries.new", company_id=form.company_id.data, section="calls")
    return redirect(to, 303)


def _asked(form):
    part = "_call_form" if form.errors else "_call"
    status = 422 if form.errors else 200
    return web.fragment(
        f"reports/{part}.html",
        heading="Log a call",
        status=status,
        form=form,
        in_page=not web.is_htmx(),
    )
