from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InvestigationsConfig(AppConfig):
    name = "unhidden.investigations"
    label = "investigations"
    wall_calls: ClassVar = {
        "unhidden_staff": {"investigations_by_post"},
        "unhidden_worker": {"requests_that_wait"},
    }
    wall_logs: ClassVar = {
        "investigation": (
            "policy_files_read",
            "policy_files_written",
            "policy_file_parts",
            "room_posts",
        ),
        "sealed_investigation": (
            "sealed_logs_read",
            "sealed_logs_written",
            "policy_file_parts",
            "room_posts",
        ),
    }
    notice_procedures: ClassVar = ("requests_that_wait",)
    wall_events: ClassVar = {
        "staff": """
            accepted asked closed conflict_recorded declined opened origin_added
            post_ended post_given
        """,
    }
    event_words: ClassVar = {
        "accepted": _("Took it on"),
        "asked": _("Asked for an investigation"),
        "closed": _("Closed it"),
        "conflict_recorded": _("Recorded a conflict of interest"),
        "declined": _("Declined it"),
        "opened": _("Opened it"),
        "origin_added": _("Said what it came from"),
        "post_ended": _("Ended a post in it"),
        "post_given": _("Gave a post in it"),
    }
