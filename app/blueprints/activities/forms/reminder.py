"""The shape of a reminder: within an activity, on its own, and put off."""

from datetime import date, time

from flask_login import current_user
from wtforms import HiddenField

from app.blueprints.accounts.models import User
from app.blueprints.accounts.queries import colleagues
from app.blueprints.activities.models import MORNING, Reminder
from app.core import clock, forms, moments

SNOOZES = {"1": 1, "7": 7}


class ReminderFields(forms.Form):
    """When, what and for whom; the date decides whether there is a reminder at all."""

    remind_on = moments.day("Remind on")
    remind_at = moments.time_of_day("At")
    remind_message = forms.text("Message", most=500)
    remind_user_id = forms.RecordField("For")

    def offer_colleagues(self, users: list[User]) -> None:
        self.users = {user.id: user for user in users}
        others = [(user.id, user.name) for user in users if user.id != current_user.id]
        me = (current_user.id, f"{current_user.name} (me)")
        self.remind_user_id.choices = forms.options_of([me, *others])

    def show_reminder(self, reminder: Reminder | None) -> None:
        """Fills the fields from what is stored, unless something was sent."""
        if reminder is None or self.is_submitted():
            return
        self.remind_on.data = reminder.day
        self.remind_at.data = (
            time.fromisoformat(reminder.time) if reminder.time != MORNING else None
        )
        self.remind_message.data = reminder.message
        self.remind_user_id.data = reminder.user_id

    @property
    def has_reminder(self) -> bool:
        """Whether to show the fields unfolded: filled, or rejected."""
        mine = (self.remind_on, self.remind_at, self.remind_message, self.remind_user_id)
        return bool(self.remind_on.data or any(field.errors for field in mine))

    @property
    def reminder(self) -> dict[str, object] | None:
        """The reminder's fields, or None for no reminder. Date and time are read in the time zone
        of the person who is reminded."""
        if not self.remind_on.data:
            return None
        user = self.users.get(self.remind_user_id.data) or self.users[current_user.id]
        at = self.remind_at.data.strftime("%H:%M") if self.remind_at.data else MORNING
        return {
            "user": user,
            "message": self.remind_message.data,
            "remind_at": clock.at(self.remind_on.data, at, user.time_zone),
        }

    def validate(self, extra_validators=None) -> bool:
        return super().validate(extra_validators) and self._has_whole_reminder()

    def _has_whole_reminder(self) -> bool:
        """A date needs a message; a message or a time needs a date."""
        day, message = self.remind_on.data, self.remind_message.data
        if day and not message:
            self.remind_message.errors = ["Enter what to be reminded of"]
        elif not day and (message or self.remind_at.data):
            self.remind_on.errors = ["Enter the date of the reminder"]
        return not (self.remind_message.errors or self.remind_on.errors)


class ReminderForm(ReminderFields):
    """A reminder on its own: here the date is required."""

    remind_on = moments.day("Remind on", required="Enter the date of the reminder")
    remind_message = forms.text("Message", most=500, required="Enter what to be reminded of")

    def __init__(self, reminder: Reminder, **options):
        super().__init__(**options)
        self.offer_colleagues(colleagues())
        self.show_reminder(reminder)


class SnoozeForm(forms.Form):
    """For a number of days, or until a date."""

    days = HiddenField()
    until = moments.day("Until")

    def validate(self, extra_validators=None) -> bool:
        valid = super().validate(extra_validators)
        if self.days.data not in SNOOZES and not self.until.data and valid:
            self.until.errors = ["Choose a date"]
        return not self.until.errors

    def day_for(self, reminder: Reminder) -> date:
        return self.until.data or reminder.days_on(SNOOZES[self.days.data])
