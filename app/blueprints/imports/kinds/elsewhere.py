"""Company types and statuses as other CRMs call them; keys as `one_word` makes them."""

TYPES_ELSEWHERE = {
    "prospect": "prospect", "customer": "mixed", "client": "mixed", "customerdirect": "mixed",
    "customerchannel": "mixed", "vendor": "supplier", "partner": "supplier",
    "technologypartner": "supplier", "installationpartner": "supplier",
    "channelpartnerreseller": "supplier", "reseller": "supplier", "formercustomer": "former",
    "pastcustomer": "former", "churned": "former", "investor": "other", "competitor": "other",
    "analyst": "other", "integrator": "other", "press": "other",
}  # fmt: skip
STATUSES_ELSEWHERE = {
    "subscriber": "lead", "new": "lead", "marketingqualifiedlead": "lead",
    "salesqualifiedlead": "qualified", "opportunity": "discussion", "opendeal": "discussion",
    "customer": "trading", "evangelist": "trading", "active": "trading", "inactive": "no_longer",
    "closed": "no_longer", "onhold": "on_hold", "won": "won", "lost": "lost",
    "inprogress": "discussion", "connected": "discussion", "unqualified": "lost",
}  # fmt: skip
