from flask import Blueprint

from app.blueprints.crm.contacts.routes import contacts, deletions, options, rows

bp = Blueprint("contacts", __name__, url_prefix="/companies/<id:company_id>/contacts")
for resource in (contacts, rows, deletions, options):
    bp.register_blueprint(resource.bp)
