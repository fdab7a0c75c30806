"""The web application, for gunicorn (`wsgi:app`) and the flask command line."""

from app import create_app
from app.core import tenancy

app = create_app()
if app.extensions["settings"].is_production:
    tenancy.check_role(app)
