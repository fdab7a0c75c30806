"""The page of reports: filters above, figures below, each of which loads by itself."""

from flask import Blueprint, request
from flask_login import current_user

from app.blueprints.accounts.queries import colleague_choices
from app.blueprints.crm.companies.models import Company
from app.blueprints.reports.routes.figures import FIGURES
from app.blueprints.reports.scope import PERIODS, scope_of
from app.core import tenancy, web
from app.core.access import allow
from app.core.db import db

bp = Blueprint("reports", __name__, url_prefix="/reports")


@bp.get("")
@allow("reports")
def index():
    scope = scope_of(request.args, current_user.agency.time_zone)
    part = "figures" if web.is_for("report-figures") else "reports"
    return web.page(
        "reports/reports.html",
        part=f"reports/_{part}.html",
        status=422 if scope.error else 200,
        scope=scope,
        periods=PERIODS.pairs,
        figures=FIGURES,
        people=colleague_choices(),
        company=_company(scope.company),
    )


def _company(company_id):
    query = tenancy.scoped(Company).where(Company.id == company_id)
    return db.session.scalar(query) if company_id else None
