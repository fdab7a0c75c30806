"""Client notes: what a consultant must know to book for a client, section by section."""

from app.blueprints.crm.notes.routes import bp

__all__ = ["bp"]
