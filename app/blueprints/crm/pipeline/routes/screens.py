"""What the browser gets after a change of the pipeline: a board that is shown reloads itself."""

from flask import Response, request, url_for
from flask_login import current_user

from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.moves.models import StageMove
from app.blueprints.crm.pipeline import actions, queries
from app.blueprints.crm.pipeline.forms import MoveForm
from app.core import clock, web
from app.core.errors import Conflict

CHANGED = "pipeline-changed"


def board() -> queries.Board:
    today = clock.today(current_user.time_zone)
    return queries.board(request.args, url_for("pipeline.boards.index"), today)


def refuse_stale(company: Company, form: MoveForm) -> None:
    """The board of who comes too late shows where the company is now."""
    try:
        actions.refuse_stale(company, seen=form.seen.data or "", wanted=form.stage.data)
    except Conflict:
        web.announce(CHANGED)
        raise


def closing(company: Company, form: MoveForm) -> Response:
    """What has to be known before a sale is closed: in the dialog, or on a page of its own. With
    errors it is the form alone, for where it stands."""
    part = "_closing_form" if form.errors else "_closing"
    title = f"Close {company.name} as {'lost' if form.stage.data == 'lost' else 'won'}"
    return web.fragment(
        f"crm/pipeline/{part}.html",
        status=422 if form.errors else 200,
        heading=title,
        title=title,
        company=company,
        form=form,
        in_page=not web.is_htmx(),
    )


def moved(company: Company, move: StageMove | None) -> Response:
    undo = move and url_for("pipeline.reversals.create", company_id=company.id, move_id=move.id)
    return changed(company, f"{company.name} is in {company.status_label}", undo_url=undo)


def changed(company: Company, message: str, *, undo_url: str | None = None) -> Response:
    """Without htmx: back to the board, or else to the company."""
    if not web.is_htmx():
        return web.redirect_to(_back(company), message=message, undo_url=undo_url)
    web.toast(message, undo_url=undo_url)
    web.announce(CHANGED)
    return web.nothing()


def _back(company: Company) -> str:
    here = web.here()
    if here.startswith(url_for("pipeline.boards.index")):
        return here
    return url_for("companies.details.index", company_id=company.id)
