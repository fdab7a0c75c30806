"""An upload as a form gives it, and what is in the file store."""

import io

import pytest

from app.blueprints.files import actions
from app.core import media, storage
from app.core.uploads import Upload
from tests.files import samples


@pytest.fixture
def upload():
    def make(name="Contract.pdf", content=samples.PDF) -> Upload:
        stream = io.BytesIO(content)
        return Upload(media.check(stream, name), stream)

    return make


@pytest.fixture
def attached(world, upload):
    """`attached(company)`: a PDF of Anna's."""

    def attach(to, name="Contract.pdf", content=samples.PDF, by=None):
        return actions.attach(upload(name, content), to=to, by=by or world.anna)

    return attach


@pytest.fixture
def bytes_of(app):
    def read(file) -> bytes:
        return b"".join(storage.stream(file.key, 0, file.size))

    return read
