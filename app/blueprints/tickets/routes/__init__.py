from flask import Blueprint

from app.blueprints.tickets.routes import (
    action_deletions,
    actions,
    bulk,
    choices,
    closures,
    company,
    counts,
    deletions,
    fields,
    mails,
    orders,
    presences,
    reopenings,
    rows,
    subject_merges,
    subject_options,
    subjects,
    tickets,
    watches,
)

bp = Blueprint("tickets", __name__)
for resource in (
    bulk, tickets, choices, rows, fields, actions, closures, reopenings, company,
    subject_options, subjects, subject_merges,
    action_deletions, counts, deletions, mails, orders, presences, watches,
):  # fmt: skip
    bp.register_blueprint(resource.bp)
