"""What is measured, and what its bare view does.

The bare view sends the page's main SQL (the longest statement of the recorded request that has the
words `main`) and renders the template `row` for every row, as `row_name`. Where the page shows
objects and not rows, `row_name` is empty: the rows are read and the template `row` is rendered once
with what the page had. A case that writes has in `also` what its bare view writes.
"""

from dataclasses import dataclass

from flask import Flask
from sqlalchemy import text

from app.core import tenancy
from app.core.db import db

TICKET_LISTS = {
    "closed": "state=closed",
    "supplier": "kind=supplier",
    "unassigned": "unassigned=1",
    "by-subject": "sort=subject",
    "search": "q=refund",
}
STATUSES = ("in_progress", "open")
REPORTS = ("flow", "ages", "speed", "categories", "consultants", "companies", "suppliers")
MINE = """
select number from ticket where agency_id = :a and status <> 'closed'
and assignee_id = (select min(id) from "user" where agency_id = :a and role = 'admin')
order by number limit 50
"""


COMPANY = "crm/companies/_row.html"
COMPANY_LISTS = {
    "text": "q=falcon+legal",
    "type": "type=online&status=qualified",
    "owner": "sort=owner",
    "phone": "sort=-phone",
    "deep": "page=15",
}


@dataclass(frozen=True)
class Call:
    method: str
    url: str
    form: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Case:
    """`calls` are sent in turn; what a call changes, the next one to that record changes back."""

    name: str
    calls: tuple[Call, ...]
    main: str
    row: str
    row_name: str = "row"
    htmx: bool = False
    also: str = ""


def cases(app: Flask, agency_id: int) -> list[Case]:
    with app.app_context(), tenancy.entered(agency_id):
        company = db.session.scalar(text("select min(company_id) from contact"))
        contact = db.session.scalar(
            text("select min(id) from contact where company_id = :c"), {"c": company}
        )
        busy = db.session.scalar(
            text("select company_id from activity group by 1 order by count(*) desc limit 1")
        )
        mine = list(db.session.scalars(text(MINE), {"a": agency_id}))
    person = f"/companies/{company}/contacts/{contact}"
    return [
        Case("ticket-list", _get("/tickets"), "from ticket", "tickets/_row.html"),
        *(
            Case(
                f"ticket-list-{name}", _get(f"/tickets?{query}"), "from ticket", "tickets/_row.html"
            )
            for name, query in TICKET_LISTS.items()
        ),
        Case("company-list", _get("/companies"), "from company", COMPANY),
        *(
            Case(f"company-list-{name}", _get(f"/companies?{query}"), "from company", COMPANY)
            for name, query in COMPANY_LISTS.items()
        ),
        *(
            Case(
                f"report-{name}",
                _get(f"/reports/{name}?period=year"),
                "from ticket",
                "reports/figures/_figure.html",
                row_name="",
                htmx=True,
            )
            for name in REPORTS
        ),
        Case(
            "day-unassigned",
            _get("/dashboard/unassigned"),
            "from ticket",
            "reports/panels/_unassigned.html",
            row_name="",
            htmx=True,
        ),
        Case(
            "company-activity",
            _get(f"/companies/{busy}/activity"),
            "from activity",
            "activities/timeline/_items.html",
            row_name="",
        ),
        Case(
            "ticket-page",
            _get("/tickets/12"),
            "from ticket_action",
            "tickets/_timeline.html",
            row_name="",
        ),
        Case("ticket-row", _get("/tickets/12/row"), "from ticket", "tickets/_row.html", htmx=True),
        Case(
            "status-change",
            tuple(_status(number, status) for status in STATUSES for number in mine),
            "ticket.number = ",
            "tickets/_row.html",
            htmx=True,
            also=f"update ticket set updated_at = now() where number = {mine[0]:d}",  # noqa: S608
        ),
        Case(
            "contact-edit",
            _get(f"{person}/edit"),
            "from contact",
            "crm/contacts/_row_form.html",
            row_name="",
            htmx=True,
        ),
    ]


def _get(url: str) -> tuple[Call, ...]:
    return (Call("GET", url),)


def _status(number: int, status: str) -> Call:
    return Call("POST", f"/tickets/{number}/row", (("status", status),))
