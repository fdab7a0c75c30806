"""The board's own lists; its stages are account statuses (`companies/choices.py`)."""

from app.core.choices import Choices

PERIODS = Choices(
    {"7": "Last 7 days", "30": "Last 30 days", "90": "Last 90 days", "365": "Last 12 months"}
)
