from typing import ClassVar

from django.apps import AppConfig


class IntelligenceConfig(AppConfig):
    name = "unhidden.intelligence"
    label = "intelligence"
    wall_calls: ClassVar = {
        "unhidden_staff": {"evidence_for_writer"},
        "unhidden_worker": {"evidence"},
    }
