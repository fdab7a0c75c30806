"""The rows that were not imported, as a file."""

from flask import Blueprint, make_response

from app.blueprints.imports.models import Import
from app.blueprints.imports.report import rejected_csv
from app.core import tenancy
from app.core.access import allow

bp = Blueprint("rejects", __name__)


@bp.get("/<id:import_id>/rejected.csv")
@allow("company.import")
def show(import_id: int):
    imported = tenancy.find(Import, import_id)
    response = make_response(rejected_csv(imported))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="rejected-{import_id}.csv"'
    return response
