"""What somebody types into the three forms."""


def call(contact, **changes):
    typed = {
        "subject": "Renewal",
        "contacts": f"contact-{contact.id}",
        "outcome": "connected",
        "date": "2026-11-20",
        "time": "13:30",
        "duration_minutes": "12",
        "details": "They **stay**.",
    }
    return {**typed, **changes}


def meeting(contact, **changes):
    typed = {
        "subject": "Review",
        "attendees": f"contact-{contact.id}",
        "outcome": "scheduled",
        "location": "online",
        "date": "2026-11-25",
        "time": "10:00",
        "duration_minutes": "45",
    }
    return {**typed, **changes}


def email(contact, **changes):
    typed = {
        "subject": "Offer",
        "contacts": f"contact-{contact.id}",
        "outcome": "sent",
        "date": "2026-11-20",
        "time": "13:30",
    }
    return {**typed, **changes}


def reminder(**changes):
    typed = {"remind_on": "2026-11-27", "remind_message": "Send the offer"}
    return {**typed, **changes}


TYPED = {"calls": call, "meetings": meeting, "emails": email}
