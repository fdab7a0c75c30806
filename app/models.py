"""Every table of the application, for the migrations and the tests that walk them."""

from app.blueprints.accounts.models import MailedLink, User, UserSession
from app.blueprints.activities.models import Activity, Attendee, Reminder
from app.blueprints.agency.models import Agency
from app.blueprints.bin.models import Deletion
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.crm.fees.models import Fee
from app.blueprints.crm.links.models import CompanyLink
from app.blueprints.crm.moves.models import StageMove
from app.blueprints.crm.notes.models import ClientNotes, NoteRevision
from app.blueprints.crm.watchers.models import CompanyWatcher
from app.blueprints.exports.models import Export, ExportFile
from app.blueprints.files.models import File
from app.blueprints.imports.models import Import, ImportChange, ImportFile, RejectedRow
from app.blueprints.notifications.models import Choice, Notification
from app.blueprints.search.models import Entry, Word
from app.blueprints.suppliers.models import Supplier
from app.blueprints.tickets.models import Action, Subject, Ticket, TicketCounter, Watcher
from app.blueprints.views.models import SavedView
from app.core.events import Event
from app.core.submissions import Submission
from app.outbox.heartbeat import Heartbeat
from app.outbox.models import Message

__all__ = [
    "Action", "Activity", "Agency", "Attendee", "Choice", "ClientNotes", "Company", "CompanyLink",
    "CompanyWatcher", "Contact", "Deletion", "Entry", "Event", "Export", "ExportFile", "Fee", "File", "Heartbeat",
    "Import", "ImportChange", "ImportFile", "MailedLink", "Message", "NoteRevision", "Notification",
    "RejectedRow", "Reminder", "SavedView", "StageMove", "Subject", "Submission", "Supplier",
    "Ticket", "TicketCounter", "User", "UserSession", "Watcher", "Word",
]  # fmt: skip
