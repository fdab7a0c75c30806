from flask import Blueprint

from app.blueprints.suppliers.routes import deletions, suppliers

bp = Blueprint("suppliers", __name__, url_prefix="/suppliers")
for resource in (suppliers, deletions):
    bp.register_blueprint(resource.bp)
