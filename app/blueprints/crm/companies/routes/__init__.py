from flask import Blueprint

from app.blueprints.crm.companies.routes import (
    bulk,
    companies,
    deals,
    deletions,
    details,
    duplicates,
    new_websites,
    options,
    statuses,
    websites,
)

bp = Blueprint("companies", __name__, url_prefix="/companies")
for resource in (
    bulk,
    companies,
    deals,
    deletions,
    details,
    duplicates,
    new_websites,
    options,
    statuses,
    websites,
):
    bp.register_blueprint(resource.bp)
