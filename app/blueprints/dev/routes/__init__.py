from flask import Blueprint

from app.blueprints.dev.routes import answers, components, mail_bodies, mails, notes

bp = Blueprint("dev", __name__, url_prefix="/dev")
bp.register_blueprint(answers.bp)
bp.register_blueprint(components.bp)
bp.register_blueprint(mail_bodies.bp)
bp.register_blueprint(mails.bp)
bp.register_blueprint(notes.bp)
