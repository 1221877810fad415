from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InvestigationsConfig(AppConfig):
    name = "unhidden.investigations"
    label = "investigations"
    wall_calls: ClassVar = {"unhidden_worker": {"requests_that_wait"}}
    notice_procedures: ClassVar = ("requests_that_wait",)
    wall_events: ClassVar = {
        "staff": "accepted asked closed declined opened",
    }
    event_words: ClassVar = {
        "accepted": _("Took it on"),
        "asked": _("Asked for an investigation"),
        "closed": _("Closed it"),
        "declined": _("Declined it"),
        "opened": _("Opened it"),
    }
