from django.apps import AppConfig


class InvestigationsConfig(AppConfig):
    name = "unhidden.investigations"
    label = "investigations"
