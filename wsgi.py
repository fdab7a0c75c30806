"""The web application, for gunicorn (`wsgi:app`) and the flask command line."""

from app import create_app

app = create_app()
