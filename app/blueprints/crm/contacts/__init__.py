"""Contacts: the people at a company, edited in the rows of its tab."""

from app.blueprints.crm.contacts.routes import bp

__all__ = ["bp"]
