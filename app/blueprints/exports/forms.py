"""Asking for a document."""

from wtforms import HiddenField
from wtforms.validators import AnyOf, Length

from app.blueprints.exports.documents import DOCUMENTS
from app.core import forms


class ExportForm(forms.Form):
    kind = HiddenField(validators=[AnyOf(DOCUMENTS, "There is no such document")])
    subject_id = HiddenField(filters=[forms.to_id])
    query = HiddenField(validators=[Length(max=20_000)])
