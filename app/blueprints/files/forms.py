"""The shape of a file's name."""

from typing import Any

from wtforms import ValidationError

from app.blueprints.files.models import File
from app.core import forms
from app.core.media import LONGEST_NAME, clean_name


class NameForm(forms.Form):
    name = forms.text("Name", required=True, most=LONGEST_NAME - 10)

    def __init__(self, file: File):
        super().__init__(data={"name": file.name.removesuffix(f".{file.written_ending}")})
        self.file = file

    def validate_name(self, field: Any) -> None:
        if clean_name(self.whole_name) != self.whole_name:
            raise ValidationError("Use a name without slashes and characters that cannot be seen")

    @property
    def whole_name(self) -> str:
        """With its ending, whether that was typed as well or not."""
        ending = f".{self.file.written_ending}"
        return self.name.data.removesuffix(ending) + ending
