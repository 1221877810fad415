from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "unhidden.learning"
    label = "learning"
