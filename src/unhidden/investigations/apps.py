from typing import ClassVar

from django.apps import AppConfig


class InvestigationsConfig(AppConfig):
    name = "unhidden.investigations"
    label = "investigations"
    wall_calls: ClassVar = {"unhidden_worker": {"requests_that_wait"}}
    notice_procedures: ClassVar = ("requests_that_wait",)
    wall_events: ClassVar = {
        "staff": "accepted asked closed declined opened",
    }
