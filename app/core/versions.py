"""Two people edit the same thing: who saves second is shown what the first one changed.

The form carries a fingerprint of the values it was opened with. If the record's have changed since,
the form comes back with both, keeps what was typed, and saves when it is sent again.
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
        self.opened_with = self.version.data if self.is_submitted() else None
        self.version.data = fingerprint(self.stored)

    @property
    def is_stale(self) -> bool:
        return bool(self.opened_with) and self.opened_with != fingerprint(self.stored)

    @property
    def differences(self) -> list[tuple[str, Any]]:
        """(field, stored value) where the record says something else than was typed."""
        return [
            (self[name], stored)
            for name, stored in self.stored.items()
            if self[name].data != stored
        ]

    def shown_value(self, field: Any, value: Any) -> str:
        """A stored value as the form says it."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        labels = {str(c.value): c.label for c in getattr(field, "choices", None) or []}
        return labels.get(str(value), str(value)) if value is not None else "empty"

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if name != "version"}


def fingerprint(values: dict[str, Any]) -> str:
    return hashlib.sha256(repr(sorted(values.items())).encode()).hexdigest()[:16]
