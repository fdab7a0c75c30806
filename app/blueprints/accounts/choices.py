from app.core.choices import Choices
from app.core.clock import TIME_ZONES as ZONES

ROLES = Choices(admin="Admin", manager="Manager", sales="Sales", agent="Agent")
THEMES = Choices(system="System", light="Light", dark="Dark")
REGIONS = (
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe",
    "Indian", "Pacific",
)  # fmt: skip
TIME_ZONES = Choices(
    {
        zone: zone.replace("_", " ")
        for zone in ["Europe/London", *sorted(ZONES - {"Europe/London"})]
        if zone.startswith(REGIONS) and "/" in zone
    }
)

SHORTCUTS = {
    "Everywhere": [
        ("?", "Show these shortcuts"),
        ("/", "Search; Ctrl K does it too"),
        ("Ctrl Enter", "Send the form you are in"),
        ("Esc", "Cancel, or close a dialog"),
    ],
    "In a list": [
        ("j", "Next row"),
        ("k", "Previous row"),
        ("Enter", "Open the row"),
        ("x", "Select the row"),
        ("c", "Add a new one"),
    ],
    "On a ticket": [
        ("j", "Next ticket of the list"),
        ("k", "Previous ticket of the list"),
    ],
}
