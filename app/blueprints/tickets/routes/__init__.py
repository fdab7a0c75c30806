from flask import Blueprint

from app.blueprints.tickets.routes import (
    actions,
    bulk,
    choices,
    closures,
    company,
    fields,
    reopenings,
    rows,
    subjects,
    tickets,
)

bp = Blueprint("tickets", __name__)
for resource in (
    bulk, tickets, choices, rows, fields, actions, closures, reopenings, subjects, company,
):  # fmt: skip
    bp.register_blueprint(resource.bp)
