from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "unhidden.agencies"
    label = "agencies"
