"""The list of a company's files, and adding some."""

from flask import Blueprint, Response, request, url_for
from flask_login import current_user

from app.blueprints.crm.companies import tabs
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.files.forms import UploadForm
from app.blueprints.files import actions, queries
from app.blueprints.files.models import File
from app.core import tenancy, web
from app.core.access import allow
from app.core.submissions import once
from app.core.uploads import takes_files

bp = Blueprint("company_files", __name__, url_prefix="/companies/<id:company_id>/files")


@bp.get("")
def index(company_id: int):
    return _tab(tenancy.find(Company, company_id), UploadForm())


@bp.post("")
@takes_files
@allow("file.add")
@once
def create(company_id: int):
    company, form = tenancy.find(Company, company_id), UploadForm()
    form.validate()
    uploads = form.files.uploads
    added = [actions.attach(upload, to=company, by=current_user) for upload in uploads]
    if form.files.errors:
        return _refused(company, form, added)
    to, message = tab_url(company), _added(added, company)
    if not web.is_htmx():
        return web.redirect_to(to, message=message)
    web.toast(message)
    return _tab(company, UploadForm(formdata=None))


def tab_url(company: Company) -> str:
    return url_for("company_files.index", company_id=company.id)


def _tab(company: Company, form: UploadForm, *, status: int = 200) -> Response:
    path = tab_url(company)
    page = queries.LISTING.page(queries.file_rows(company), request.args, path)
    template = "crm/files/_tab.html"
    return tabs.show(company, "files", template, status=status, page=page, form=form)


def _refused(company: Company, form: UploadForm, added: list[File]) -> Response:
    """What is good is kept; what is not is told beside the field."""
    if not added:
        return _tab(company, form, status=422)
    web.toast(_added(added, company))
    form.submission.data = None
    return _tab(company, form)


def _added(files: list[File], company: Company) -> str:
    message = f"{files[0].name} added" if len(files) == 1 else f"{len(files)} files added"
    twins = queries.twins_of(files, company)
    return f"{message}. It is the same as {twins[0]}" if twins and len(files) == 1 else message
