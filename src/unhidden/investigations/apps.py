from typing import ClassVar

from django.apps import AppConfig


class InvestigationsConfig(AppConfig):
    name = "unhidden.investigations"
    label = "investigations"
    wall_events: ClassVar = {
        "staff": "accepted asked closed declined opened",
    }
