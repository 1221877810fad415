from typing import ClassVar

from django.apps import AppConfig


class HealthConfig(AppConfig):
    """One procedure tells how the database is: to the process that watches, to the
    worker, and to overseers.
    """

    name = "unhidden.health"
    label = "health"
    wall_calls: ClassVar = {
        "unhidden_health": {"health"},
        "unhidden_staff": {"health"},
        "unhidden_worker": {"health"},
    }
