from typing import ClassVar

from django.apps import AppConfig


class IntelligenceConfig(AppConfig):
    name = "unhidden.intelligence"
    label = "intelligence"
    wall_calls: ClassVar = {
        "unhidden_staff": {
            "answers_for",
            "candidates",
            "carry_out_review",
            "deconflict",
            "desk_turn",
            "evidence_for_writer",
            "found_words",
            "guard_sources",
            "handles_sources",
            "learnt_at",
            "make_findable",
            "people_traced",
            "replace_item",
            "report_turn",
            "shared_for_writer",
        },
        "unhidden_worker": {"evidence", "make_findable", "shared", "training_turn"},
    }
