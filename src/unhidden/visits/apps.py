from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "unhidden.visits"
    label = "visits"
