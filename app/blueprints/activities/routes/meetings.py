"""A meeting as a file for calendars."""

from flask import Blueprint

from app.blueprints.activities import ical
from app.blueprints.activities.agenda import as_meeting
from app.blueprints.activities.queries import find_meeting
from app.blueprints.activities.routes import calendar_files
from app.blueprints.crm.companies.models import Company
from app.core import tenancy

bp = Blueprint(
    "meetings", __name__, url_prefix="/companies/<id:company_id>/activity/<id:activity_id>"
)


@bp.get("/meeting.ics")
def show(company_id, activity_id):
    company = tenancy.find(Company, company_id)
    meeting = as_meeting(find_meeting(company, activity_id))
    return calendar_files.download(ical.of_meeting(meeting), meeting.activity)
