from flask import Blueprint

from app.blueprints.imports.routes import columns, imports, rejects, runs, values

bp = Blueprint("imports", __name__, url_prefix="/imports")
for part in (imports, columns, values, runs, rejects):
    bp.register_blueprint(part.bp)
