from types import SimpleNamespace

import pytest

from app.outbox.kinds import KINDS, handles


@pytest.fixture
def note(world):
    """A kind of message that notes its work in `note.done` and fails while `note.error` is set."""
    note = SimpleNamespace(done=[], given_up=[], error=None)

    def give_up(text, message):
        note.given_up.append(text)

    @handles("test.note", attempts=3, give_up=give_up)
    def work(text, message):
        if note.error:
            raise note.error
        note.done.append(text)

    yield note
    for kind in [kind for kind in KINDS if kind.startswith("test.")]:
        del KINDS[kind]
