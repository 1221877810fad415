from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "unhidden.ui"
    label = "ui"
