"""The mails that development keeps as files instead of sending them."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from app.core import mail

NAME = re.compile(r"[\w-]+\.eml", re.ASCII)
LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]")


@dataclass(frozen=True)
class Mail:
    name: str
    at: datetime
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def to(self) -> str:
        return str(self.message["To"])

    @property
    def text(self) -> str:
        return self._body("plain")

    @property
    def html(self) -> str:
        """With a base, so that its links leave the frame they are shown in."""
        return self._body("html").replace("<head>", '<head><base target="_top">', 1)

    @property
    def links(self) -> list[str]:
        return list(dict.fromkeys(LINK.findall(self.text)))

    def _body(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        return part.get_content() if part else ""  # type: ignore[attr-defined]


def mails() -> list[Mail]:
    """Newest first."""
    return [_read(file) for file in sorted(mail.mailbox().glob("*.eml"), reverse=True)]


def find(name: str) -> Mail | None:
    file = mail.mailbox() / name
    return _read(file) if NAME.fullmatch(name) and file.is_file() else None


def empty() -> None:
    for file in mail.mailbox().glob("*.eml"):
        file.unlink(missing_ok=True)


def _read(file: Path) -> Mail:
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    at = datetime.strptime(file.name.partition("-")[0], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
    return Mail(file.name, at, message)  # type: ignore[arg-type]
