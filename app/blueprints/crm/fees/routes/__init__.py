from flask import Blueprint

from app.blueprints.crm.fees.routes import deletions, fees, positions, rows

bp = Blueprint("fees", __name__, url_prefix="/companies/<id:company_id>/fees")
for resource in (fees, rows, positions, deletions):
    bp.register_blueprint(resource.bp)
