"""The shape of an upload, and of the two steps that match its columns and its values."""

import hashlib

from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, SelectField, ValidationError

from app.blueprints.imports.csv_file import MOST_BYTES
from app.blueprints.imports.guesses import guess_columns
from app.blueprints.imports.kinds import KINDS
from app.blueprints.imports.kinds.kind import Kind
from app.blueprints.imports.models import ADD, CREATE, FILL, REJECT, SKIP, UPDATE, Import
from app.core import forms

LEAVE_OUT = "Do not import"


class UploadForm(forms.Form):
    kind = RadioField(
        "What is in the file",
        choices=forms.options_of([(kind.key, kind.many.capitalize()) for kind in KINDS.values()]),
        default="companies",
    )
    file = FileField("CSV file", [FileRequired("Choose a CSV file")])

    def validate_file(self, field) -> None:
        size = field.data.stream.seek(0, 2)
        if size > MOST_BYTES:
            megabytes = size / 1024 / 1024
            raise ValidationError(f"The file has {megabytes:.1f} MB. Use a file of at most 10 MB")


def columns_form(imported: Import) -> "ColumnsForm":
    """One select per column of the file, set to what was chosen or else to what we guess."""
    kind = KINDS[imported.kind]
    offered = [("", LEAVE_OUT), *((field.key, field.label) for field in kind.fields)]
    chosen = imported.columns or guess_columns(imported.headings, kind.fields)
    by_heading = {heading: key for key, heading in chosen.items()}
    options = forms.options_of(offered)
    selects = {
        f"column-{n}": SelectField(heading, choices=options, default=by_heading.get(heading, ""))
        for n, heading in enumerate(imported.headings)
    }
    form = type("OwnColumnsForm", (ColumnsForm,), selects)(
        data={"duplicates": imported.duplicates, "missing_company": imported.missing_company}
    )
    form.follow(kind)
    return form


class ColumnsForm(forms.Form):
    duplicates = RadioField(
        "When a record is there already",
        choices=forms.options_of(
            [
                (SKIP, "Skip the row"),
                (FILL, "Fill what is empty, and leave the rest as it is"),
                (UPDATE, "Overwrite with what the file says, except the name"),
                (ADD, "Add it all the same"),
            ]
        ),
    )
    missing_company = RadioField(
        "When a contact’s company is not in the Vault",
        choices=forms.options_of(
            [
                (REJECT, "Reject the row, and say so"),
                (CREATE, "Add the company, to be completed later"),
            ]
        ),
        default=REJECT,
    )

    def follow(self, kind: Kind) -> None:
        self.kind = kind
        self.duplicates.label.text = f"When the {kind.one} is there already"
        self.duplicates.description = (
            f"Known by {kind.known_by}. Rows that repeat an earlier row count, too. Only columns that "
            "you match change anything, and an empty cell never empties a field."
        )
        if not kind.can_double:
            self.duplicates.choices = self.duplicates.choices[:-1]
        if not kind.needs_company:
            del self.missing_company

    @property
    def choice_about_companies(self) -> str:
        return self.missing_company.data if "missing_company" in self else REJECT

    @property
    def selects(self) -> list[SelectField]:
        return [field for field in self if field.name.startswith("column-")]

    @property
    def columns(self) -> dict[str, str]:
        return {f.data: f.label.text for f in self.selects if f.data}

    def validate(self, extra_validators=None) -> bool:
        is_valid = super().validate(extra_validators)
        return self._no_field_twice() and self._has_all() and is_valid

    def _no_field_twice(self) -> bool:
        seen: set[str] = set()
        for select in self.selects:
            if select.data in seen:
                label = next(c.label for c in select.choices if c.value == select.data)
                select.errors = [f"{label} is chosen for another column, too"]
            seen |= {select.data} - {"", None}
        return not any(select.errors for select in self.selects)

    def _has_all(self) -> bool:
        lacks = self.kind.lacks(set(self.columns))
        if lacks:
            self.form_errors.append(lacks)
        return lacks is None


def values_form(imported: Import) -> "ValuesForm":
    """One select per value of the file that is not on our list, field by field."""
    kind = KINDS[imported.kind]
    selects, groups = {}, []
    for key, strangers in imported.findings.get("unknown", {}).items():
        field, rows = kind.field(key), []
        pairs = forms.options_of([("", field.empty), *field.choices().pairs])
        for text, count in strangers:
            name = f"{key}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
            now = imported.values.get(key, {}).get(text, "")
            selects[name] = SelectField(text, choices=pairs, default=now)
            rows.append((name, count))
        groups.append((field, rows))
    form = type("OwnValuesForm", (ValuesForm,), selects)()
    form.layout = groups
    return form


class ValuesForm(forms.Form):
    @property
    def groups(self):
        """(field, [(select, how many rows)]) in the order of the file's columns."""
        return [
            (field, [(self[name], count) for name, count in rows]) for field, rows in self.layout
        ]

    @property
    def matched(self) -> dict[str, dict[str, str]]:
        return {
            field.key: {select.label.text: select.data for select, _ in rows}
            for field, rows in self.groups
        }
