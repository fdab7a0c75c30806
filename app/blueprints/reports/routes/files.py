"""A report as a file for spreadsheets."""

from flask import Blueprint, Response

from app.blueprints.reports.routes.figures import NAMES, asked
from app.core import csv_text
from app.core.access import allow

bp = Blueprint("files", __name__, url_prefix="/reports")


@bp.get(f"/{NAMES}.csv")
@allow("reports")
def show(name):
    scope, figure = asked(name)
    response = Response(csv_text.MARK + csv_text.written(figure.table), mimetype="text/csv")
    file_name = f"{name}-{scope.first}-{scope.last}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response
