"""Moving a company on the board, when two people may do it at once."""

from app.blueprints.crm.companies.choices import STAGES, STATUSES
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.pipeline.queries import last_move
from app.core.context import moment
from app.core.errors import Conflict


def refuse_stale(company: Company, *, seen: str, wanted: str) -> None:
    """Raises Conflict when the company is no longer where the mover saw it."""
    if company.status in (seen, wanted):
        return
    last = last_move(company)
    who = last.mover.name if last and last.mover else "Somebody"
    when = f" ({moment(last.at)})" if last else ""
    raise Conflict(
        f"{who} moved {company.name} from {STATUSES.label(seen) or 'elsewhere'} to "
        f"{company.status_label}{when}. It was not moved to {STAGES.label(wanted)}."
    )
