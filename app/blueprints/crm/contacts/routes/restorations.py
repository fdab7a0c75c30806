"""Taking a deletion back."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.crm.contacts import actions
from app.blueprints.crm.contacts.queries import find_deleted
from app.blueprints.crm.contacts.routes import screens
from app.core import web
from app.core.access import require

bp = Blueprint("restorations", __name__, url_prefix="/<id:contact_id>/restoration")


@bp.post("")
def create(company_id: int, contact_id: int):
    contact = find_deleted(company_id, contact_id)
    require("contact.delete", contact)
    actions.restore_contact(contact, by=current_user)
    return web.redirect_to(screens.page_url(contact), message=f"{contact.name} is back")
