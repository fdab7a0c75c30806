"""The public site: home, terms, privacy, robots.txt."""

from flask import Flask

from app.blueprints.agency.pricing import TRIAL_DAYS, shown_price
from app.blueprints.public.routes import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    app.jinja_env.globals.update(price=shown_price(), trial_days=TRIAL_DAYS)
