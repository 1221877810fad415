from typing import ClassVar

from django.apps import AppConfig

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
