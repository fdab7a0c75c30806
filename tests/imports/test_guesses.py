"""Headings and values of other programs are understood."""

import pytest

from app.blueprints.crm.companies.choices import COMPANY_TYPES, INDUSTRIES, STATUSES, countries
from app.blueprints.crm.companies.country_names import country_like
from app.blueprints.imports.guesses import guess_columns
from app.blueprints.imports.kinds import companies
from app.blueprints.imports.kinds.elsewhere import STATUSES_ELSEWHERE, TYPES_ELSEWHERE
from app.blueprints.imports.kinds.industries import RULES, industry_like
from app.blueprints.imports.kinds.places import place

OURS = [field.label for field in companies.FIELDS]
HUBSPOT = [
    "Record ID", "Company name", "Company owner", "Create Date", "Phone Number", "City",
    "State/Region", "Postal Code", "Street Address", "Country/Region", "Industry", "Type",
    "Lifecycle Stage", "Website URL", "LinkedIn Company Page", "Description",
]  # fmt: skip
SALESFORCE = [
    "Account ID", "Account Name", "Account Owner", "Type", "Billing Street", "Billing City",
    "Billing State/Province", "Billing Zip/Postal Code", "Billing Country", "Phone", "Website",
    "Industry", "Account Description",
]  # fmt: skip
ESPOCRM = [
    "ID", "Name", "Website", "Email", "Phone", "Type", "Industry", "Billing Address Street",
    "Billing Address City", "Billing Address State", "Billing Address Country",
    "Billing Address Postal Code", "Description", "Assigned User Name", "Created At",
]  # fmt: skip
API_NAMES = ["Id", "Name", "BillingStreet", "BillingCity", "BillingState", "BillingPostalCode"]


@pytest.mark.parametrize("headings", [HUBSPOT, SALESFORCE, ESPOCRM], ids=["H", "S", "E"])
def test_the_companies_of_other_crms_are_matched(headings):
    guessed = guess_columns(headings, companies.FIELDS)
    wanted = {"name", "street", "city", "region", "postal_code", "country", "phone", "industry",
              "company_type", "website", "owner_id", "description"}  # fmt: skip
    assert wanted <= set(guessed)
    left = set(headings) - set(guessed.values())
    assert left <= {"Record ID", "Create Date", "Account ID", "ID", "Created At"}


def test_our_own_labels_are_matched_to_their_fields():
    guessed = guess_columns(OURS, companies.FIELDS)
    assert guessed == {field.key: field.label for field in companies.FIELDS}


def test_names_of_interfaces_are_matched():
    assert len(guess_columns(API_NAMES, companies.FIELDS)) == 5


def test_no_column_is_matched_twice():
    guessed = guess_columns(["Company", "Account Name", "Name"], companies.FIELDS)
    assert guessed == {"name": "Company"}


def test_every_guess_is_on_our_lists():
    assert {industry for industry, _ in RULES} <= set(INDUSTRIES)
    assert set(TYPES_ELSEWHERE.values()) <= set(COMPANY_TYPES)
    assert set(STATUSES_ELSEWHERE.values()) <= set(STATUSES)


@pytest.mark.parametrize(
    ("text", "industry"),
    [
        ("Health Care REITs", "real_estate"),
        ("Life & Health Insurance", "insurance"),
        ("COMPUTER_SOFTWARE", "information"),
        ("Oil & Gas Refining & Marketing", "oil_and_gas_extraction"),
        ("Gas Utilities", "energy"),
        ("Law Enforcement", "public_administration"),
        ("LAW_PRACTICE", "legal_services"),
        ("Not For Profit", "social_assistance"),
        ("Hospitality", "hospitality"),
        ("Hospital & Health Care", "health_care"),
        ("Semiconductors", "manufacturing"),
        ("Water Utilities", None),
        ("Frobnication", None),
    ],
)
def test_the_closest_industry(text, industry):
    assert industry_like(text) == industry


@pytest.mark.parametrize(
    ("text", "code"),
    [("United Kingdom", "GB"), ("uk", "GB"), ("U.S.A.", "US"), ("de", "DE"), ("Narnia", None)],
)
def test_countries_by_name_code_and_habit(text, code):
    assert country_like(text) == code
    assert code is None or code in countries()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Saint Paul, Minnesota", {"city": "Saint Paul", "region": "Minnesota", "country": "US"}),
        ("Atlanta, Georgia", {"city": "Atlanta", "region": "Georgia", "country": "US"}),
        ("Dublin, Ireland", {"city": "Dublin", "country": "IE"}),
        ("Leeds", {"city": "Leeds"}),
        ("Columbus, Ohio; Detroit, Michigan", {"city": "Columbus", "region": "Ohio", "country": "US"}),
        ("none", {}),
        (" , ,", {}),
    ],
)  # fmt: skip
def test_a_place_in_one_cell(text, found):
    assert place(text, 120) == found
