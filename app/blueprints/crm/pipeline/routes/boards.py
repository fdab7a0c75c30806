"""The board."""

from flask import Blueprint

from app.blueprints.crm.companies.choices import STAGES
from app.blueprints.crm.pipeline import queries
from app.blueprints.crm.pipeline.choices import PERIODS
from app.blueprints.crm.pipeline.routes import screens
from app.core import web

bp = Blueprint("boards", __name__, url_prefix="/pipeline")


@bp.get("")
def index():
    context = {"board": screens.board(), "stages": STAGES.pairs}
    if not web.wants_fragment():
        context |= {"owners": queries.owners(), "periods": PERIODS.pairs}
    return web.page("crm/pipeline/index.html", part="crm/pipeline/_board.html", **context)
