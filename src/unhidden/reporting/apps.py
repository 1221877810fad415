from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "unhidden.reporting"
    label = "reporting"
