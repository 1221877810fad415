from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    name = "unhidden.safeguarding"
    label = "safeguarding"
