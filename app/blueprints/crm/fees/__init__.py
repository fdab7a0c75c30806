"""Transaction fees: what a client pays for each service, in the order that the agency gave them."""

from app.blueprints.crm.fees.routes import bp

__all__ = ["bp"]
