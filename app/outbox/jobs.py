"""What the RQ worker runs."""

from flask import current_app

from app.core import mail
from app.outbox import delivery
from app.outbox.kinds import handles


def deliver(message_id: int) -> None:
    delivery.deliver(message_id)


@handles("operator.mail")
def mail_operator(message, template: str, context: dict) -> None:
    """Tells the operator of the platform that something needs a person."""
    operator = current_app.extensions["settings"].operator_email
    if operator:
        mail.send(operator, template, message_id=f"outbox-{message.id}", **context)
