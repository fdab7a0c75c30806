"""What the agency has already, by the keys that duplicates are known by.

Read once at the start and then only what is new: an import of 50,000 rows asks for each of them.
Keys are kept as hashes, so that 200,000 records cost some forty megabytes and not two hundred.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import select

from app.core import tenancy
from app.core.db import AgencyModel, Deletable, db

AT_A_TIME = 5_000
Keys = list[tuple[str, str]]


class Known:
    def __init__(
        self,
        model: type[AgencyModel],
        columns: tuple[str, ...],
        keys: Callable[[Mapping[str, Any]], Keys],
    ):
        self.model, self.columns, self.keys = model, columns, keys
        self.ids: dict[int, int] = {}
        self.shared: set[int] = set()
        self.last = 0

    def refresh(self) -> None:
        """Learns the records that were added since."""
        query = select(self.model.id, *(getattr(self.model, name) for name in self.columns))
        query = query.where(self.model.agency_id == tenancy.agency_id(), self.model.id > self.last)
        if issubclass(self.model, Deletable):
            query = query.where(self.model.deleted_at.is_(None))
        rows = db.session.execute(
            query.order_by(self.model.id).execution_options(yield_per=AT_A_TIME)
        )
        for row in rows.mappings():
            self.learn(self.keys(row), row["id"])
            self.last = row["id"]

    def learn(self, keys: Iterable[tuple[str, str]], record_id: int) -> None:
        """The first one to have a key keeps it; a row of the file (a negative id) gives it up to
        the record that is made of it."""
        for key in map(hash, keys):
            present = self.ids.get(key)
            if present is None or present < 0 < record_id:
                self.ids[key] = record_id
            elif present != record_id:
                self.shared.add(key)

    def find(self, keys: Iterable[tuple[str, str]]) -> tuple[int, str] | None:
        """(id, by what) of the record with one of the keys, the surest first."""
        for key in keys:
            found = self.ids.get(hash(key))
            if found is not None:
                return found, key[0]
        return None

    def is_shared(self, key: tuple[str, str]) -> bool:
        """Whether several records have this key."""
        return hash(key) in self.shared
