from flask import Blueprint

from app.blueprints.reports.routes import calls, dashboard, first_steps, panels, taking

bp = Blueprint("reports", __name__)
for resource in (dashboard, panels, calls, taking, first_steps):
    bp.register_blueprint(resource.bp)
