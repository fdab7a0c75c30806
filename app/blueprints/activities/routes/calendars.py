"""A user's calendar, for apps that know its secret address."""

from flask import Blueprint

from app.blueprints.activities import ical
from app.blueprints.activities.agenda import agenda_of
from app.blueprints.activities.routes import calendar_files
from app.core import tenancy
from app.core.access import public

bp = Blueprint("calendars", __name__, url_prefix="/calendar")


@bp.get("/<token>.ics")
@public
def show(token):
    user = calendar_files.reader(token)
    with tenancy.entered(user.agency_id):
        return calendar_files.feed(ical.of_agenda(user, agenda_of(user)))
