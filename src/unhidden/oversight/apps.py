from typing import ClassVar

from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "unhidden.oversight"
    label = "oversight"
    wall_overrides: ClassVar = {"end_disclosures", "is_told"}
    wall_calls: ClassVar = {
        "unhidden_staff": {
            "answer_disclosure",
            "ask_compelled_use",
            "authorise_disclosure",
            "confirm_compelled_use",
            "disclosures_waiting",
            "recall_disclosure",
        },
        "unhidden_worker": {"lapse_disclosures"},
    }
    wall_events: ClassVar = {
        "staff": """
            compelled_use_asked compelled_use_confirmed disclosed
            disclosure_answered disclosure_authorised disclosure_opened
            disclosure_recalled exact_figure_approved exact_figure_asked
            results_approved
            results_computed results_published results_withdrawn
        """,
        "worker": "disclosure_lapsed",
    }
