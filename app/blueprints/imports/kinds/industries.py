"""Industries as other lists name them (GICS, HubSpot, Salesforce, EspoCRM), led to ours.

The first rule that is found in the text decides, so that what is special comes before what is
general: "Health Care REITs" are real estate, "Life & Health Insurance" is insurance.
"""

import re

RULES = (
    ("real_estate", r"\breits?\b|real estate|property management"),
    ("insurance", r"insurance"),
    ("biotechnology", r"biotech"),
    ("pharmaceuticals", r"pharma|\bdrugs?\b"),
    ("hospitality", r"hotel|hospitality|cruise|resort|lodging"),
    ("scientific_services", r"life sciences|\bresearch\b(?! (and|&) consult)|laborator"),
    ("health_care", r"health|hospital|medical|dental|veterinary|wellness"),
    ("legal_services", r"\blegal|\blaw\b(?! enforcement)"),
    ("renewable_energy", r"renewable|\bsolar\b|\bwind\b"),
    ("manufacturing", r"industrial (gases|conglomerates)|machinery|semiconductor|building (products|materials)"
        r"|construction materials|communications equipment|containers|soft drinks"),
    ("energy", r"(electric|gas|multi|power).?utilit|^utilit|power producer|\bpower\b|energy"),
    ("oil_and_gas_extraction", r"\boil\b|petroleum|\bgas\b"),
    ("waste_management", r"environmental|\bwaste\b|recycling"),
    ("aerospace", r"aerospace|aviation|\bspace\b"),
    ("defence", r"defen[cs]e|military"),
    ("automotive", r"automo|motor vehicle|\btires?\b|\btyres?\b"),
    ("transportation", r"airline|airport|air freight|logistics|transport|\brail|railroad|shipping|marine"
        r"|maritime|trucking|delivery"),
    ("warehousing", r"warehous|self.storage"),
    ("media_and_broadcasting", r"broadcast|publish|advertis|marketing|newspaper|television|^media|online media"
        r"|public relations|\bfilm\b|motion pictures?|animation"),
    ("telecommunications", r"telecom|wireless|cable (and|&) satellite|^communications$"),
    ("entertainment", r"casino|gaming|entertainment|movies|music|computer games"),
    ("recreation", r"leisure products|leisure facilities|recreation|sport|fitness"),
    ("tourism", r"travel|touris|leisure"),
    ("retail_trade", r"retail|supermarket|e.?commerce|department store"),
    ("wholesale_trade", r"distributor|wholesale|trading companies|import (and|&) export|international trade"),
    ("food_services", r"restaurant|food service|catering"),
    ("finance", r"bank|financ|capital markets|asset management|invest|brokerage|payment|credit|venture"
        r"|private equity|accounting"),
    ("management_of_companies", r"holding"),
    ("agriculture", r"fertili[sz]er(?!s)|agricultural products|agriculture|farming|forestry|fishery|ranching|dairy"),
    ("construction", r"homebuilding|construction (and|&) engineering|^construction|civil engineering|contractor"),
    ("mining", r"\bgold\b|\bsilver\b|\bcopper\b|mining|\bcoal\b|precious metals"),
    ("educational_services", r"education|school|universit|training|e.?learning|coaching"),
    ("social_assistance", r"non.?profit|not.for.profit|charit|philanthrop|fund.?raising|individual (and|&) family"
        r"|social (services|assistance)"),
    ("public_administration", r"government|public (administration|policy|safety|sector)|judiciary|legislative"
        r"|law enforcement|political"),
    ("technical_services", r"it consulting|information technology (and|&) services|engineering"),
    ("information", r"software|internet|interactive media|data processing|information|computer (?!hard)"
        r"|hosting|cloud|librar|^technology$"),
    ("professional_services", r"consult|architect|professional|management"),
    ("administrative_support", r"human resource|staffing|recruit|employment|support services|security|"
        r"office services|facilities|outsourc|events services"),
    ("arts", r"\barts?\b|museum|\bdesign\b|photograph|crafts"),
    ("other_services", r"consumer services|personal services|religious|^services$|^other$"),
    ("manufacturing", r"manufactur|equipment|products|components|materials|chemical|steel|metal|paper"
        r"|packag|apparel|textile|footwear|luxury|furniture|furnishing|electr|hardware|instrument|packaged"
        r"|food|beverage|brewer|distiller|wine|tobacco|cosmetic|consumer goods|plastic|glass|toys"),
)  # fmt: skip
_patterns = [(industry, re.compile(pattern)) for industry, pattern in RULES]


def industry_like(text: str) -> str | None:
    """The key of our closest industry, or None when no rule knows it."""
    words = " ".join(text.casefold().replace("_", " ").split())
    return next((industry for industry, pattern in _patterns if pattern.search(words)), None)
