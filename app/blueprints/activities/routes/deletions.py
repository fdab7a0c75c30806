"""Deleting an activity, and taking that back."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.activities import actions
from app.blueprints.activities.queries import find_activity
from app.blueprints.activities.routes import screens
from app.blueprints.crm.companies.models import Company
from app.core import tenancy
from app.core.access import require

bp = Blueprint(
    "deletions", __name__, url_prefix="/companies/<id:company_id>/activity/<id:activity_id>"
)


@bp.post("/deletion")
@bp.delete("")
def create(company_id, activity_id):
    company = tenancy.find(Company, company_id)
    activity = find_activity(company, activity_id)
    require("activity.edit", activity)
    actions.delete_activity(activity, by=current_user)
    return screens.deleted(company, activity)


@bp.post("/deletion/undo")
@bp.delete("/deletion")
def destroy(company_id, activity_id):
    company = tenancy.find(Company, company_id)
    activity = find_activity(company, activity_id, deleted=True)
    require("activity.edit", activity)
    actions.restore_activity(activity, by=current_user)
    return screens.restored(company, activity)
