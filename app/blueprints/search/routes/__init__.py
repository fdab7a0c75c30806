from flask import Blueprint

from app.blueprints.search.routes import boxes, options, results

bp = Blueprint("search", __name__, url_prefix="/search")
for resource in (results, boxes, options):
    bp.register_blueprint(resource.bp)
