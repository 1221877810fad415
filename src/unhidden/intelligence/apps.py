from django.apps import AppConfig


class IntelligenceConfig(AppConfig):
    name = "unhidden.intelligence"
    label = "intelligence"
