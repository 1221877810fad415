from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "unhidden.vault"
    label = "vault"
