"""Watching a company: whoever does hears of its new tickets, its status and its owner."""

from app.blueprints.crm.watches.routes import bp

__all__ = ["bp"]
