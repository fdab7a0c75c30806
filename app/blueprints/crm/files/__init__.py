"""The Files tab of a company."""

from flask import Flask

from app.blueprints.crm.companies import tabs
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.files.routes import bp, tab_url
from app.blueprints.files import owners
from app.blueprints.files.queries import file_count


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    owners.offer(Company, "company_id", url=tab_url, timeline=lambda company: company)
    tabs.offer("files", "Files", "company_files.index", count=file_count, order=80)
