"""How one wants to be told: a choice per kind, under the kind's key."""

from app.blueprints.notifications.kinds import DELIVERIES, kinds
from app.core import forms


def choices_form(deliveries: dict[str, str] | None = None) -> forms.Form:
    """Filled with what is chosen now, or with what was sent."""
    fields = {kind.key: forms.choice(kind.label, DELIVERIES, required=True) for kind in kinds()}
    form = type("ChoicesForm", (forms.Form,), fields)
    return form() if deliveries is None else form(formdata=None, data=deliveries)
