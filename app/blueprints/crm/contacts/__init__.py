"""Contacts: the people at a company, on its tab and on pages of their own."""

from app.blueprints.crm.contacts.routes import blueprints

__all__ = ["blueprints"]
