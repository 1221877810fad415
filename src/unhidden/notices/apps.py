from typing import ClassVar

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What waits is said by the ``notice_procedures`` of the modules that know."""

    name = "unhidden.notices"
    label = "notices"
    wall_events: ClassVar = {"staff": "bar_lifted bar_set choices_changed tried_again"}
