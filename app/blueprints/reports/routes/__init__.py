from flask import Blueprint

from app.blueprints.reports.routes import (
    calls,
    dashboard,
    figures,
    files,
    first_steps,
    panels,
    reports,
    taking,
)

bp = Blueprint("reports", __name__)
for resource in (dashboard, panels, calls, taking, first_steps, reports, figures, files):
    bp.register_blueprint(resource.bp)
