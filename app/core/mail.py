"""Sends one e-mail, in HTML and text, by SMTP; used by outbox jobs only, never by a request.

`emails/<name>.html` and `emails/<name>.txt` are its templates; the first line of the text template
is the subject, then an empty line. In development without a mail server the mail becomes a file
under var/mail that `/dev/mailbox` shows.
"""

from pathlib import Path
from typing import Any

from flask import current_app, render_template
from flask_mail import Message

from app.core import clock
from app.extensions import mail


def send(
    to: str,
    template: str,
    *,
    message_id: str,
    in_reply_to: str | None = None,
    **context: Any,
) -> None:
    """Renders and sends; raises what SMTP raises, so that the outbox tries again.
    `message_id` is the local part, derived from the outbox row: a repeat is recognisable."""
    message = render(to, template, message_id=message_id, in_reply_to=in_reply_to, **context)
    if current_app.extensions["settings"].mails_to_mailbox:
        _keep(message)
    else:
        mail.send(message)


def render(
    to: str, template: str, *, message_id: str, in_reply_to: str | None = None, **context: Any
) -> Message:
    context["site"] = site()
    subject, _, text = render_template(f"emails/{template}.txt", **context).partition("\n")
    message = Message(
        subject=" ".join(subject.split()),
        recipients=[to],
        body=text.strip() + "\n",
        html=render_template(f"emails/{template}.html", **context),
    )
    message.msgId = full_id(message_id)
    if in_reply_to:
        message.extra_headers = {
            "In-Reply-To": full_id(in_reply_to),
            "References": full_id(in_reply_to),
        }
    return message


def site() -> str:
    """The public address without a slash at its end, for links in mails."""
    return current_app.extensions["settings"].public_url.rstrip("/")


def full_id(local: str) -> str:
    host = site().partition("://")[2].partition("/")[0].partition(":")[0]
    return f"<{local}@{host}>"


def mailbox() -> Path:
    return Path(current_app.extensions["settings"].var_dir) / "mail"


def _keep(message: Message) -> None:
    folder = mailbox()
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{clock.now():%Y%m%dT%H%M%S%f}-{message.msgId.strip('<>').partition('@')[0]}.eml"
    (folder / name).write_bytes(message.as_bytes())
