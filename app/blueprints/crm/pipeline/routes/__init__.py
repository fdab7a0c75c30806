from flask import Blueprint

from app.blueprints.crm.pipeline.routes import boards, reversals, stages

bp = Blueprint("pipeline", __name__)
for resource in (boards, stages, reversals):
    bp.register_blueprint(resource.bp)
