"""The Vault: companies and their contacts."""

from flask import Flask

from app.blueprints.crm import companies, contacts


def init_app(app: Flask) -> None:
    app.register_blueprint(companies.bp)
    app.register_blueprint(contacts.bp)
