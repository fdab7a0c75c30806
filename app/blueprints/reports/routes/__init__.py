from flask import Blueprint

from app.blueprints.reports.routes import dashboard, panels

bp = Blueprint("reports", __name__)
for resource in (dashboard, panels):
    bp.register_blueprint(resource.bp)
