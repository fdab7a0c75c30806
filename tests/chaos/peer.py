"""The mail server at the other end: takes its time, and counts what arrives by Message-ID."""

import asyncio
import socket
from collections import Counter
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller


class Peer:
    """`arrived` counts Message-IDs, `texts` keeps what each of them said."""

    def __init__(self, seconds: float = 0.02) -> None:
        self.seconds = seconds
        self.arrived: Counter[str] = Counter()
        self.texts: dict[str, set[str]] = {}
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)

    def __enter__(self) -> "Peer":
        self.controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.controller.stop()

    async def handle_DATA(self, server, session, envelope) -> str:
        message = message_from_bytes(envelope.content, policy=policy.default)
        body = message.get_body(("plain",)).get_content()
        name = message["Message-ID"]
        self.arrived[name] += 1
        self.texts.setdefault(name, set()).add(f"{message['To']} {message['Subject']}\n{body}")
        await asyncio.sleep(self.seconds)
        return "250 OK"

    @property
    def repeats(self) -> int:
        return sum(self.arrived.values()) - len(self.arrived)
