from flask import Blueprint

from app.blueprints.crm.contacts.routes import (
    contacts,
    deletions,
    details,
    directory,
    erasures,
    mergers,
    options,
    restorations,
    rows,
)

bp = Blueprint("contacts", __name__, url_prefix="/companies/<id:company_id>/contacts")
for resource in (contacts, details, rows, deletions, restorations, mergers, erasures, options):
    bp.register_blueprint(resource.bp)

blueprints = (bp, directory.bp)
