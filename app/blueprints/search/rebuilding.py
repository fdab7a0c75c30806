"""Makes the entries of the entered agency anew, batch by batch: each in a transaction of its own that
locks and reads as the triggers do, so that a change made meanwhile is never lost."""

from sqlalchemy import ARRAY, BigInteger, cast, column, delete, func, select, table, text, union

from app.blueprints.search.kinds import KINDS
from app.blueprints.search.kinds.kind import Kind
from app.blueprints.search.models import Entry, Word
from app.core import tenancy
from app.core.db import db
from app.core.requests import commit

BATCH = 1000
TRIGRAMS = "create index if not exists ix_search_word_trigrams on search_word using gin (word gin_trgm_ops)"


def forgive_typos() -> None:
    """A database that has got the extension after the tables gets its index too."""
    if db.session.scalar(
        text("select exists (select from pg_extension where extname = 'pg_trgm')")
    ):
        db.session.execute(text(TRIGRAMS))
    commit()


def rebuild() -> int:
    """How many entries there are now."""
    db.session.execute(delete(Word).where(Word.agency_id == tenancy.agency_id()))
    commit()
    for kind in KINDS.values():
        _rebuild(kind)
    entries = select(func.count()).select_from(Entry)
    return db.session.scalar(entries.where(Entry.agency_id == tenancy.agency_id())) or 0


def forget_words() -> None:
    """Words that are in no name of the entered agency any more: of erased people, say."""
    word = func.unnest(func.string_to_array(Entry.name, " ")).label("word")
    used = select(word).where(Entry.agency_id == tenancy.agency_id()).distinct().subquery()
    is_used = select(used.c.word).where(used.c.word == Word.word).exists()
    db.session.execute(delete(Word).where(Word.agency_id == tenancy.agency_id(), ~is_used))


def _rebuild(kind: Kind) -> None:
    last = 0
    while ids := _ids_after(kind, last):
        keep = getattr(func, f"search_keep_{kind.key}")
        db.session.execute(select(keep(cast(ids, ARRAY(BigInteger)))))
        commit()
        last = ids[-1]


def _ids_after(kind: Kind, last: int) -> list[int]:
    """Of records, and of entries whose record is there no more."""
    records = table(kind.table, column("id"), column("agency_id"))
    of_agency = records.c.agency_id == tenancy.agency_id()
    present = select(records.c.id).where(of_agency, records.c.id > last)
    kept = select(Entry.record_id).where(
        Entry.agency_id == tenancy.agency_id(), Entry.kind == kind.key, Entry.record_id > last
    )
    parts = (q.order_by(q.selected_columns[0]).limit(BATCH).subquery() for q in (present, kept))
    both = union(*(select(part) for part in parts)).subquery()
    return list(db.session.scalars(select(both.c.id).order_by(both.c.id).limit(BATCH)))
