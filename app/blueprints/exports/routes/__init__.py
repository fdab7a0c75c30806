from flask import Blueprint

from app.blueprints.exports.routes import exports, files, retries

bp = Blueprint("exports", __name__, url_prefix="/exports")
bp.register_blueprint(exports.bp)
bp.register_blueprint(files.bp)
bp.register_blueprint(retries.bp)
