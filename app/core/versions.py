"""Two people edit the same thing: who saves second is shown what the first one changed.

The form carries a mark for each value it was opened with. Where the record says something else by
now, and so does the form, the form comes back with both, keeps what was typed, and saves when it is
sent again.
"""

import hashlib
from typing import Any

from wtforms import HiddenField

from app.core.forms import Form

PLUMBING = ("csrf_token", "submission", "version")


class VersionedForm(Form):
    version = HiddenField()

    def follow(self, record: Any) -> None:
        """Remembers what the record's fields are now; call it once, with the record unchanged."""
        self.stored = {f.name: getattr(record, f.name) for f in self if f.name not in PLUMBING}
        marks = [mark(value) for value in self.stored.values()]
        opened_with = (self.version.data or "").split(".") if self.is_submitted() else [""]
        self.changed = changed(list(self.stored), marks, opened_with)
        self.version.data = ".".join(marks)

    @property
    def is_stale(self) -> bool:
        return bool(self.differences)

    @property
    def differences(self) -> list[tuple[Any, Any]]:
        """(field, stored value) where somebody else changed a value to what was not typed."""
        return [
            (self[name], self.stored[name])
            for name in getattr(self, "changed", ())
            if self[name].data != self.stored[name]
        ]

    def shown_value(self, field: Any, value: Any) -> str:
        """A stored value as the form says it."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        labels = {str(c.value): c.label for c in getattr(field, "choices", None) or []}
        return labels.get(str(value), str(value)) if value is not None else "empty"

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if name != "version"}


def changed(names: list[str], now: list[str], then: list[str]) -> list[str]:
    """The fields whose marks differ; all of them if the former marks are of another form."""
    if then == [""]:
        return []
    if len(then) != len(now):
        return names
    return [name for name, a, b in zip(names, now, then, strict=True) if a != b]


def mark(value: Any) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:8]
