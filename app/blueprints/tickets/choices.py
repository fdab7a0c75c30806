from app.core.choices import Choices

STATUSES = Choices(
    open="Open", in_progress="In Progress", development="Development", closed="Closed"
)
PRIORITIES = Choices(low="Low", medium="Medium", high="High")
CATEGORY_TYPES = Choices(client="Client", agency="Agency")
CATEGORIES = {
    "client": Choices(complaint="Complaint", query="Query", request="Request"),
    "agency": Choices(
        consultant_error="Consultant Error",
        supplier_error="Supplier Error",
        supplier_query="Supplier Query",
        system_error="System Error",
        system_query="System Query",
        system_enhancement="System Enhancement",
    ),
}
ACTION_KINDS = Choices(
    action_taken="Action Taken", update="Update", response="Response", outcome="Outcome"
)
ALL_CATEGORIES = Choices({**CATEGORIES["client"], **CATEGORIES["agency"]})
SUPPLIER_CATEGORIES = ("supplier_error", "supplier_query")
