from flask import Blueprint

from app.blueprints.crm.notes.routes import deletions, notes, revisions, sections

bp = Blueprint("notes", __name__, url_prefix="/companies/<id:company_id>/notes")
for resource in (notes, deletions, sections, revisions):
    bp.register_blueprint(resource.bp)
