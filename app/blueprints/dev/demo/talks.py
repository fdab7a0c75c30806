"""What is said with clients, prospects and suppliers: calls, meetings and e-mails."""

from random import Random
from typing import Any

# kind, subject, details
CLIENT = [
    ("call", "New booker, how we work", "Explained approvals and the out-of-hours line.\n\nWill send the **traveller list** by Friday."),
    ("call", "Delayed flight to Aberdeen", "Rebooked on the evening departure, no fee. Traveller informed by text."),
    ("call", "Rail strike next week", "Moved four travellers to coach and one to a flight. Costs approved."),
    ("call", "Visa for India", "Needs a business e-visa; sent the list of documents and the photo rules."),
    ("call", "Unused ticket", "Value of £312.40 can be used until March. Asked to hold it for the Oslo trip."),
    ("call", "Hotel near the Leeds site", "Site moves to the south bank. Wants two hotels within a mile, parking, early breakfast."),
    ("call", "Invoice query", "Two cost centres on one invoice. Finance will split it from this month on."),
    ("meeting", "Quarterly review", "Spend is **8 % lower** than last quarter, mostly from booking earlier.\n\n- 61 % of trips booked more than 14 days ahead\n- Hotel cap was passed 14 times, always in London\n- They would like a report per project"),
    ("meeting", "Travel policy review", "Premium economy above six hours, approval by the line manager.\n\nWe update the profiles before the first of the month."),
    ("meeting", "Contract renewal", "Happy with the service. Wants the fees fixed for **two years**; we offered 18 months."),
    ("meeting", "Conference in Lisbon", "34 people, four nights, two departure airports. Shortlist of three hotels by next week."),
    ("meeting", "Traveller training", "Showed twelve bookers the online tool, questions about hand luggage fares."),
    ("email", "Monthly report", "Sent the report for last month with the list of late bookings."),
    ("email", "Quote: team off-site in Edinburgh", "14 people, two nights, meeting room for one day. Held until Thursday."),
    ("email", "Itinerary for the board", "Confirmed all sectors, seats together, chauffeur from the second airport."),
    ("email", "Change of travel manager", "New contact from the first of next month; the old one stays in copy until then."),
    ("email", "Passport expiring", "Told the traveller that six months are required; application takes three weeks."),
]  # fmt: skip
PROSPECT = [
    ("call", "First conversation", "About 400 trips a year, all on staff cards. Pain: nobody knows who is where."),
    ("call", "Follow-up on our offer", "Asked for two references in the same industry."),
    ("call", "Who decides", "Procurement prepares, finance director signs. Board meets on the last Tuesday."),
    ("meeting", "Presentation", "Showed reporting, approvals and the traveller map. **Liked the fee model**, worried about the switch."),
    ("meeting", "Needs analysis", "Mostly UK rail and Germany. Wants one invoice a month and a name to call."),
    ("email", "Account form", "Sent the form and the list of what we need from finance."),
    ("email", "Proposal", "Proposal with three fee options; valid for 30 days."),
]  # fmt: skip
SUPPLIER = [
    ("call", "Availability for the trade fair", "Forty rooms on hold until the end of the month, release in two steps."),
    ("call", "Commission missing", "Two stays without commission; they check with accounts."),
    ("meeting", "Rates for next year", "Corporate rate stays, breakfast now included.\n\nLast-room availability on all dates except trade fairs."),
    ("email", "New contact for groups", "Direct line and address noted; answers within four hours."),
    ("email", "Change of terms", "Cancellation free until 18:00 on the day from next month on."),
]  # fmt: skip
OUTCOMES = {
    "call": ["connected"] * 7 + ["left_voicemail", "no_answer", "busy"],
    "meeting": ["completed"] * 8 + ["rescheduled", "cancelled"],
    "email": ["sent"] * 6 + ["received"] * 3 + ["bounced"],
}
REMINDERS = [
    "Send the offer", "Ask for the signed contract", "Check the ticketing deadline",
    "Call back about the hotel shortlist", "Chase the refund", "Send the traveller forms",
    "Confirm the group numbers", "Ask how the trip went", "Prepare the quarterly figures",
]  # fmt: skip


def talk_with(company_type: str, chance: Random) -> tuple[str, dict[str, Any]]:
    """(kind, values) of an activity with such a company; who and when is the caller's."""
    talks = {"prospect": PROSPECT, "supplier": SUPPLIER}.get(company_type, CLIENT)
    kind, subject, details = chance.choice(talks)
    values: dict[str, Any] = {
        "subject": subject,
        "details": details,
        "outcome": chance.choice(OUTCOMES[kind]),
    }
    if kind == "meeting":
        values["duration_minutes"] = chance.choice((30, 45, 60, 60, 90))
        values["location"] = chance.choice(("online", "online", "in_person"))
    elif kind == "call":
        values["duration_minutes"] = chance.randint(2, 25)
    return kind, values
