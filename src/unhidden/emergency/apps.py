from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

_CALLS = (
    "open_in_emergency answer_emergency end_emergency review_emergency"
    " emergencies_told emergencies_to_answer emergency_figures"
)


class EmergencyConfig(AppConfig):
    name = "unhidden.emergency"
    label = "emergency"
    wall_calls: ClassVar = {
        "unhidden_staff": set(_CALLS.split()),
        "unhidden_worker": {"emergencies_that_wait", "note_ends"},
    }
    notice_procedures: ClassVar = ("emergencies_that_wait",)
    wall_events: ClassVar = {
        "staff": """
            approved ended not_approved notice_seen opened refused reviewed waiting
        """,
        "worker": "expired lapsed",
    }
    event_words: ClassVar = {
        "approved": _("Agreed to open it in an emergency"),
        "asked": _("Asked to open it in an emergency"),
        "ended": _("Closed what was open in an emergency"),
        "expired": _("What was open in an emergency ran out"),
        "lapsed": _("What was asked for in an emergency ran out"),
        "not_approved": _("Refused to open it in an emergency"),
        "opened": _("Opened it in an emergency"),
        "refused": _("Was refused to open it in an emergency"),
        "reviewed": _("Reviewed that it was opened in an emergency"),
    }
