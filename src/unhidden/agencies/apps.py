import importlib
from typing import ClassVar

from django.apps import AppConfig, apps

_CALLS = (
    "approve_engagement decline_engagement caseload leave_engagement"
    " confirm_factor_reset decline_factor_reset"
)


class AgenciesConfig(AppConfig):
    name = "unhidden.agencies"
    label = "agencies"
    wall_calls: ClassVar = {
        "unhidden_staff": set(_CALLS.split()),
        "unhidden_worker": {"colleagues_that_wait", "forget_ended_sessions"},
    }
    notice_procedures: ClassVar = ("colleagues_that_wait",)
    wall_events: ClassVar = {
        "door": """
            engagement_switched enrolment_code_used keys_refused language_chosen
            password_changed second_factor_added second_factor_removed session_revoked
            sign_in_refused signed_in signed_out
        """,
        "staff": """
            account_closed account_reopened desk_moved duty_ended duty_noted
            engagement_asked_for
            engagement_declined engagement_ended factor_reset_asked_for
            factor_reset_declined factors_reset first_responder_ended
            first_responder_noted key_holder_admitted key_holder_removed
            keys_accepted keys_changed keys_linked keys_made keys_moved keys_renewed
            keys_set_up organisation_added
            organisation_changed password_set person_added person_engaged
            place_handed_over recovery_ended recovery_refused recovery_set_up
            recovery_used sessions_ended single_sign_on_removed single_sign_on_set
        """,
        "public": "keys_refused",
        "worker": "keys_refused",
    }

    def ready(self) -> None:
        """Listen to changes of keys; to sign-ins on the site where people sign in."""
        importlib.import_module("unhidden.agencies.keys.receivers")
        if apps.is_installed("allauth.usersessions"):
            importlib.import_module("unhidden.agencies.sign_in.receivers")
