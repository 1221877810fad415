from typing import ClassVar

from django.apps import AppConfig


class FieldConfig(AppConfig):
    """What phones send: landed by a process without tables, applied by the worker."""

    name = "unhidden.field"
    label = "field"
    inner_envelopes: ClassVar = {
        "find": "unhidden.field.inner.queries.find_receivers",
        "seal": "unhidden.field.inner.actions.seal_told",
        "keep": "unhidden.field.inner.actions.keep_told",
    }
    wall_calls: ClassVar = {
        "unhidden_field": {"ask_receipts", "commit_landing", "land_part"},
        "unhidden_staff": {"keep_told", "try_landed_again"},
        "unhidden_worker": {
            "add_landing_key",
            "alarms_that_wait",
            "begin_landed",
            "complete_photos",
            "end_landing_keys",
            "enter_landed_alarm",
            "enter_landed_state",
            "forget_parts",
            "keep_landed",
            "keep_landed_register",
            "note_receipt_key",
            "phones_that_wait",
            "put_off_landed",
            "settle_landed_alarm",
        },
    }
    notice_procedures: ClassVar = ("alarms_that_wait", "phones_that_wait")
    wall_overrides: ClassVar = {"leads_without_keys", "unapplied_since"}
    wall_events: ClassVar = {
        "field": "submission_landed",
        "staff": """
            device_approved device_ended device_enrolled device_found device_lost
            file_imported inner_handed inner_opened inner_sealed original_photo_opened
            photo_opened receivers_named setting_set submission_tried_again
            tasking_taken
        """,
        "worker": """
            alarm_entered landing_key_gone landing_key_made submission_applied
            submission_waits
        """,
    }
