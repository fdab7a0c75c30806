from flask import Blueprint

from app.blueprints.crm.companies.routes import (
    bulk,
    companies,
    deals,
    deletions,
    details,
    duplicates,
    options,
    statuses,
)

bp = Blueprint("companies", __name__, url_prefix="/companies")
for resource in (bulk, companies, deals, deletions, duplicates, options, details, statuses):
    bp.register_blueprint(resource.bp)
