from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SafeguardingConfig(AppConfig):
    name = "unhidden.safeguarding"
    label = "safeguarding"
    wall_overrides: ClassVar = {
        "consent_of",
        "end_consented",
        "end_crossing",
        "note_crossing",
    }
    wall_calls: ClassVar = {
        "unhidden_staff": {"hand_inner", "urn_of_case"},
        "unhidden_worker": {"deadlines_that_wait", "tell_overdue"},
    }
    notice_procedures: ClassVar = ("deadlines_that_wait",)
    wall_events: ClassVar = {
        "staff": """
            case_opened consent_recorded deadline_met identity_opened
            identity_recorded note_added nrm_state_changed
        """,
        "worker": "deadline_passed",
    }
    event_words: ClassVar = {
        "case_opened": _("Opened it"),
        "identity_opened": _("Opened who they are"),
        "identity_recorded": _("Recorded who they are"),
    }
