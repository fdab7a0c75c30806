"""The sections of client notes: the column of each, and its heading."""

from app.core.choices import Choices

SECTIONS = Choices(
    account_number="Account number",
    payment="Form of payment and limit",
    invoice_references="Invoice references",
    hotel_rates="Corporate hotel rates",
    airline_fares="Corporate airline fares",
    memberships="Company memberships",
    travel_policy="Travel policy",
    flights="Flight notes",
    accommodation="Accommodation notes",
    car_hire="Car hire notes",
    transfers="Transfer notes",
    rail="Rail notes",
    other="Other notes",
)
PLAIN = {"account_number"}
