"""The agency: a travel management company, our tenant."""

from datetime import datetime, timedelta

from sqlalchemy import Index, String, Uuid, func
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import PlatformModel

TRIAL = timedelta(days=14)


class Agency(PlatformModel):
    name: Mapped[str] = mapped_column(String(255))
    address: Mapped[str] = mapped_column(String(600))
    vat_number: Mapped[str] = mapped_column(String(12), unique=True)
    registration_number: Mapped[str] = mapped_column(String(8), unique=True)
    phone: Mapped[str] = mapped_column(String(20))
    contact_name: Mapped[str] = mapped_column(String(255))
    employees: Mapped[str] = mapped_column(String(20))
    business_focus: Mapped[str] = mapped_column(String(20))
    website: Mapped[str | None] = mapped_column(String(500))
    currency: Mapped[str] = mapped_column(String(3), default="GBP")
    time_zone: Mapped[str] = mapped_column(String(40), default="Europe/London")
    trial_ends_at: Mapped[datetime] = mapped_column(default=lambda: clock.now() + TRIAL)

    # Another one after each change of the agency's people: the database sees to it.
    people_mark: Mapped[str] = mapped_column(
        Uuid(as_uuid=False), server_default=func.gen_random_uuid()
    )

    __table_args__ = (Index("uq_agency_name", func.lower(name), unique=True),)
