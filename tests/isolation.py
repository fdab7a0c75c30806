"""How to reach a record of each kind by address: what `test_isolation.py` asks for in both agencies.

Whoever adds a route with a record in its address adds a line to RECORDS: the resource (the endpoint
without the handler's name) → what makes such a record and returns the parts of its address.
"""

from collections.abc import Callable
from io import BytesIO
from itertools import count
from types import SimpleNamespace

from app.blueprints import bin
from app.blueprints.crm.links.models import CompanyLink
from app.blueprints.crm.notes.actions import write_section
from app.blueprints.crm.notes.queries import last_revision
from app.blueprints.exports import actions as exports
from app.blueprints.exports.models import Export
from app.blueprints.files import actions as files
from app.blueprints.imports import actions as imports
from app.blueprints.notifications.models import Notification
from app.blueprints.suppliers.models import Supplier
from app.blueprints.tickets.models import Action, Subject
from app.blueprints.views.models import SavedView
from app.core import media
from app.core.events import record
from app.core.uploads import Upload
from tests.files import samples

World = SimpleNamespace
Parts = dict[str, object]
_numbers = count(1)


def company(world: World) -> Parts:
    return {"company_id": world.company().id}


def contact(world: World) -> Parts:
    contact = world.contact()
    return {"company_id": contact.company_id, "contact_id": contact.id}


def contact_of_two(world: World) -> Parts:
    """There is somebody to merge with."""
    contact = world.contact()
    world.contact(contact.company)
    return {"company_id": contact.company_id, "contact_id": contact.id}


def activity(world: World) -> Parts:
    activity = world.activity(author=world.visitor)
    return {"company_id": activity.company_id, "activity_id": activity.id, "section": "calls"}


def meeting(world: World) -> Parts:
    meeting = world.activity(kind="meeting", outcome="scheduled")
    return {"company_id": meeting.company_id, "activity_id": meeting.id}


def reminder(world: World) -> Parts:
    return {"reminder_id": world.reminder(user=world.visitor).id}


def imported(world: World) -> Parts:
    file = BytesIO(b"Name\nAcme\n")
    made = imports.upload("companies", "clients.csv", file, by=world.visitor)
    return {"import_id": made.id}


def supplier(world: World) -> Parts:
    made = world.added(Supplier(name=f"Supplier {next(_numbers)}", supplier_type="air"))
    return {"supplier_id": made.id}


def ticket(world: World) -> Parts:
    return {"number": world.ticket().number, "name": "priority"}


def action(world: World) -> Parts:
    ticket = world.ticket()
    number = next(_numbers)
    values = {"kind": "update", "details": "Called.", "author": world.visitor}
    world.added(Action(ticket=ticket, number=number, **values))
    return {"number": ticket.number, "action_number": number}


def subject(world: World) -> Parts:
    return {"subject_id": world.added(Subject(name=f"Subject {next(_numbers)}")).id}


def closed_ticket(world: World) -> Parts:
    return {"number": world.ticket(status="closed").number}


def mailed_ticket(world: World) -> Parts:
    ticket = world.ticket()
    opened = world.added(record("ticket.opened", ticket, by=world.visitor))
    return {"number": ticket.number, "events": opened.id}


def notification(world: World) -> Parts:
    """Of the visitor."""
    values = {"kind": "watched", "title": "#1", "text": "closed", "delivery": "off"}
    made = Notification(user_id=world.visitor.id, url="/tickets", **values)
    return {"notification_id": world.added(made).id}


def file(world: World) -> Parts:
    """A PDF of the visitor."""
    upload = Upload(media.check(BytesIO(samples.PDF), "Offer.pdf"), BytesIO(samples.PDF))
    return {"file_id": files.attach(upload, to=world.company(), by=world.visitor).id}


def export(world: World) -> Parts:
    """A document of the visitor that is ready."""
    values = {"kind": "ticket", "subject_id": 1, "title": "Ticket", "state": "ready"}
    made = world.added(Export(user_id=world.visitor.id, **values))
    exports._keep(made, b"%PDF")
    return {"export_id": made.id}


def stage_move(world: World) -> Parts:
    company = world.company()
    return {"company_id": company.id, "move_id": company.move_to("won", by=world.visitor).id}


def saved_view(world: World) -> Parts:
    values = {"list_key": "companies", "name": "Leads", "query": ""}
    return {"view_id": world.added(SavedView(user_id=world.visitor.id, **values)).id}


def link(world: World) -> Parts:
    first, second = world.company().id, world.company().id
    made = CompanyLink(first_id=first, second_id=second, user_id=world.visitor.id)
    return {"company_id": first, "link_id": world.added(made).id}


def fee(world: World) -> Parts:
    made = world.fee()
    return {"company_id": made.company_id, "fee_id": made.id}


def noted(world: World) -> Parts:
    """A company with client notes, and the first text of a section."""
    notes = write_section(world.company(), "rail", "Standard class", by=world.visitor)
    revision = last_revision(notes, "rail")
    return {"company_id": notes.company_id, "key": "rail", "revision_id": revision.id}


def deletion(world: World) -> Parts:
    return {"deletion_id": bin.put(world.company(), by=world.visitor).id}


RECORDS: dict[str, Callable[[World], Parts]] = {
    "activities.completions": reminder,
    "activities.deletions": activity,
    "activities.entries": activity,
    "activities.meetings": meeting,
    "activities.people": company,
    "activities.reminders": reminder,
    "activities.restorations": reminder,
    "activities.snoozes": reminder,
    "activities.timeline": company,
    "bin.restorations": deletion,
    "companies.companies": company,
    "companies.deletions": company,
    "companies.deals": company,
    "companies.details": lambda world: company(world) | {"key": "about"},
    "companies.statuses": company,
    "companies.websites": company,
    "company_files": company,
    "company_watches": company,
    "contacts.contacts": contact,
    "contacts.deletions": contact,
    "contacts.details": contact,
    "contacts.erasures": contact,
    "contacts.mergers": contact_of_two,
    "contacts.options": company,
    "contacts.restorations": contact,
    "contacts.rows": contact,
    "exports.exports": export,
    "fees.deletions": fee,
    "fees.fees": company,
    "fees.positions": fee,
    "fees.rows": fee,
    "exports.files": export,
    "exports.retries": export,
    "files.contents": file,
    "files.deletions": file,
    "files.downloads": file,
    "files.names": file,
    "files.previews": file,
    "files.restorations": file,
    "imports.columns": imported,
    "imports.imports": imported,
    "imports.rejects": imported,
    "imports.runs": imported,
    "imports.undoings": imported,
    "imports.values": imported,
    "notes.deletions": noted,
    "notes.notes": company,
    "notes.revisions": noted,
    "notes.sections": noted,
    "notifications.notifications": notification,
    "notifications.readings": notification,
    "pipeline.reversals": stage_move,
    "pipeline.stages": company,
    "sheets": company,
    "suppliers.deletions": supplier,
    "suppliers.suppliers": supplier,
    "links": link,
    "reports.taking": ticket,
    "tickets.action_deletions": action,
    "tickets.actions": action,
    "tickets.choices": ticket,
    "tickets.closures": ticket,
    "tickets.company": company,
    "tickets.counts": company,
    "tickets.deletions": ticket,
    "tickets.fields": ticket,
    "tickets.mails": mailed_ticket,
    "tickets.orders": ticket,
    "tickets.presences": ticket,
    "tickets.reopenings": closed_ticket,
    "tickets.rows": ticket,
    "tickets.subject_merges": subject,
    "tickets.subjects": subject,
    "tickets.tickets": ticket,
    "tickets.watches": ticket,
    "views.restorations": saved_view,
    "views.views": saved_view,
}

# Parts of an address that name no record of an agency, and why.
NO_RECORDS: dict[str, str] = {
    "accounts.confirmations": "a token that was mailed",
    "accounts.registration_fields": "the name of a field",
    "accounts.resets": "a token that was mailed",
    "activities.calendars": "a secret token of a user",
    "dev.answers": "a status to answer with, in development only",
    "dev.mail_bodies": "a file of the development mailbox",
    "dev.mails": "a file of the development mailbox",
}

# What can be seen without signing in: these resources, and nothing else.
PUBLIC = {
    "accounts.addresses",
    "accounts.confirmations",
    "accounts.registration_fields",
    "accounts.registrations",
    "accounts.reset_requests",
    "accounts.resets",
    "accounts.sessions",
    "accounts.verification",
    "activities.calendars",
    "health",
    "public.home",
    "public.icons",
    "public.pages",
    "public.robots",
}
