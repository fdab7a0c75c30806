from app.blueprints.activities.models.activity import Activity, Attendee
from app.blueprints.activities.models.feed import CalendarFeed
from app.blueprints.activities.models.reminder import MAIL, MORNING, PURGE, UNDO_FOR, Reminder

__all__ = [
    "MAIL",
    "MORNING",
    "PURGE",
    "UNDO_FOR",
    "Activity",
    "Attendee",
    "CalendarFeed",
    "Reminder",
]
