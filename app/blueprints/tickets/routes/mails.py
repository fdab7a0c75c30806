"""A mail about a ticket in the browser, as its visitor would read it; and the one that an action
would send, before it is added."""

from flask import Blueprint, Response, abort
from flask_login import current_user

from app.blueprints.tickets import mails, previews, queries
from app.blueprints.tickets.forms import NewActionForm
from app.core import web
from app.core.access import allow
from app.core.forms import to_id
from app.core.mail import render
from app.core.uploads import takes_files

bp = Blueprint("mails", __name__, url_prefix="/tickets/<id:number>/mail")
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
MOST = 50


@bp.get("/<events>")
def show(number: int, events: str):
    ticket = queries.find_ticket(number)
    ids = [to_id(value) or 0 for value in events.split(".")[:MOST]]
    told = mails.events_of(ticket, ids) or abort(404)
    news = mails.News(ticket, told, current_user)
    mail = render(current_user.email, mails.TEMPLATE, news=news, **news.headers("view"))
    headers = {"Content-Security-Policy": POLICY}
    return Response(mail.html, mimetype="text/html", headers=headers)


@bp.post("")
@takes_files
@allow("ticket.edit")
def create(number: int):
    ticket = queries.find_ticket(number, lock=True)
    ticket.require_open()
    form = NewActionForm()
    if not form.validate():
        return web.invalid("tickets/actions/_preview.html", ticket=ticket, form=form)
    preview = previews.of_action(ticket, form.values(), by=current_user)
    return web.fragment("tickets/actions/_preview.html", ticket=ticket, preview=preview)
