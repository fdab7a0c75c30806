from flask import Blueprint

from app.blueprints.suppliers.routes import deletions, restorations, suppliers

bp = Blueprint("suppliers", __name__, url_prefix="/suppliers")
for resource in (suppliers, deletions, restorations):
    bp.register_blueprint(resource.bp)
