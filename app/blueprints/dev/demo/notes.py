"""Client notes and fees of the demo's clients."""

from decimal import Decimal

from app.blueprints.accounts.models import User
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.fees.actions import add_fee
from app.blueprints.crm.notes.actions import write_section
from app.blueprints.dev.demo.history import History

CLIENTS = {"white_glove", "online", "mixed"}
FEES = (
    ("Domestic air ticket", "5.00", "18.00", None),
    ("International air ticket", "8.00", "28.00", None),
    ("Hotel booking", "3.50", "9.50", "Waived when the agency earns commission"),
    ("Rail ticket", "2.00", "7.50", None),
    ("Out of hours call", None, "22.00", "18:00 to 08:00 and weekends"),
)
NOTES = (
    ("payment", "**Lodge card** up to £25,000 a month. Hotels are paid by the traveller."),
    ("invoice_references", "1. Cost centre, four digits\n2. Name of the approver"),
    (
        "travel_policy",
        "- Economy under five hours\n- Premium economy above\n- Business for directors",
    ),
    ("rail", "Standard class, advance fares."),
    ("rail", "Standard class, advance fares. First class is allowed when it is cheaper."),
    ("accommodation", "Up to **£160** a night in London, £120 elsewhere. Breakfast included."),
)


def plan_notes(history: History, companies: list[Company], *, by: User) -> None:
    clients = [company for company in companies if company.company_type in CLIENTS]
    for place, company in enumerate(clients[:8]):
        at = history.some_day(within=60)
        history.plan(at, lambda c=company, n=place: _write(c, n, by))


def _write(company: Company, place: int, by: User) -> None:
    write_section(company, "account_number", f"DT-{4100 + 7 * place}", by=by)
    for section, words in NOTES:
        write_section(company, section, words, by=by)
    for service, online, offline, note in FEES:
        values = {"online_fee": _amount(online), "offline_fee": _amount(offline), "note": note}
        add_fee(company, {"service": service, "currency": "GBP", **values}, by=by)


def _amount(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None
