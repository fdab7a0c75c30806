"""Which rows belong to a record, read from the tables themselves, so that none is forgotten: a row
belongs to what it must refer to, or what it is deleted with, and to what that belongs to."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Table, or_, select

from app.core import tenancy
from app.core.db import AgencyModel, Recoverable, db

Condition = ColumnElement[bool]


def belonging_to(record: AgencyModel) -> dict[Table, Condition]:
    """Table → which of its rows go with the record, the record's own table first and every table
    after those it refers to."""
    own = record.__table__
    going: dict[Table, Condition] = {own: _in_agency(own) & (own.c.id == record.id)}
    for table in db.metadata.sorted_tables:
        parents = [
            reference.parent.in_(select(parent.c.id).where(going[parent]))
            for reference, parent in references(table)
            if parent in going and table is not own and is_owner(reference)
        ]
        if parents:
            going[table] = _in_agency(table) & or_(*parents)
    return going


def references(table: Table) -> Iterator[tuple[ForeignKey, Table]]:
    """(the reference of a column, the table it refers to) for each within the agency."""
    for constraint in table.foreign_key_constraints:
        for reference in constraint.elements:
            if "agency_id" in table.c and reference.parent.name != "agency_id":
                yield reference, reference.column.table


def is_owner(reference: ForeignKey) -> bool:
    return not reference.parent.nullable or reference.ondelete == "CASCADE"


def recoverable_tables() -> set[Table]:
    return {mapper.local_table for mapper in _mappers() if issubclass(mapper.class_, Recoverable)}


def _mappers() -> Iterator[Any]:
    return iter(db.Model.registry.mappers)


def _in_agency(table: Table) -> Condition:
    return table.c.agency_id == tenancy.CURRENT_AGENCY
