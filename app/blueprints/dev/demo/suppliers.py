"""The directory of Demo Travel: some of its supplier companies, and others it only books with."""

from typing import Any

from app.blueprints.accounts.models import User
from app.blueprints.crm.companies.models import Company
from app.blueprints.dev.demo.history import DAYS, History
from app.blueprints.suppliers.actions import add_supplier

# name, type, number, account manager, other
SUPPLIERS = [
    ("Albion Regional Airways", "air", "+441614960160", "Petra Lind", "Group fares from ten seats. Waivers by e-mail only, quote the PNR."),
    ("Northern Crown Airlines", "air", "+442079460161", None, "Corporate code NCDT26. Name changes up to 24 hours before departure."),
    ("The Lanyon Hotel", "accommodation", "+442896496162", "Aoife Nolan", "Rate code DEMO. Bill-back for rooms and breakfast."),
    ("Aldgate House Hotels", "accommodation", "+442079460163", "Marcus Bell", None),
    ("Swiftline Car Hire", "ground", "+441614960164", None, "Delivery within 20 miles of Manchester and Leeds."),
    ("Gannet Airport Transfers", "ground", "+441314960165", "Ewan Reid", None),
    ("Crossborder Rail", "rail", "+442079460166", None, "Seat reservations open 90 days ahead."),
    ("Fernside Airport Lounges", "other", "+442079460167", None, None),
]  # fmt: skip


def plan_suppliers(history: History, companies: list[Company], *, by: User) -> None:
    in_the_vault = {company.name: company.id for company in companies}
    for name, *rest in SUPPLIERS:
        values = details_of(name, *rest, in_the_vault.get(name))
        history.plan(history.days_ago(DAYS), lambda v=values: add_supplier(v, by=by))


def details_of(
    name: str, kind: str, number: str, manager: str | None, other: str | None, company: int | None
) -> dict[str, Any]:
    domain = f"{''.join(filter(str.isalnum, name.lower()))}.example"
    return {
        "name": name,
        "supplier_type": kind,
        "websites": [f"https://www.{domain}", f"https://agents.{domain}"],
        "numbers": [number],
        "general_email": f"agents@{domain}",
        "group_email": f"groups@{domain}" if kind in ("air", "accommodation") else None,
        "manager_name": manager,
        "manager_phone": f"{number[:-3]}190" if manager else None,
        "manager_email": f"{manager.lower().replace(' ', '.')}@{domain}" if manager else None,
        "other": other,
        "company_id": company,
    }
