from flask import Blueprint

from app.blueprints.public.routes import home, icons, pages, robots

bp = Blueprint("public", __name__)
for resource in (home, icons, pages, robots):
    bp.register_blueprint(resource.bp)
