"""Logging and changing a meeting, a call or an e-mail."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.activities import actions
from app.blueprints.activities.choices import KINDS
from app.blueprints.activities.forms import FORMS
from app.blueprints.activities.queries import find_activity, reminder_of
from app.blueprints.activities.routes import screens
from app.blueprints.crm.companies.models import Company
from app.core import tenancy
from app.core.access import allow, require
from app.core.submissions import once

bp = Blueprint("entries", __name__, url_prefix="/companies/<id:company_id>")
SECTIONS = {"meetings": "meeting", "calls": "call", "emails": "email"}
SECTION = "<any(meetings, calls, emails):section>"
ONE = "/activity/<id:activity_id>"


@bp.get(f"/{SECTION}/new")
@allow("activity.add")
def new(company_id, section):
    company = tenancy.find(Company, company_id)
    return screens.new_form(company, section, FORMS[SECTIONS[section]](company))


@bp.post(f"/{SECTION}")
@allow("activity.add")
@once
def create(company_id, section):
    company, kind = tenancy.find(Company, company_id), SECTIONS[section]
    form = FORMS[kind](company)
    if not form.validate():
        return screens.new_form(company, section, form)
    activity = actions.log_activity(
        company, kind, form.values(), form.people, form.reminder, by=current_user
    )
    return screens.saved(company, activity, f"{KINDS[kind]} logged")


@bp.get(ONE)
def show(company_id, activity_id):
    company = tenancy.find(Company, company_id)
    return screens.one(company, find_activity(company, activity_id))


@bp.get(f"{ONE}/edit")
def edit(company_id, activity_id):
    company = tenancy.find(Company, company_id)
    activity = find_activity(company, activity_id)
    require("activity.edit", activity)
    form = FORMS[activity.kind](company, activity)
    form.show_reminder(reminder_of(activity))
    return screens.edit_form(company, activity, form)


@bp.post(ONE)
@bp.patch(ONE)
def update(company_id, activity_id):
    company = tenancy.find(Company, company_id)
    activity = find_activity(company, activity_id)
    require("activity.edit", activity)
    form = FORMS[activity.kind](company, activity)
    if not form.validate():
        return screens.edit_form(company, activity, form)
    actions.change_activity(activity, form.values(), form.people, form.reminder, by=current_user)
    return screens.changed(company, activity)
