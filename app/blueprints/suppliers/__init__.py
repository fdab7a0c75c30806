"""Agent support: the directory of suppliers."""

from flask import Flask

from app.blueprints import bin
from app.blueprints.suppliers.models import Supplier
from app.blueprints.suppliers.routes import bp
from app.core.context import offer_new, offer_place


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    offer_place("suppliers", "Agent support", "/suppliers", "life-buoy", order=60)
    bin.offer(Supplier, "Supplier", icon="life-buoy", url=lambda it: f"/suppliers/{it.id}")
    offer_new("Supplier", "/suppliers/new", "plane", "supplier.edit")
