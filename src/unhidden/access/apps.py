from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "unhidden.access"
    label = "access"
