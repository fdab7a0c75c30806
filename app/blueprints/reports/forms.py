"""What My day asks for."""

from flask import request

from app.blueprints.crm.companies.models import Company
from app.core import forms, tenancy
from app.core.db import db


class CallForm(forms.Form):
    company_id = forms.RecordField("Company", required="Choose a company", empty="Choose…")

    def __init__(self, **options):
        super().__init__(**options)
        self.company_id.offer(_named(forms.to_id(request.form.get("company_id"))))


def _named(company_id: int | None) -> list[tuple[int, str]]:
    """The one that was chosen: the field looks for the others while somebody types."""
    if company_id is None:
        return []
    query = tenancy.scoped(Company).where(Company.id == company_id)
    return [(company.id, company.name) for company in db.session.scalars(query)]
