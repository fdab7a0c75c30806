from flask import Blueprint

from app.blueprints.bin.routes import entries, restorations

bp = Blueprint("bin", __name__, url_prefix="/agency/bin")
bp.register_blueprint(entries.bp)
bp.register_blueprint(restorations.bp)
