"""Companies: the list, the record with its tabs, editing in place."""

from app.blueprints.crm.companies.routes import bp

__all__ = ["bp"]
