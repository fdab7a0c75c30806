"""What is measured. `main` picks the page's main SQL among its statements; the bare view runs that
and renders `row` for every row it gives, as `name`."""

from dataclasses import dataclass

from flask import Flask
from sqlalchemy import text

from app.core import tenancy
from app.core.db import db


@dataclass(frozen=True)
class Case:
    name: str
    url: str
    main: str
    row: str
    row_name: str
    method: str = "GET"
    htmx: bool = False
    form: tuple[tuple[str, str], ...] = ()


def cases(app: Flask, agency_id: int) -> list[Case]:
    with app.app_context(), tenancy.entered(agency_id):
        company = db.session.scalar(text("select min(id) from company"))
    return [
        Case("company-list", "/companies", "from company", "crm/companies/_row.html", "row"),
    ]
