from django.apps import AppConfig


class SignsConfig(AppConfig):
    name = "unhidden.signs"
    label = "signs"
