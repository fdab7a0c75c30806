"""A view's name, and who sees it."""

from flask_login import current_user
from wtforms import BooleanField, HiddenField, ValidationError
from wtforms.validators import Length

from app.blueprints.views.lists import Offer
from app.blueprints.views.models import NAME, QUERY, SavedView
from app.blueprints.views.queries import MOST, views_of
from app.core import forms


class ViewForm(forms.Form):
    name = forms.text("Name", required=True, most=NAME)
    is_shared = BooleanField("Show it to all colleagues")

    def __init__(self, offer: Offer, view: SavedView | None = None):
        self.offer, self.view = offer, view
        super().__init__(obj=view)

    def validate_name(self, field) -> None:
        owner_id = self.view.user_id if self.view else current_user.id
        others = [v for v in views_of(self.offer.key, current_user) if v is not self.view]
        own = [v for v in others if v.user_id == owner_id]
        if any(v.name.casefold() == field.data.casefold() for v in own):
            raise ValidationError("There is a view of this name already; choose another name")
        if len(own) >= MOST:
            raise ValidationError(f"You have {MOST} views of this list; delete one first")


class NewViewForm(ViewForm):
    query = HiddenField(validators=[Length(max=QUERY)])
