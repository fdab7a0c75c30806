"""Why a sale was lost."""

from app.core.choices import Choices

LOST_REASONS = Choices(
    price="Price",
    service="Service",
    stayed="Stayed with current TMC",
    no_decision="No decision",
    other="Other",
)
