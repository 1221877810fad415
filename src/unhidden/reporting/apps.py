"""The module, and the check of its receipt words when a program starts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.utils.translation import gettext_lazy as _

from unhidden.reporting.rules import basemap, receipts


class ReportingConfig(AppConfig):
    name = "unhidden.reporting"
    label = "reporting"
    wall_calls: ClassVar = {
        "unhidden_public": {
            "files_kept_with",
            "mailbox_add",
            "mailbox_delete",
            "mailbox_of",
            "take_file_away",
        },
        "unhidden_staff": {"hand_originals", "pass_report"},
        "unhidden_worker": {
            "delete_report",
            "purge_unsent_files",
            "reports_over",
            "reports_that_wait",
        },
    }
    notice_procedures: ClassVar = ("reports_that_wait",)
    wall_events: ClassVar = {
        "staff": """
            catalogue_signed channel_added channel_changed channel_checked
            channel_hidden channel_moved channel_shown conversation_opened
            custodian_agreed custodian_ended custodian_named custodians_set_up
            file_opened hold_lifted original_file_opened originals_handed_over
            report_entered report_held report_moved report_opened report_passed_on
            route_added route_removed script_sent urgency_set
        """,
        "public": "report_received",
        "worker": "report_deleted unsent_files_deleted",
    }
    event_words: ClassVar = {
        "file_opened": _("Opened the copy of a file"),
        "original_file_opened": _("Opened the original of a file"),
        "catalogue_signed": _("Signed for a translation"),
        "conversation_opened": _("Read what was said with the reporter"),
        "hold_lifted": _("Lifted the legal hold"),
        "report_entered": _("Took the report down"),
        "report_deleted": _("Deleted it, its time being over"),
        "report_held": _("Put a legal hold on it"),
        "report_opened": _("Read the report"),
        "report_passed_on": _("Passed it to another desk"),
        "report_received": _("Sent the report"),
        "script_sent": _("Wrote to the reporter"),
        "urgency_set": _("Changed how urgent it is"),
    }

    def ready(self) -> None:
        checks.register(check_receipt_words)
        checks.register(check_base_map)


def check_receipt_words(
    app_configs: Sequence[AppConfig] | None, **_options: Any
) -> list[checks.CheckMessage]:
    """An error for each fault of a list of receipt words."""
    return [
        checks.Error(
            f"The list of receipt words for {language!r} is not fit for use: {fault}",
            hint="Restore the list: without it no report can be given a receipt.",
            id="reporting.E001",
        )
        for language in sorted(receipts.LANGUAGES)
        for fault in receipts.find_list_faults(receipts.stored_words(language))
    ]


def check_base_map(
    app_configs: Sequence[AppConfig] | None, **_options: Any
) -> list[checks.CheckMessage]:
    """An error where the operator's base map cannot be used: a start says so."""
    try:
        if settings.BASEMAP:
            basemap.read_base_map(settings.BASEMAP)
    except basemap.BaseMapBroken as broken:
        hint = "Put the file right, or leave UNHIDDEN_BASEMAP out."
        return [checks.Error(str(broken), hint=hint, id="reporting.E002")]
    return []
