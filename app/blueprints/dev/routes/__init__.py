from flask import Blueprint

from app.blueprints.dev.routes import components

bp = Blueprint("dev", __name__, url_prefix="/dev")
bp.register_blueprint(components.bp)
