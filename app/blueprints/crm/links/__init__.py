"""Companies that belong together: a group and its subsidiaries, a client and its agent. A link has
no direction and shows on both."""

from app.blueprints.crm.links.routes import bp

__all__ = ["bp"]
