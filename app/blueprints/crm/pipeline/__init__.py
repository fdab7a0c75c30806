"""The sales pipeline: a board on which companies move from stage to stage."""

from app.blueprints.crm.pipeline.routes import bp

__all__ = ["bp"]
