from typing import ClassVar

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "unhidden.operations"
    label = "operations"
    wall_calls: ClassVar = {
        "unhidden_public": {"places_taken"},
        "unhidden_staff": {"own_plans", "taken", "make_visit"},
    }
