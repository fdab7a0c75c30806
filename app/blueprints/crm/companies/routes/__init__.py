from flask import Blueprint

from app.blueprints.crm.companies.routes import companies, details, options, statuses

bp = Blueprint("companies", __name__, url_prefix="/companies")
for resource in (companies, options, details, statuses):
    bp.register_blueprint(resource.bp)
