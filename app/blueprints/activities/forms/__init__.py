from app.blueprints.activities.forms.activity import FORMS, ActivityForm
from app.blueprints.activities.forms.reminder import ReminderForm, SnoozeForm

__all__ = ["FORMS", "ActivityForm", "ReminderForm", "SnoozeForm"]
