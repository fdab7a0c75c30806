"""The Vault's fixed lists. Keys are stored; order is the order on screen."""

from functools import cache

from babel import Locale

from app.core.choices import Choices

COMPANY_TYPES = Choices(
    prospect="Prospect Client",
    white_glove="White Glove Client",
    online="Online Client",
    mixed="Mix of On and Offline",
    former="Former Client",
    supplier="Supplier",
    other="Other",
)
CLIENT_TYPES = Choices(travel="Travel", meetings="Meetings and Events")
STATUSES = Choices(
    lead="Lead",
    pipeline="Added to the sales pipeline",
    qualified="Qualified",
    discussion="In Discussion",
    form_sent="Account Form Sent",
    new_client="New Client",
    trading="Trading",
    on_hold="On hold",
    no_longer="No longer Trading",
    won="Closed - Won",
    lost="Closed - Lost",
    other="Other",
)
STAGES = Choices(
    {
        key: STATUSES[key]
        for key in ("pipeline", "qualified", "discussion", "form_sent", "won", "lost")
    }
)
INDUSTRIES = Choices(
    {
        label.lower().replace(" ", "_"): label
        for label in (
            "Agriculture", "Mining", "Oil and Gas Extraction", "Pharmaceuticals", "Biotechnology",
            "Manufacturing", "Construction", "Wholesale Trade", "Retail Trade", "Transportation",
            "Warehousing", "Information", "Finance", "Insurance", "Real Estate",
            "Rental and Leasing", "Professional Services", "Scientific Services",
            "Technical Services", "Management of Companies", "Administrative Support",
            "Waste Management", "Educational Services", "Health Care", "Social Assistance", "Arts",
            "Entertainment", "Recreation", "Accommodation", "Food Services", "Other Services",
            "Public Administration", "Telecommunications", "Hospitality", "Legal Services",
            "Media and Broadcasting", "Energy", "Renewable Energy", "Automotive", "Aerospace",
            "Defence", "Tourism",
        )
    }
)  # fmt: skip


@cache
def countries() -> Choices:
    """ISO 3166 alpha-2 code → English name, A to Z."""
    names = Locale.parse("en_GB").territories
    regions = {code: name for code, name in names.items() if len(code) == 2 and code.isalpha()}
    for not_a_country in ("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"):
        regions.pop(not_a_country, None)
    return Choices(sorted(regions.items(), key=lambda item: item[1]))
