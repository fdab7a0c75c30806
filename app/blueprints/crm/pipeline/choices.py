"""The pipeline's fixed lists; its stages are account statuses (`companies/choices.py`)."""

from app.core.choices import Choices

LOST_REASONS = Choices(
    price="Price",
    service="Service",
    stayed="Stayed with current TMC",
    no_decision="No decision",
    other="Other",
)
PERIODS = Choices(
    {"7": "Last 7 days", "30": "Last 30 days", "90": "Last 90 days", "365": "Last 12 months"}
)
