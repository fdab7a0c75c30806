from flask import url_for
from sqlalchemy import func, literal_column, select

from app.blueprints.crm.companies.models import Company
from app.blueprints.search.kinds.kind import Kind
from app.core import tenancy

ROWS = select(
    Company.id,
    Company.name.label("title"),
    Company.city.label("detail"),
    func.concat_ws(
        " · ", Company.street, Company.postal_code, Company.region, Company.email, Company.phone,
        Company.website, Company.ops_team, Company.description,
    ).label("body"),
    Company.id.label("at"),
    literal_column("null::bigint").label("within"),
).where(Company.agency_id == tenancy.CURRENT_AGENCY)  # fmt: skip

KIND = Kind(
    key="company",
    label="Companies",
    icon="building-2",
    table="company",
    rows=ROWS,
    url=lambda row: url_for("companies.companies.show", company_id=row.at),
)
