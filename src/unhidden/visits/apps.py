from typing import ClassVar

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "unhidden.visits"
    label = "visits"
    earlier_visits = "unhidden.visits.queries.earlier.list_unfinished_visits"
    wall_calls: ClassVar = {"unhidden_staff": {"note_look"}}
    wall_overrides: ClassVar = {"is_released"}
    wall_events: ClassVar = {
        "staff": "learning_reported possible_victim_found release_agreed release_asked"
        " visit_recorded",
    }
