from typing import ClassVar

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Everybody adds to the record, the worker seals it, a backup reads its lines."""

    name = "unhidden.audit"
    label = "audit"
    wall_calls: ClassVar = {
        "unhidden_staff": {"note", "sealing"},
        "unhidden_public": {"note"},
        "unhidden_worker": {
            "note",
            "sealing",
            "take_waiting",
            "close_checkpoint",
            "make_months",
            "moment",
        },
        "unhidden_backup": {"line", "moment"},
    }
    wall_events: ClassVar = {
        "door": "refused",
        "staff": "event_reviewed list_seen record_seen",
        "worker": "settings_found",
    }
    # Only the owner of a table can give it another part.
    wall_of_owner: ClassVar = {"make_months"}
