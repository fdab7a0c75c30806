"""The uploaded file in the database, written and read in parts."""

import io
from typing import BinaryIO

from sqlalchemy import delete, insert, select

from app.blueprints.imports.models import Import, ImportFile
from app.core import tenancy
from app.core.db import db

PART = 512 * 1024


def keep(imported: Import, file: BinaryIO) -> None:
    file.seek(0)
    part = 0
    while content := file.read(PART):
        values = {"import_id": imported.id, "part": part, "content": content}
        db.session.execute(insert(ImportFile).values(values))
        part += 1


def forget(imported: Import) -> None:
    db.session.execute(delete(ImportFile).where(*_of(imported)))


def reading(imported: Import) -> BinaryIO:
    return io.BufferedReader(_Parts(imported))  # type: ignore[return-value]


class _Parts(io.RawIOBase):
    """Fetches the next part when the former one is used up. Seeks to the start only."""

    def __init__(self, imported: Import):
        self.imported = imported
        self.seek(0)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if (offset, whence) == (0, io.SEEK_CUR):
            return self.position
        if (offset, whence) != (0, io.SEEK_SET):
            raise io.UnsupportedOperation("an upload is read from its start")
        self.part, self.rest, self.position, self.is_last = 0, memoryview(b""), 0, False
        return 0

    def tell(self) -> int:
        return self.position

    def readinto(self, buffer) -> int:
        if not self.rest and not self.is_last:
            self._fetch()
        size = min(len(buffer), len(self.rest))
        buffer[:size], self.rest = self.rest[:size], self.rest[size:]
        self.position += size
        return size

    def _fetch(self) -> None:
        query = select(ImportFile.content).where(*_of(self.imported), ImportFile.part == self.part)
        content = db.session.scalar(query) or b""
        self.rest, self.part, self.is_last = memoryview(content), self.part + 1, len(content) < PART


def _of(imported: Import) -> tuple:
    return ImportFile.agency_id == tenancy.agency_id(), ImportFile.import_id == imported.id
