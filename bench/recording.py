"""One request of the real app, in this process, with the SQL it sent and the templates it rendered."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, template_rendered
from sqlalchemy import event

from app.core.db import db
from bench.cases import Case
from bench.visitor import Visitor


@dataclass
class Recording:
    statements: list[tuple[str, Any]] = field(default_factory=list)
    contexts: list[dict[str, Any]] = field(default_factory=list)
    answer: bytes = b""

    def main(self, case: Case) -> tuple[str, Any]:
        """The page's main SQL: the longest statement that has the case's words."""
        found = [s for s in self.statements if case.main in s[0].lower()]
        return max(found, key=lambda s: len(s[0]))

    def context(self) -> dict[str, Any]:
        return self.contexts[-1]


def record(app: Flask, case: Case, visitor: Visitor) -> Recording:
    recording = Recording()
    with _listening(app, recording):
        recording.answer = visitor.ask(app, case)
    return recording


@contextmanager
def _listening(app: Flask, recording: Recording) -> Iterator[None]:
    def on_sql(connection, cursor, statement, parameters, context, many):
        recording.statements.append((statement, parameters))

    def on_template(sender, template, context, **_):
        recording.contexts.append(dict(context))

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", on_sql)
    with template_rendered.connected_to(on_template, app):
        yield
    event.remove(engine, "before_cursor_execute", on_sql)
