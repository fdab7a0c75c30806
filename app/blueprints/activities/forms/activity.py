"""The shape of a meeting, a call and an e-mail, each with its optional reminder."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask_login import current_user
from wtforms import SelectMultipleField, ValidationError

from app.blueprints.accounts.queries import colleagues
from app.blueprints.activities.choices import LOCATIONS, OUTCOMES
from app.blueprints.activities.forms.reminder import ReminderFields
from app.blueprints.activities.models import Activity
from app.blueprints.activities.people import (
    Person,
    attendees_of,
    colleagues_as_people,
    contacts_of,
)
from app.blueprints.crm.companies.models import Company
from app.core import clock, forms, moments

HALF_HOUR = 30


class PeopleField(SelectMultipleField):
    """People who took part, by key; see `people.Person`."""

    def __init__(self, label: str, *, required: str | None = None, **options):
        self.missing = required
        super().__init__(label, coerce=str, **options)
        if required:
            self.flags.required = True

    def offer(self, *groups: list[Person]) -> None:
        self.people = {person.key: person for group in groups for person in group}
        self.choices = forms.options_of((p.key, p.name) for p in self.people.values())

    @property
    def chosen(self) -> list[Person]:
        return [self.people[key] for key in dict.fromkeys(self.data or [])]

    def process_formdata(self, valuelist) -> None:
        super().process_formdata([key for key in valuelist if key])

    def pre_validate(self, form) -> None:
        if any(key not in self.people for key in self.data or []):
            raise ValidationError("Choose from the list")
        if self.missing and not self.data:
            raise ValidationError(self.missing)


class ActivityForm(ReminderFields):
    kind: str
    columns = ("subject", "outcome", "duration_minutes", "location", "details")

    subject = forms.text("Subject", required=True)
    date = moments.day("Date", required=True)
    time = moments.time_of_day("Time", required=True)
    details = forms.long_text("Details")

    def __init__(self, company: Company, activity: Activity | None = None, **options):
        super().__init__(obj=activity, **options)
        self.activity = activity
        users = colleagues()
        self.offer_colleagues(users)
        past = attendees_of(activity) if activity else []
        contacts = contacts_of(company)
        self.has_contacts = bool(contacts or past)
        self.offer_people(contacts, colleagues_as_people(users), past)
        if not self.is_submitted():
            self._show_moment(activity.at if activity else clock.now())
            self.show_people(past)

    def _show_moment(self, moment: datetime) -> None:
        local = moment.astimezone(ZoneInfo(current_user.time_zone))
        self.date.data, self.time.data = local.date(), local.time()

    @property
    def at(self) -> datetime:
        """The moment in UTC. An unchanged date and time keep the stored moment: in the hour that
        the autumn change repeats they alone would not say which of the two it was."""
        zone = ZoneInfo(current_user.time_zone)
        typed = datetime.combine(self.date.data, self.time.data).replace(second=0)
        if self.activity:
            stored = self.activity.at.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)
            if stored == typed:
                return self.activity.at
        return clock.at(typed.date(), typed.strftime("%H:%M"), current_user.time_zone)

    def values(self) -> dict[str, object]:
        own = {name: self[name].data for name in self.columns if name in self}
        return {**own, "at": self.at}


class MeetingForm(ActivityForm):
    kind = "meeting"
    attendees = PeopleField("Attendees", required="Choose who takes part")
    outcome = forms.choice("Outcome", OUTCOMES["meeting"], required=True)
    location = forms.choice("Location", LOCATIONS, required=True)
    duration_minutes = moments.MinutesField(
        "Duration in minutes", least=15, most=480, step=15, default=HALF_HOUR
    )

    def offer_people(self, contacts, users, past) -> None:
        self.attendees.offer(past, contacts, users)

    def show_people(self, past) -> None:
        self.attendees.data = [person.key for person in past]

    @property
    def people(self) -> list[Person]:
        return self.attendees.chosen


class WithContacts(ActivityForm):
    """A call or an e-mail: with contacts, and perhaps colleagues."""

    contacts = PeopleField("Contacts", required="Choose a contact")
    colleagues = PeopleField("Colleagues")

    def offer_people(self, contacts, users, past) -> None:
        self.contacts.offer([p for p in past if p.is_contact], contacts)
        self.colleagues.offer([p for p in past if not p.is_contact], users)

    def show_people(self, past) -> None:
        self.contacts.data = [p.key for p in past if p.is_contact]
        self.colleagues.data = [p.key for p in past if not p.is_contact]

    @property
    def people(self) -> list[Person]:
        return self.contacts.chosen + self.colleagues.chosen


class CallForm(WithContacts):
    kind = "call"
    outcome = forms.choice("Outcome", OUTCOMES["call"], required=True)
    duration_minutes = moments.MinutesField("Duration in minutes", least=1, most=60, default=5)


class EmailForm(WithContacts):
    kind = "email"
    outcome = forms.choice("Outcome", OUTCOMES["email"], required=True)


FORMS = {"meeting": MeetingForm, "call": CallForm, "email": EmailForm}
