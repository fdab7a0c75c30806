"""Events in words, for timelines: "changed the contact Carol Jones"."""

from typing import Any, NamedTuple

from app.core.events import Event

SHOWN = ("company", "contact", "ticket", "import")
PHRASES = {
    "activity.logged": ("message-square", "logged {title}"),
    "activity.changed": ("pencil", "changed {title}"),
    "activity.deleted": ("trash-2", "deleted {title}"),
    "activity.restored": ("undo-2", "restored {title}"),
    "company.added": ("building-2", "added the company"),
    "company.imported": ("upload", "imported the company"),
    "company.updated": ("pencil", "changed {fields}"),
    "contact.added": ("user-plus", "added the contact {title}"),
    "contact.updated": ("user", "changed {fields} of the contact {title}"),
    "contact.deleted": ("trash-2", "deleted the contact {title}"),
    "ticket.opened": ("ticket", "opened ticket {title}"),
    "ticket.closed": ("circle-check", "closed ticket {title}"),
    "ticket.reopened": ("undo-2", "reopened ticket {title}"),
}
ICONS = {"company": "building-2", "contact": "user", "ticket": "ticket", "import": "upload"}
SAID_OTHERWISE = {
    "contact_id": "contact", "owner_id": "owner", "assignee_id": "assignee", "subject_id": "subject",
    "is_primary": "primary contact", "is_booker": "travel booker", "is_traveller": "traveller",
    "is_vip": "VIP traveller", "linkedin_url": "LinkedIn address", "email": "e-mail",
    "company_type": "company type", "status": "status",
}  # fmt: skip


class Phrase(NamedTuple):
    icon: str
    words: str


def phrase(event: Event) -> Phrase:
    """An event of a kind without words of its own reads like "contact merged: Carol Jones"."""
    icon, pattern = PHRASES.get(event.kind, (None, None))
    title = title_of(event.data)
    if pattern is None:
        noun, _, verb = event.kind.partition(".")
        words = f"{noun} {verb.replace('_', ' ')}" + (f": {title}" if title else "")
        return Phrase(ICONS.get(noun, "info"), words)
    words = pattern.format(title=title, fields=fields_of(event.data))
    return Phrase(icon, " ".join(words.split()))


def title_of(data: dict[str, Any]) -> str:
    """What the record was called when it happened."""
    for key in ("title", "name"):
        if data.get(key):
            return str(data[key])
    return " ".join(str(part) for part in (_number(data), data.get("subject")) if part)


def fields_of(data: dict[str, Any]) -> str:
    """ "phone, e-mail and owner"."""
    changes = data.get("changes") or {}
    names = [SAID_OTHERWISE.get(name, name.replace("_", " ")) for name in changes]
    if len(names) < 2:
        return names[0] if names else "details"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _number(data: dict[str, Any]) -> str:
    return f"#{data['number']}" if data.get("number") else ""
