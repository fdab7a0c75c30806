from flask import Blueprint

from app.blueprints.views.routes import lists, menus, restorations, views

bp = Blueprint("views", __name__, url_prefix="/views")
for resource in (lists, menus, restorations, views):
    bp.register_blueprint(resource.bp)
