from flask import Blueprint

from app.blueprints.crm.companies.routes import companies

bp = Blueprint("companies", __name__, url_prefix="/companies")
bp.register_blueprint(companies.bp)
