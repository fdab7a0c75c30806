"""A few routes that do what handlers do, for tests of the plumbing itself."""

import time

from flask import Blueprint, abort, request
from sqlalchemy import select, text, update

from app.blueprints.crm.companies.models import Company
from app.blueprints.tickets.models import Subject, Ticket
from app.core import tenancy, web
from app.core.access import public
from app.core.db import db
from app.core.errors import Conflict
from app.core.requests import after_commit
from app.core.submissions import once
from app.outbox import post

bp = Blueprint("probe", __name__, url_prefix="/probe")
ran: list[bool] = []


@bp.app_context_processor
def asks_the_database() -> dict[str, object]:
    """As a layout might, also that of an error page."""
    return {"one": db.session.scalar(text("select 1"))}


def add_company() -> Company:
    company = Company(name=request.form.get("name", "Probe"))
    db.session.add(company)
    return company


@bp.post("/companies/<int:status>")
def add(status: int):
    add_company()
    post("probe", {})
    after_commit(lambda: ran.append(db.session().in_transaction()))
    return "", status


@bp.post("/failing/<kind>")
def fail(kind: str):
    add_company()
    db.session.flush()
    match kind:
        case "conflict":
            raise Conflict("The ticket is closed; reopen it first.")
        case "missing":
            tenancy.find(Company, 2**40)
        case "bug":
            raise RuntimeError(request.form["secret"])
        case "taken":
            db.session.add_all([Subject(name="Hotel"), Subject(name="HOTEL")])
            db.session.flush()
        case "after":
            after_commit(lambda: 1 / 0)
    return "done"


@bp.post("/late/<kind>")
def fail_in_commit(kind: str):
    """What goes wrong in the commit, after the handler has answered."""
    if kind == "stale":
        ticket = db.session.scalars(select(Ticket)).one()
        db.session.execute(
            update(Ticket).values(version=99), execution_options={"synchronize_session": False}
        )
        ticket.status = "in_progress"
    else:
        db.session.add_all([Subject(name="Hotel"), Subject(name="HOTEL")])
    return web.redirect_to("/", message="Saved")


@bp.post("/once")
@once
def create():
    company = add_company()
    if not company.name:
        return "", 422
    time.sleep(0.3)
    db.session.flush()
    return web.redirect_to(f"/companies/{company.id}", message="Company added")


@bp.route("/status/<int:status>", methods=["GET", "POST"])
@public
def status(status: int):
    abort(status)


@bp.post("/words")
@public
def words():
    abort(400, "The file is empty. Choose another one.")


@bp.get("/field")
@public
def field():
    return request.form["missing"]


@bp.get("/records/<id:record_id>")
@public
def record(record_id: int):
    return str(record_id)


@bp.get("/killed")
@public
def killed():
    """PostgreSQL ends this request's connection, as in a failover."""
    db.session.execute(text("select pg_terminate_backend(pg_backend_pid())"))
    return ""


@bp.get("/mine")
def mine():
    return str(tenancy.agency_id())


@bp.get("/deadlock")
def deadlock():
    """As PostgreSQL says it to one of two who wait for each other."""
    db.session.execute(text("do $$ begin raise exception using errcode = '40P01'; end $$"))
