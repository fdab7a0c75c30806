"""A company that the agency deals with: client, prospect or supplier."""

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Computed, Index, Numeric, String, Text, func, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.blueprints.accounts.models import User
from app.blueprints.crm.companies.choices import (
    CLIENT_TYPES,
    COMPANY_TYPES,
    INDUSTRIES,
    STAGES,
    STATUSES,
    countries,
)
from app.blueprints.crm.companies.likeness import EMAIL_DOMAIN, NAME_KEY, SEARCHED, WEB_DOMAIN
from app.blueprints.crm.moves.models import StageMove
from app.blueprints.crm.watchers.telling import tell
from app.core import clock
from app.core.db import AgencyModel, Recoverable, belongs_to, db
from app.core.errors import Conflict
from app.core.events import changes_of, record, set_values

REQUIRED = {
    "street": "Street",
    "city": "City",
    "postal_code": "Postal code",
    "country": "Country",
    "email": "E-mail",
    "industry": "Industry",
}


def _kept(expression: str, **type_options: Any) -> Any:
    """A column that PostgreSQL fills from the others of the row."""
    kind = Text(**type_options)
    return mapped_column(kind, Computed(expression, persisted=True), deferred=True)


class Company(Recoverable, AgencyModel):
    name: Mapped[str] = mapped_column(String(255))
    street: Mapped[str | None] = mapped_column(String(255))
    city: Mapped[str | None] = mapped_column(String(120))
    region: Mapped[str | None] = mapped_column(String(120))
    postal_code: Mapped[str | None] = mapped_column(String(20))
    country: Mapped[str | None] = mapped_column(String(2))
    phone: Mapped[str | None] = mapped_column(String(20))
    email: Mapped[str | None] = mapped_column(String(254))
    website: Mapped[str | None] = mapped_column(String(500))
    linkedin_url: Mapped[str | None] = mapped_column(String(500))
    description: Mapped[str | None] = mapped_column(Text)
    industry: Mapped[str | None] = mapped_column(String(40))
    company_type: Mapped[str] = mapped_column(String(20), default="prospect")
    client_type: Mapped[str] = mapped_column(String(20), default="travel")
    status: Mapped[str] = mapped_column(String(20), default="lead")
    owner_id: Mapped[int | None]
    stage_since: Mapped[datetime] = mapped_column(default=clock.now, server_default=func.now())
    expected_value: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    next_step: Mapped[str | None] = mapped_column(String(200))
    next_step_on: Mapped[date | None]
    ops_team: Mapped[str | None] = mapped_column(String(120))
    import_id: Mapped[int | None]
    last_activity_at: Mapped[datetime | None]
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    name_key: Mapped[str] = _kept(NAME_KEY, collation="C")
    email_domain: Mapped[str | None] = _kept(EMAIL_DOMAIN)
    web_domain: Mapped[str | None] = _kept(WEB_DOMAIN)
    searched: Mapped[str] = _kept(SEARCHED)

    owner: Mapped[User | None] = relationship(
        primaryjoin=lambda: User.id == Company.owner_id, foreign_keys=lambda: Company.owner_id
    )
    stage_moves: Mapped[list[StageMove]] = relationship(
        primaryjoin=lambda: StageMove.company_id == Company.id,
        foreign_keys=lambda: StageMove.company_id,
        order_by=lambda: StageMove.id.desc(),
        viewonly=True,
    )

    constraints = (
        belongs_to("user", "owner_id"),
        belongs_to("import", "import_id", ondelete="SET NULL (import_id)"),
        Index("ix_company_name", "agency_id", func.lower(name), "id"),
        Index(
            "ix_company_last_activity", "agency_id", text("last_activity_at DESC NULLS LAST"), "id"
        ),
        Index("ix_company_created", "agency_id", "created_at", "id"),
        Index("ix_company_owner", "agency_id", "owner_id"),
        Index("ix_company_name_key", "agency_id", "name_key"),
        Index("ix_company_email_domain", "agency_id", "email_domain"),
        Index("ix_company_web_domain", "agency_id", "web_domain"),
        Index("ix_company_phone", "agency_id", "phone", "id"),
        Index("ix_company_type", "agency_id", "company_type", "id"),
        Index("ix_company_status", "agency_id", "status", "id"),
        Index("ix_company_industry", "agency_id", "industry", "id"),
        Index("ix_company_stage", "agency_id", "status", text("stage_since DESC"), text("id DESC")),
        Index(
            "ix_company_import", "agency_id", "import_id",
            postgresql_where=text("import_id is not null"),
        ),
    )  # fmt: skip

    @property
    def type_label(self) -> str:
        return COMPANY_TYPES.label(self.company_type)

    @property
    def client_type_label(self) -> str:
        return CLIENT_TYPES.label(self.client_type)

    @property
    def status_label(self) -> str:
        return STATUSES.label(self.status)

    @property
    def status_choices(self) -> list[tuple[str, str]]:
        return STATUSES.pairs

    @property
    def industry_label(self) -> str:
        return INDUSTRIES.label(self.industry)

    @property
    def country_label(self) -> str:
        return countries().label(self.country)

    @property
    def is_supplier(self) -> bool:
        return self.company_type == "supplier"

    @property
    def to_complete(self) -> list[str]:
        """Labels of the required fields that an import left empty."""
        return [label for name, label in REQUIRED.items() if not getattr(self, name)]

    def touch(self) -> None:
        """Something happened with this company: an activity, a ticket or an action."""
        self.last_activity_at = clock.now()

    @property
    def is_in_pipeline(self) -> bool:
        return self.status in STAGES

    @property
    def days_in_stage(self) -> int:
        return (clock.now() - self.stage_since).days

    def change(self, values: dict[str, Any], *, by: User) -> dict[str, list[Any]]:
        """Sets fields and records what changed, {field: [before, after]}; nothing when nothing did.
        A status that is a stage of the pipeline, before or after, makes a move."""
        changes = changes_of(self, values)
        told = dict(changes)
        if STAGES.keys() & set(changes.get("status", ())):
            self.move_to(told.pop("status")[1], by=by)
        if told:
            set_values(self, {name: after for name, (_, after) in told.items()})
            record("company.updated", self, by=by, within=self, changes=told)
            self._tell_watchers(told, by)
        return changes

    def move_to(self, status: str, *, by: User, **why: str | None) -> StageMove:
        """Into the pipeline, through it, or out of it. `why` is the reason and note of a loss."""
        move = StageMove(
            company_id=self.id,
            from_status=self.status,
            to_status=status,
            since=self.stage_since,
            mover_id=by.id,
            at=clock.now(),
            **why,
        )
        db.session.add(move)
        db.session.expire(self, ["stage_moves"])
        self.status, self.stage_since = status, move.at
        labels = {"from": move.from_label, "to": move.to_label}
        record("company.moved", self, by=by, within=self, **labels)
        self._tell_watchers({"status"}, by)
        return move

    def take_back(self, move: StageMove, *, by: User) -> None:
        """The last move was a slip: as if it had not been, days in the stage included."""
        if self.stage_moves[0] is not move or move.taken_back_at or self.status != move.to_status:
            raise Conflict(f"{self.name} has moved on in the meantime.")
        move.taken_back_at = clock.now()
        self.status, self.stage_since = move.from_status or self.status, move.since or move.at
        labels = {"from": move.to_label, "to": self.status_label}
        record("company.moved", self, by=by, within=self, **labels)

    def _tell_watchers(self, changed: Collection[str], by: User) -> None:
        texts = {"status": f"status changed to {self.status_label}", "owner_id": "owner changed"}
        said = ", ".join(text for name, text in texts.items() if name in changed)
        if said:
            tell(self.id, self.name, said, by=by)
