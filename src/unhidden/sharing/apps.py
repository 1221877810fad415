from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "unhidden.sharing"
    label = "sharing"
