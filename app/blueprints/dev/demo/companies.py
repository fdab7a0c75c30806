"""The companies of Demo Travel: clients, prospects and suppliers."""

from typing import Any, NamedTuple


class Town(NamedTuple):
    city: str
    region: str
    dialling: str


LONDON = Town("London", "Greater London", "+442079460")
MANCHESTER = Town("Manchester", "Greater Manchester", "+441614960")
LEEDS = Town("Leeds", "West Yorkshire", "+441134960")
BRISTOL = Town("Bristol", "Bristol", "+441174960")
EDINBURGH = Town("Edinburgh", "Edinburgh", "+441314960")
GLASGOW = Town("Glasgow", "Glasgow", "+441414960")
BIRMINGHAM = Town("Birmingham", "West Midlands", "+441214960")
CARDIFF = Town("Cardiff", "Cardiff", "+442920180")
BELFAST = Town("Belfast", "Belfast", "+442896496")
NEWCASTLE = Town("Newcastle upon Tyne", "Tyne and Wear", "+441914980")

# name, street, town, postal code, industry, type, status
COMPANIES: list[tuple[str, str, Town, str, str, str, str]] = [
    ("Harbour Marine Engineering", "14 Quayside Works", BRISTOL, "BS1 6TY", "manufacturing", "white_glove", "trading"),
    ("Ashdown Capital Partners", "22 Cordwainer Court", LONDON, "EC2V 7QP", "finance", "white_glove", "trading"),
    ("Pennine Renewables", "3 Calder Mills", LEEDS, "LS11 5QN", "renewable_energy", "mixed", "trading"),
    ("Calloway & Finch Solicitors", "8 Temple Yard", LONDON, "WC2R 1JA", "legal_services", "white_glove", "trading"),
    ("Northgate Pharma Research", "Unit 7, Alderley Science Park", MANCHESTER, "M22 5RF", "pharmaceuticals", "white_glove", "trading"),
    ("Brightwater Foods", "Dock Street Mill", BELFAST, "BT1 3GF", "manufacturing", "online", "trading"),
    ("Tamar Software", "41 Paintworks", BRISTOL, "BS4 3EH", "information", "online", "trading"),
    ("Lomond Biotech", "5 Kelvin Way", GLASGOW, "G3 7SL", "biotechnology", "mixed", "trading"),
    ("Severn Structural", "Trinity House, Castle Road", CARDIFF, "CF10 1BH", "construction", "mixed", "trading"),
    ("Larkspur Media Group", "90 Copper Street", MANCHESTER, "M4 1LE", "media_and_broadcasting", "online", "trading"),
    ("Wexcombe Insurance", "1 Victoria Parade", BIRMINGHAM, "B3 2HJ", "insurance", "white_glove", "trading"),
    ("Forth Subsea", "Leith Dockyard, Shed 4", EDINBURGH, "EH6 7DX", "oil_and_gas_extraction", "white_glove", "trading"),
    ("Hadrian Logistics", "Tyne Freight Village", NEWCASTLE, "NE6 1AS", "transportation", "online", "trading"),
    ("Greenhithe Architects", "17 Foundry Lane", LONDON, "SE1 9RT", "professional_services", "online", "trading"),
    ("Oakhurst Academy Trust", "Oakhurst House, Park Row", LEEDS, "LS1 5HN", "educational_services", "mixed", "trading"),
    ("Meridian Aerostructures", "Filton Works, Gate 3", BRISTOL, "BS34 7QW", "aerospace", "white_glove", "trading"),
    ("Ravenscar Wind", "The Old Granary", NEWCASTLE, "NE1 3DY", "renewable_energy", "mixed", "lead"),
    ("Thistle & Rowan Distillers", "12 Shore Place", EDINBURGH, "EH6 6SW", "manufacturing", "online", "trading"),
    ("Colebrook Health", "St Anne's Court", BIRMINGHAM, "B15 3DA", "health_care", "mixed", "trading"),
    ("Kestrel Defence Systems", "Larkhill Park", CARDIFF, "CF24 5PJ", "defence", "white_glove", "on_hold"),
    ("Fairlight Events", "6 Ancoats Yard", MANCHESTER, "M4 6DE", "entertainment", "mixed", "trading"),
    ("Marlowe Publishing", "33 Bedford Mews", LONDON, "WC1B 5DN", "media_and_broadcasting", "online", "trading"),
    ("Ullswater Outdoor", "Mill Bank", LEEDS, "LS12 1BE", "retail_trade", "online", "no_longer"),
    ("Bannockburn Motors", "200 Paisley Road", GLASGOW, "G5 8RE", "automotive", "former", "no_longer"),
    ("Peveril Telecom", "Exchange Tower", BIRMINGHAM, "B1 1BB", "telecommunications", "mixed", "new_client"),
    ("Dunmore Agricultural", "Castlereagh Business Park", BELFAST, "BT6 9HT", "agriculture", "online", "trading"),
    ("Whitcliffe Property", "2 Park Square", LEEDS, "LS1 2ND", "real_estate", "prospect", "lead"),
    ("Solent Robotics", "Innovation Quarter, Block C", BRISTOL, "BS2 0QD", "manufacturing", "prospect", "lead"),
    ("Ardmore Textiles", "Cotton Exchange", MANCHESTER, "M2 7LE", "manufacturing", "prospect", "lead"),
    ("Tollgate Recruitment", "55 Colmore Yard", BIRMINGHAM, "B3 3AG", "administrative_support", "prospect", "lead"),
    ("Clyde Analytics", "9 Merchant Court", GLASGOW, "G1 1DX", "technical_services", "prospect", "lead"),
    ("Saltmarsh Charitable Trust", "The Maltings", CARDIFF, "CF10 5BT", "social_assistance", "prospect", "lead"),
    ("Albion Regional Airways", "Hangar Road, Terminal 2", MANCHESTER, "M90 4PX", "transportation", "supplier", "trading"),
    ("Northern Crown Airlines", "Skyport House", LONDON, "TW6 2AQ", "transportation", "supplier", "trading"),
    ("The Lanyon Hotel", "7 Harbour Square", BELFAST, "BT1 5LP", "hospitality", "supplier", "trading"),
    ("Aldgate House Hotels", "28 Minories Row", LONDON, "EC3N 1DY", "hospitality", "supplier", "trading"),
    ("Castle Street Apartments", "60 Castle Street", EDINBURGH, "EH2 3BT", "accommodation", "supplier", "trading"),
    ("Swiftline Car Hire", "Ringway Depot", MANCHESTER, "M90 5UG", "rental_and_leasing", "supplier", "trading"),
    ("Crossborder Rail", "Eastgate Concourse", LONDON, "N1C 4QL", "transportation", "supplier", "trading"),
    ("Gannet Airport Transfers", "Unit 2, Airside Park", EDINBURGH, "EH12 9FS", "transportation", "supplier", "trading"),
]  # fmt: skip

DESCRIPTIONS = {
    "white_glove": "Every trip is booked by telephone or e-mail with a named consultant. Out-of-hours line included.",
    "mixed": "Point-to-point trips online, anything with more than two sectors through us.",
    "online": "Books in the online tool; calls for changes and refunds only.",
    "prospect": "Travel spend is spread over staff cards today. Interested in reporting and duty of care.",
    "former": "Moved to a global agency after its merger. Stay in touch before the contract ends.",
    "supplier": "Preferred supplier; rates are agreed each January.",
}
OPS_TEAMS = ("Corporate North", "Corporate South", "VIP desk")


def details_of(position: int) -> dict[str, Any]:
    """The values of the company at this place of the list, ready to be added."""
    name, street, town, postal_code, industry, company_type, status = COMPANIES[position]
    domain = "".join(letter for letter in name.lower() if letter.isalnum())
    is_supplier = company_type == "supplier"
    return {
        "name": name,
        "street": street,
        "city": town.city,
        "region": town.region,
        "postal_code": postal_code,
        "country": "GB",
        "phone": f"{town.dialling}{100 + position}",
        "email": f"{'reservations' if is_supplier else 'office'}@{domain}.example",
        "website": f"https://www.{domain}.example",
        "industry": industry,
        "company_type": company_type,
        "client_type": "meetings" if name == "Fairlight Events" else "travel",
        "status": status,
        "ops_team": None if is_supplier else OPS_TEAMS[position % len(OPS_TEAMS)],
        "description": DESCRIPTIONS[company_type],
    }
