from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VisitsConfig(AppConfig):
    name = "unhidden.visits"
    label = "visits"
    earlier_visits = "unhidden.visits.queries.earlier.list_unfinished_visits"
    wall_calls: ClassVar = {
        "unhidden_staff": {
            "decide_account",
            "judge_account",
            "note_look",
        },
        "unhidden_worker": {"accounts_that_wait"},
    }
    notice_procedures: ClassVar = ("accounts_that_wait",)
    wall_overrides: ClassVar = {"is_released"}
    wall_events: ClassVar = {
        "staff": "account_decided account_sent learning_reported possible_victim_found"
        " proposal_confirmed proposal_set_aside release_agreed release_asked"
        " sentence_offered sentence_released visit_recorded",
        "worker": "possible_victim_found visit_recorded",
    }
    event_words: ClassVar = {
        "account_decided": _("Decided how an account of the visit stands"),
        "visit_recorded": _("Recorded the visit"),
    }
