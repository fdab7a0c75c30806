from app.core.choices import Choices

ROLES = Choices(admin="Admin", manager="Manager", sales="Sales", agent="Agent")
THEMES = Choices(system="System", light="Light", dark="Dark")
