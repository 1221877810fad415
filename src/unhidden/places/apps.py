from typing import ClassVar

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "unhidden.places"
    label = "places"
    wall_calls: ClassVar = {"unhidden_worker": {"import_turn"}}
    wall_events: ClassVar = {
        "staff": "premises_added",
        "worker": "postcodes_imported premises_imported",
    }
