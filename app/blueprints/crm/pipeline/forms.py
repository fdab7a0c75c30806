"""The shape of a move, and of what the closing of a sale asks for."""

from flask import request
from wtforms import HiddenField

from app.blueprints.accounts.models import User
from app.blueprints.crm.companies.choices import COMPANY_TYPES, STAGES
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.moves.choices import LOST_REASONS
from app.blueprints.crm.moves.models import StageMove
from app.core import forms


class MoveForm(forms.Form):
    """`seen` is where the company stood on the screen of whoever moves it."""

    stage = forms.choice("Move to", STAGES, required=True)
    seen = HiddenField()
    closing = HiddenField()

    is_closing = False

    @property
    def names_a_stage(self) -> bool:
        return self.stage.data in STAGES

    @property
    def is_complete(self) -> bool:
        return True

    def move(self, company: Company, *, by: User) -> StageMove | None:
        """Nothing when it is there already."""
        if company.status == self.stage.data:
            return None
        return company.move_to(self.stage.data, by=by, **self.why())

    def why(self) -> dict[str, str | None]:
        return {}


class ClosingForm(MoveForm):
    is_closing = True

    @property
    def is_complete(self) -> bool:
        """Whether it was asked for more than the stage, and got it."""
        return bool(self.closing.data) and self.validate()


class LostForm(ClosingForm):
    reason = forms.choice("Reason", LOST_REASONS, required="Choose why it was lost")
    note = forms.long_text("Note", most=2000)

    def why(self) -> dict[str, str | None]:
        return {"reason": self.reason.data, "note": self.note.data}


class WonForm(ClosingForm):
    company_type = forms.choice("Company type", COMPANY_TYPES, required=True)

    def move(self, company: Company, *, by: User) -> StageMove | None:
        company.change({"company_type": self.company_type.data}, by=by)
        return super().move(company, by=by)


KINDS: dict[str, type[MoveForm]] = {"lost": LostForm, "won": WonForm}


def move_form(company: Company) -> MoveForm:
    """For the stage that the request names. One that is opened shows the company as it is."""
    stage = request.values.get("stage", "")
    kind = KINDS.get(stage, MoveForm)
    if request.form.get("closing"):
        return kind()
    seen = request.values.get("seen") or company.status
    return kind(formdata=None, stage=stage, seen=seen, company_type=company.company_type)
