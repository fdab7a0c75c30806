"""Every part of the design system on one page, with invented data."""

from typing import NamedTuple

from flask import Blueprint
from wtforms import (
    BooleanField,
    DateField,
    FileField,
    IntegerField,
    PasswordField,
    RadioField,
    TimeField,
)

from app.core import forms, web
from app.core.choices import Choices

bp = Blueprint("components", __name__)


class Person(NamedTuple):
    id: int
    name: str

    @property
    def initials(self) -> str:
        first, last = self.name.split()
        return first[0] + last[0]


PEOPLE = [
    Person(at, name)
    for at, name in enumerate(
        ["Priya Shah", "Tom Okafor", "Ada Lind", "Marta Reyes", "Jo Bell", "Ken Ito"], start=1
    )
]
COMPANIES = [(1, "Harbour Marine Ltd"), (2, "Hartley & Sons"), (3, "Polar Ferries")]
TICKETS = [
    (212, "Hotel overcharge in Lisbon", "Harbour Marine Ltd", "open", "Open", "high"),
    (211, "Wrong name on rail ticket", "Polar Ferries", "in_progress", "In Progress", "medium"),
    (
        209,
        "VAT invoice missing for the August stay",
        "Hartley & Sons",
        "development",
        "Development",
        "low",
    ),
    (205, "Refund of LH 2471", "Polar Ferries", "closed", "Closed", "medium"),
]


class NoteForm(forms.Form):
    title = forms.text("Title", required=True)
    company = forms.RecordField("Company")
    text = forms.long_text("Text")


class EveryField(forms.Form):
    name = forms.text("Company name", required=True)
    email = forms.email("E-mail")
    phone = forms.phone("Phone")
    website = forms.url("Website")
    password = PasswordField("Password")
    kind = forms.choice("Category", Choices(complaint="Complaint", query="Query"))
    day = DateField("Date")
    time = TimeField("Time")
    number = IntegerField("Duration, minutes")
    company = forms.RecordField("Company")
    attendees = forms.RecordsField("Attendees")
    notes = forms.long_text("Notes")
    choice = RadioField(
        "Direction",
        choices=forms.options_of([("in", "Incoming"), ("out", "Outgoing")]),
        default="in",
    )
    agree = BooleanField("Send the reminder by e-mail")
    file = FileField("File")


@bp.get("/components")
def index():
    form = EveryField(data={"email": "info@", "attendees": [1, 3], "choice": "in"})
    form.company.offer(COMPANIES)
    form.attendees.offer((person.id, person.name) for person in PEOPLE)
    form.name.errors = ["Enter the company name"]
    form.email.errors = ["Enter an e-mail address like name@company.com"]
    return web.page("dev/components.html", form=form, note=new_note(), people=PEOPLE, rows=TICKETS)


@bp.get("/dialog")
def show():
    return web.fragment("dev/_dialog.html")


def new_note() -> NoteForm:
    note = NoteForm()
    note.company.offer(COMPANIES)
    return note
