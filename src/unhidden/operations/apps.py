from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "unhidden.operations"
    label = "operations"
