import importlib
from typing import ClassVar

from django.apps import AppConfig, apps

_CALLS = "approve_engagement decline_engagement caseload leave_engagement"


class AgenciesConfig(AppConfig):
    name = "unhidden.agencies"
    label = "agencies"
    wall_calls: ClassVar = {"unhidden_staff": set(_CALLS.split())}

    def ready(self) -> None:
        """Listen to changes of keys; to sign-ins on the site where people sign in."""
        importlib.import_module("unhidden.agencies.keys.receivers")
        if apps.is_installed("allauth.usersessions"):
            importlib.import_module("unhidden.agencies.receivers")
