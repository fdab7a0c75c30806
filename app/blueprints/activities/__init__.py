"""Meetings, calls, e-mails and their reminders; the Activity tab of a company."""

from flask import Flask

from app.blueprints import bin
from app.blueprints.accounts import cards
from app.blueprints.activities import jobs  # noqa: F401 — registers what the worker does
from app.blueprints.activities.actions import plan_missed_reminders
from app.blueprints.activities.feeds import feed_of
from app.blueprints.activities.holding import HOLDING
from app.blueprints.activities.models import Activity
from app.blueprints.activities.queries import activities_with, activity_count
from app.blueprints.activities.routes import bp
from app.blueprints.crm.companies import header, tabs
from app.blueprints.crm.contacts import holdings, sections
from app.blueprints.notifications import kinds


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    tabs.offer("activity", "Activity", "activities.timeline.index", count=activity_count, order=60)
    header.offer("activities/companies/_log.html", order=10)
    bin.count_as(Activity, "activity", "activities")
    cards.offer("activities/feeds/_profile.html", feed_of, order=50)
    bin.when_back(plan_missed_reminders)
    holdings.offer("activities", HOLDING)
    kinds.offer("reminder", "A reminder is due", icon="bell", order=40)
    sections.offer("activities/contacts/_list.html", activities_with, order=10)
