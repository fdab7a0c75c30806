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
