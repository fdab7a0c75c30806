from flask import Blueprint

from app.blueprints.imports.routes import columns, imports, rejects, runs, undoings, values

bp = Blueprint("imports", __name__, url_prefix="/imports")
for part in (imports, columns, values, runs, rejects, undoings):
    bp.register_blueprint(part.bp)
