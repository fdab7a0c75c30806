from app.core.choices import Choices

KINDS = Choices(meeting="Meeting", call="Call", email="E-mail")
LOCATIONS = Choices(online="Online", in_person="In-person")
OUTCOMES = {
    "meeting": Choices(
        scheduled="Scheduled",
        completed="Completed",
        rescheduled="Rescheduled",
        no_show="No-show",
        cancelled="Cancelled",
    ),
    "call": Choices(
        connected="Connected",
        left_voicemail="Left Voicemail",
        no_answer="No Answer",
        busy="Busy",
        disconnected="Disconnected",
    ),
    "email": Choices(
        sent="Sent", received="Received", bounced="Bounced", opened="Opened", clicked="Clicked"
    ),
}
