from app.core.choices import Choices

EMPLOYEES = Choices({"1-10": "1-10", "11-50": "11-50", "51-100": "51-100", "100+": "100+"})
BUSINESS_FOCUS = Choices(corporate="Corporate Travel", leisure="Leisure Travel", mixed="Mixed")
