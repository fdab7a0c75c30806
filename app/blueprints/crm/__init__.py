"""The Vault: companies, their contacts, client notes and fees; the pipeline that they pass."""

from flask import Flask

from app.blueprints import bin, views
from app.blueprints.crm import companies, contacts, fees, files, links, notes, pipeline, watches
from app.blueprints.crm.companies import header, tabs
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.companies.queries import LISTING
from app.blueprints.crm.companies.website import reading
from app.blueprints.crm.contacts import directory
from app.blueprints.crm.contacts.actions import purge_contact, restore_contact
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.crm.contacts.queries import contact_count
from app.blueprints.crm.fees.models import Fee
from app.blueprints.crm.fees.queries import fee_count
from app.blueprints.crm.links.queries import linked_with
from app.blueprints.crm.notes.models import ClientNotes
from app.blueprints.crm.notes.queries import note_count, require_no_others
from app.blueprints.crm.watches.queries import is_watched
from app.blueprints.notifications import kinds
from app.core.context import offer_new, offer_place


def init_app(app: Flask) -> None:
    app.register_blueprint(companies.bp)
    for blueprint in (*contacts.blueprints, notes.bp, fees.bp):
        app.register_blueprint(blueprint)
    app.register_blueprint(pipeline.bp)
    files.init_app(app)
    reading.init_app(app)
    app.jinja_env.globals["company_actions"] = header.templates
    offer_place("companies", "The Vault", "/companies", "building-2", order=20)
    offer_place("contacts", "Contacts", "/contacts", "contact", order=50)
    offer_place("pipeline", "Pipeline", "/pipeline", "square-kanban", order=30)
    offer_new("Company", "/companies/new", "building-2", "company.add")
    app.register_blueprint(links.bp)
    app.jinja_env.globals["linked_with"] = linked_with
    app.register_blueprint(watches.bp)
    kinds.offer(
        "watched",
        "A ticket I work on, or a ticket or company I watch, changes",
        icon="eye",
        order=30,
    )
    bin.offer(Company, "Company", icon="building-2", url=lambda company: f"/companies/{company.id}")
    bin.count_as(Contact, "contact", "contacts")
    bin.offer(
        Contact,
        "Contact",
        icon="contact",
        url=lambda contact: f"/companies/{contact.company_id}/contacts/{contact.id}",
        own=bin.Own(lambda contact, by: restore_contact(contact, by=by), purge_contact),
    )
    bin.count_as(Fee, "fee", "fees")
    bin.offer(
        ClientNotes,
        "Client notes",
        icon="file-text",
        url=lambda notes: f"/companies/{notes.company_id}/notes",
        guard=require_no_others,
    )
    views.offer("companies", "companies", "/companies", LISTING)
    views.offer("contacts", "contacts", "/contacts", directory.LISTING)
    header.offer("crm/pipeline/_add.html", order=30)
    header.offer("crm/watches/_watch.html", order=95)
    header.ask("is_watched", is_watched)
    tabs.offer("details", "Details", "companies.details.index", order=10)
    tabs.offer("contacts", "Contacts", "contacts.contacts.index", count=contact_count, order=20)
    tabs.offer(
        "notes", "Client notes", "notes.notes.index", count=note_count, order=30, when=is_client
    )
    tabs.offer("fees", "Fees", "fees.fees.index", count=fee_count, order=40, when=is_client)


def is_client(company: Company) -> bool:
    return not company.is_supplier
