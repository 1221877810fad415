import importlib

from django.apps import AppConfig, apps


class AgenciesConfig(AppConfig):
    name = "unhidden.agencies"
    label = "agencies"

    def ready(self) -> None:
        """Listen to sign-ins where people sign in: on the staff site."""
        if apps.is_installed("allauth.usersessions"):
            importlib.import_module("unhidden.agencies.receivers")
