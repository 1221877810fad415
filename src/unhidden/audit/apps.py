from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "unhidden.audit"
    label = "audit"
