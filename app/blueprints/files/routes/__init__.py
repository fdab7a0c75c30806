from flask import Blueprint

from app.blueprints.files.routes import (
    contents,
    deletions,
    downloads,
    names,
    previews,
    restorations,
)

bp = Blueprint("files", __name__, url_prefix="/files/<id:file_id>")
for resource in (contents, downloads, previews, names, deletions, restorations):
    bp.register_blueprint(resource.bp)
