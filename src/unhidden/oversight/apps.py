from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "unhidden.oversight"
    label = "oversight"
