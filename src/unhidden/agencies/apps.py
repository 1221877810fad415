import importlib
from typing import ClassVar

from django.apps import AppConfig, apps

_CALLS = "approve_engagement decline_engagement caseload leave_engagement"


class AgenciesConfig(AppConfig):
    name = "unhidden.agencies"
    label = "agencies"
    wall_calls: ClassVar = {"unhidden_staff": set(_CALLS.split())}

    def ready(self) -> None:
        """Listen to sign-ins where people sign in: on the staff site."""
        if apps.is_installed("allauth.usersessions"):
            importlib.import_module("unhidden.agencies.receivers")
