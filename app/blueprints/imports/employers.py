"""The company of each contact of a file: found by id, name, website or the e-mail's domain."""

from collections.abc import Iterator

from sqlalchemy import select

from app.blueprints.crm.companies.likeness import email_domain
from app.blueprints.crm.companies.models import Company
from app.blueprints.imports import writing
from app.blueprints.imports.fields import Values, quoted
from app.blueprints.imports.kinds import companies
from app.blueprints.imports.known import Known
from app.blueprints.imports.models import CREATE, Import
from app.blueprints.imports.rows import Row
from app.core import tenancy
from app.core.db import Deletable, db

Key = tuple[str, str]


class Employers:
    """`add` tells whether companies that are missing are really added; in a dry run they get a
    negative id."""

    def __init__(self, imported: Import, *, add: bool):
        self.imported, self.add = imported, add
        self.known = Known(Company, ("name", "website"), companies.keys)
        self.fresh: list[tuple[list[Key], Values]] = []
        self.promised = 0

    def place(self, rows: list[Row]) -> int:
        """Gives each row its `company_id`, or a problem; returns how many companies are new."""
        self.known.refresh()
        self.fresh = []
        by_id = self._present({row.values["company_ref"] for row in rows if _ref(row)})
        for row in rows:
            self._place(row, by_id)
        if self.add and self.fresh:
            self._add(rows)
        return len(self.fresh)

    def _place(self, row: Row, by_id: set[int]) -> None:
        values = row.values
        if _ref(row):
            if values["company_ref"] in by_id:
                values["company_id"] = values["company_ref"]
            else:
                row.problems.append(f"There is no company with the ID {values['company_ref']}")
            return
        keys = list(_keys(values))
        certain = [key for key in keys if key[0] != "name" or not self.known.is_shared(key)]
        if not keys:
            row.problems.append("Company: missing")
        elif found := self.known.find(certain):
            values["company_id"] = found[0]
        elif certain != keys:
            name = quoted(values["company_name"])
            row.problems.append(
                f"Several companies are called {name}: give the ID of the right one"
            )
        else:
            self._miss(row, keys)

    def _miss(self, row: Row, keys: list[Key]) -> None:
        called = row.values.get("company_name") or keys[0][1]
        if self.imported.missing_company != CREATE:
            row.problems.append(f"The company {quoted(called)} is not in the Vault")
            return
        self.promised -= 1
        self.known.learn(keys, self.promised)
        row.values["company_id"] = self.promised
        values = {
            "name": called,
            "website": row.values.get("company_website"),
            "status": row.values.get("company_status"),
        }
        self.fresh.append((keys, {key: value for key, value in values.items() if value}))

    def _add(self, rows: list[Row]) -> None:
        ids = writing.add(companies.KIND, self.imported, [values for _, values in self.fresh])
        first = self.promised + len(ids) - 1
        given = {first - place: record_id for place, record_id in enumerate(ids)}
        for row in rows:
            promised = row.values.get("company_id", 0)
            if promised < 0:
                row.values["company_id"] = given[promised]
        for (keys, values), record_id in zip(self.fresh, ids, strict=True):
            self.known.learn([*keys, *companies.keys(values)], record_id)

    def _present(self, ids: set[int]) -> set[int]:
        if not ids:
            return set()
        query = select(Company.id).where(
            Company.agency_id == tenancy.agency_id(), Company.id.in_(ids)
        )
        if issubclass(Company, Deletable):
            query = query.where(Company.deleted_at.is_(None))
        return set(db.session.scalars(query))


def _ref(row: Row) -> int | None:
    return row.values.get("company_ref")


def _keys(values: Values) -> Iterator[Key]:
    """Name and website if the row has them, else the domain of its e-mail address."""
    if values.get("company_name"):
        yield "name", companies.alike(values["company_name"])
    domain = companies.own_site(values.get("company_website"))
    if domain is None and not values.get("company_name"):
        domain = email_domain(values.get("email"))
    if domain:
        yield "website", domain
