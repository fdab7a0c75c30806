"""What kinds of supplier there are. Keys are stored; order is the order on screen."""

from app.core.choices import Choices

TYPES = Choices(
    air="Air",
    accommodation="Accommodation",
    ground="Ground Transportation",
    rail="Rail",
    other="Other",
)
TONES = {"air": "info", "accommodation": "accent", "ground": "good", "rail": "warn"}
