"""The shape of an upload."""

from app.core import forms
from app.core.uploads import UploadsField


class UploadForm(forms.Form):
    files = UploadsField("Files", required="Choose a file")
