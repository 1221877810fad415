from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import ClassVar

from django.apps import AppConfig

from unhidden.lib.rights import TableAccess

_CONTEXT = "challenge enter leave is_signed person organisation purpose clearance"
_VIEW = "opening looked_at view organisations excluded meets met managed may ways_in"
_GRANTS = "begin open_team let_in let_organisation_in end_grant exclude end_exclusion"


class AccessConfig(AppConfig):
    """What the staff role may call in the database.

    Nothing that signs, and nothing that tells of a record to somebody who may not
    see it.
    """

    name = "unhidden.access"
    label = "access"
    wall_calls: ClassVar = {
        "unhidden_staff": {*_CONTEXT.split(), *_VIEW.split(), *_GRANTS.split()},
    }

    def ready(self) -> None:
        import_module("unhidden.access.lookups")

    def wall_functions(self, tables: Mapping[str, TableAccess]) -> Iterator[str]:
        """The functions that tell of a record of any domain, from the heads of all."""
        walls = import_module("unhidden.access.rls.walls")
        yield walls.header_function(tables)
        yield walls.find_function(tables)
        yield walls.name_function(tables)
