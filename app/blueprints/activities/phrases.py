"""Events in words, for timelines: "changed the contact Carol Jones"."""

from typing import Any, NamedTuple

from app.core.events import Event

SHOWN = ("company", "contact", "client_notes", "fee", "ticket", "file")
PHRASES = {
    "activity.logged": ("message-square", "logged {title}"),
    "activity.changed": ("pencil", "changed {title}"),
    "activity.deleted": ("trash-2", "deleted {title}"),
    "activity.restored": ("undo-2", "restored {title}"),
    "import.finished": ("upload", "imported {added} {what}"),
    "company.added": ("building-2", "added the company"),
    "company.updated": ("pencil", "changed {fields} of the company"),
    "company.moved": ("square-kanban", "moved the company from {from} to {to}"),
    "company.restored": ("undo-2", "restored the company"),
    "company.linked": ("link", "linked the company with {other}"),
    "company.unlinked": ("link", "ended the company's link with {other}"),
    "contact.added": ("user-plus", "added the contact {title}"),
    "contact.updated": ("user", "changed {fields} of the contact {title}"),
    "contact.deleted": ("trash-2", "deleted the contact {title}"),
    "contact.restored": ("undo-2", "restored the contact {title}"),
    "contact.merged": ("users", "merged the contact {former} into {title}"),
    "contact.erased": ("shield", "erased a person's data"),
    "contact.purged": ("trash-2", "removed the data of the deleted contact {title}"),
    "file.added": ("paperclip", "added the file {title}"),
    "file.renamed": ("paperclip", "renamed a file to {title}"),
    "file.deleted": ("paperclip", "deleted the file {title}"),
    "file.restored": ("paperclip", "restored the file {title}"),
    "client_notes.changed": ("file-text", "changed the client notes: {section}"),
    "client_notes.deleted": ("trash-2", "deleted the client notes"),
    "fee.added": ("credit-card", "added the fee {title}"),
    "fee.updated": ("credit-card", "changed {fields} of the fee {title}"),
    "fee.deleted": ("trash-2", "deleted the fee {title}"),
    "fee.restored": ("undo-2", "restored the fee {title}"),
    "ticket.opened": ("ticket", "opened ticket {title}"),
    "ticket.changed": ("ticket", "changed {fields} of ticket {title}"),
    "ticket.closed": ("circle-check", "closed ticket {title}"),
    "ticket.deleted": ("trash-2", "deleted ticket {title}"),
    "ticket.restored": ("undo-2", "restored ticket {title}"),
    "ticket.reopened": ("undo-2", "reopened ticket {title}"),
}
ICONS = {"company": "building-2", "contact": "user", "ticket": "ticket"}
SAID_OTHERWISE = {
    "contact_id": "contact", "owner_id": "owner", "assignee_id": "assignee",
    "assigned to": "assignee", "subject_id": "subject",
    "is_primary": "primary contact", "is_booker": "travel booker", "is_traveller": "traveller",
    "is_vip": "VIP traveller", "linkedin_url": "LinkedIn address", "email": "e-mail",
    "company_type": "company type", "status": "status",
}  # fmt: skip


class Phrase(NamedTuple):
    icon: str
    words: str
    url: str | None


def phrase(event: Event) -> Phrase:
    """An event of a kind without words of its own reads like "contact merged: Carol Jones"."""
    icon, pattern = PHRASES.get(event.kind, (None, None))
    title = event.data.get("title", "")
    if pattern is None:
        noun, _, verb = event.kind.partition(".")
        words = f"{noun} {verb.replace('_', ' ')}" + (f": {title}" if title else "")
        return Phrase(ICONS.get(noun, "info"), words, url_of(event))
    words = pattern.format_map(
        {
            "added": "",
            "what": "records",
            **event.data,
            "title": title,
            "fields": fields_of(event.data),
        }
    )
    return Phrase(icon, " ".join(words.split()), url_of(event))


def fields_of(data: dict[str, Any]) -> str:
    """ "phone, e-mail and owner". Changes are {field: [before, after]} or [{"field": label, …}]."""
    changes = data.get("changes") or {}
    if isinstance(changes, list):
        changes = [change["field"].lower() for change in changes]
    names = [SAID_OTHERWISE.get(name, name.replace("_", " ")) for name in changes]
    if len(names) < 2:
        return names[0] if names else "details"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def details_of(data: dict[str, Any]) -> list[tuple[str, str]]:
    """What a change says beyond its headline, where it is kept in words: [("Status", "New → Open")]."""
    changes = data.get("changes") or []
    told = [
        (change["field"], f"{change['from'] or 'Empty'} → {change['to'] or 'empty'}")
        for change in (changes if isinstance(changes, list) else [])
    ]
    return [*told, ("Reason", data["reason"])] if data.get("reason") else told


def url_of(event: Event) -> str | None:
    """The page of what it happened to, where one URL per kind is enough to know it."""
    if event.subject_type == "ticket" and event.data.get("number"):
        return f"/tickets/{event.data['number']}"
    if event.within_type == "company":
        tab = {
            "contact": f"/contacts/{event.subject_id}",
            "activity": "/activity",
            "file": "/files",
            "client_notes": "/notes",
            "fee": "/fees",
        }
        gone = event.kind.endswith((".deleted", ".erased"))
        return f"/companies/{event.within_id}{'' if gone else tab.get(event.subject_type, '')}"
    return None
