"""The Files tab of a company."""

from app.blueprints.crm.companies.models import Company
from app.blueprints.files import owners


def init_app() -> None:
    owners.offer(Company, "company_id", url=_address, timeline=lambda company: company)


def _address(company: Company) -> str:
    return f"/companies/{company.id}/files"
