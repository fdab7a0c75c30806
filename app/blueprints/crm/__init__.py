"""The Vault: companies and their contacts; the pipeline that they pass."""

from flask import Flask

from app.blueprints import bin, views
from app.blueprints.crm import companies, contacts, files, links, pipeline
from app.blueprints.crm.companies import header, tabs
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.companies.queries import LISTING
from app.blueprints.crm.companies.website import reading
from app.blueprints.crm.contacts import directory
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.crm.contacts.queries import contact_count
from app.blueprints.crm.links.queries import linked_with
from app.core.context import offer_new, offer_place


def init_app(app: Flask) -> None:
    app.register_blueprint(companies.bp)
    for blueprint in contacts.blueprints:
        app.register_blueprint(blueprint)
    app.register_blueprint(pipeline.bp)
    files.init_app(app)
    reading.init_app(app)
    app.jinja_env.globals["company_actions"] = header.templates
    offer_place("companies", "The Vault", "/companies", "building-2")
    offer_place("contacts", "Contacts", "/contacts", "contact")
    offer_place("pipeline", "Pipeline", "/pipeline", "square-kanban")
    offer_new("Company", "/companies/new", "building-2", "company.add")
    app.register_blueprint(links.bp)
    app.jinja_env.globals["linked_with"] = linked_with
    bin.offer(Company, "Company", icon="building-2", url=lambda company: f"/companies/{company.id}")
    bin.count_as(Contact, "contact", "contacts")
    views.offer("companies", "companies", "/companies", LISTING)
    views.offer("contacts", "contacts", "/contacts", directory.LISTING)
    header.offer("crm/pipeline/_add.html", order=30)
    tabs.offer("details", "Details", "companies.details.index", order=10)
    tabs.offer("contacts", "Contacts", "contacts.contacts.index", count=contact_count, order=20)
