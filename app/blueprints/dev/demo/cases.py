"""What tickets are about, and what is done about them."""

from typing import NamedTuple


class Case(NamedTuple):
    subject: str
    category_type: str
    category: str
    description: str
    taken: str
    answer: str
    outcome: str


CASES = [
    Case("Hotel overcharge", "client", "complaint", "The hotel charged {who} for two nights although one was cancelled in time.",
         "Sent the cancellation number to the hotel's accounts department.", "Hotel confirms that the second night was charged by mistake.", "£142.00 refunded to the card; client informed."),
    Case("Refund of a cancelled flight", "client", "request", "The outbound flight was cancelled by the airline. {who} wants the fare back, not a voucher.",
         "Applied for the refund with the airline, reference noted.", "Airline will pay within 14 days.", "Refund arrived and was credited to the account."),
    Case("Missed connection", "client", "complaint", "{who} missed the connection in Amsterdam after a delay of 50 minutes and paid for a room.",
         "Asked the airline for the delay certificate.", "Compensation of €250 approved; hotel receipt accepted.", "Both amounts paid, claim closed."),
    Case("Name on the ticket", "client", "request", "The ticket of {who} shows the middle name as the surname.",
         "Called the airline desk; correction without a fee if done before Friday.", "Corrected in the booking, ticket exchanged.", "New e-ticket sent."),
    Case("Visa question", "client", "query", "{who} asks whether a transit visa is needed for a stop of nine hours.",
         "Checked with the consulate and the airline.", "No visa needed while staying airside.", "Answer sent with the link to the rules."),
    Case("Seat and meal request", "client", "request", "{who} needs an aisle seat and a gluten-free meal on all sectors.",
         "Added to the booking and to the profile.", "Airline confirms the meal; seat given on two of three sectors.", "Profile updated, third seat confirmed at the gate."),
    Case("Invoice without cost centre", "client", "query", "Accounts cannot book the October invoice because the cost centres are missing.",
         "Asked finance to issue it again with the references from the bookings.", "Corrected invoice sent.", "Client confirms that it could be booked."),
    Case("Late transfer", "client", "complaint", "The driver came 25 minutes late; {who} nearly missed the check-in.",
         "Sent the complaint to the transfer company.", "Driver was sent to the wrong terminal. They apologise and waive the fare.", "Credit note received."),
    Case("Lost property", "client", "request", "{who} left a laptop bag in the hire car.",
         "Called the depot; asked them to search the car.", "Bag found, sent by courier.", "Delivered and signed for."),
    Case("Profile change", "client", "request", "New passport and loyalty number for {who}.",
         "Updated the profile.", "Checked in the booking tool, synchronised.", "Done."),
    Case("Wrong date booked", "agency", "consultant_error", "The return was booked for the 14th instead of the 13th.",
         "Moved to the right date at our cost.", "Difference of £86 charged to the error account.", "Traveller informed, fee waived."),
    Case("Approval skipped", "agency", "consultant_error", "A trip above the limit was ticketed without the approval that the client requires.",
         "Called the client, approval given afterwards.", "Added a note to the booking instructions.", "Discussed in the team meeting."),
    Case("Commission not paid", "agency", "supplier_error", "Commission for three stays in August is missing.",
         "Sent the statement with the booking numbers.", "Supplier found two of three, paying with the next run.", "All three paid."),
    Case("Rate not loaded", "agency", "supplier_error", "The agreed corporate rate does not show for the spring dates.",
         "Wrote to the account manager with screenshots.", "Rates will be loaded by Monday.", "Checked: the rate shows for all dates."),
    Case("Group release dates", "agency", "supplier_query", "Which rooms must be released when, and what does a late release cost?",
         "Asked the groups desk.", "20 % free until 30 days before, then one night.", "Noted on the supplier's page."),
    Case("Booking tool offline", "agency", "system_error", "Bookers see an error after choosing the flight.",
         "Reported to the provider with the time and the user names.", "Provider found a failed update and rolled it back.", "Works again, clients informed."),
    Case("Report by project code", "agency", "system_enhancement", "The monthly report should have a column for the project code.",
         "Described to the provider with an example.", "Planned for the next release.", "Column is there since this month's report."),
    Case("Duplicate profiles", "agency", "system_query", "Some travellers exist twice in the tool since the last transfer.",
         "Sent a list to the provider.", "They merge them over the weekend.", "Merged and checked."),
]  # fmt: skip
