"""A real SMTP server that keeps what it receives: `mailbox.mails`, `mailbox.last`, `mailbox.to(address)`."""

import re
import socket
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller

LINK = re.compile(r"https?://[^\s\"'<>]+")


@dataclass
class Mail:
    to: list[str]
    message: EmailMessage

    @property
    def subject(self) -> str:
        return self.message["Subject"]

    @property
    def text(self) -> str:
        return self.message.get_body(("plain",)).get_content().replace("\r\n", "\n")

    @property
    def html(self) -> str:
        return self.message.get_body(("html",)).get_content().replace("\r\n", "\n")

    @property
    def links(self) -> list[str]:
        return LINK.findall(self.text)

    def path(self, start: str) -> str:
        """The first link to a page that begins with `start`, without the host."""
        paths = ["/" + link.split("/", 3)[-1] for link in self.links]
        return next(path for path in paths if path.startswith(start))


class Mailbox:
    """`refusal` ("451 Try later") is the answer to every mail while it is set."""

    def __init__(self) -> None:
        self.mails: list[Mail] = []
        self.refusal: str | None = None

    @property
    def last(self) -> Mail:
        return self.mails[-1]

    def to(self, address: str) -> list[Mail]:
        return [mail for mail in self.mails if address in mail.to]

    def clear(self) -> None:
        self.mails, self.refusal = [], None


class Receiver:
    def __init__(self, mailbox: Mailbox) -> None:
        self.mailbox = mailbox

    async def handle_DATA(self, server, session, envelope) -> str:
        if self.mailbox.refusal:
            return self.mailbox.refusal
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.mailbox.mails.append(Mail(envelope.rcpt_tos, message))
        return "250 OK"


class Server(Controller):
    """Fills `self.mailbox` from a free port of this machine."""

    def __init__(self) -> None:
        self.mailbox = Mailbox()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        super().__init__(Receiver(self.mailbox), hostname="127.0.0.1", port=port)
