from flask import Blueprint

from app.blueprints.accounts.routes import sessions, verification

bp = Blueprint("accounts", __name__)
bp.register_blueprint(sessions.bp)
bp.register_blueprint(verification.bp)
