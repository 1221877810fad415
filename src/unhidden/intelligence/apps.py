from collections.abc import Iterator, Mapping
from typing import ClassVar

from django.apps import AppConfig

from unhidden.lib.rights import TableAccess

_STAFF = (
    "answers_for candidates carry_out_review deconflict evidence_for_writer found_words"
    " guard_sources handles_sources learnt_at make_findable people_traced replace_item"
    " shared_for_writer"
)
_WORKER = (
    "begin_training end_training evidence models_to_compare people_to_learn"
    " people_to_weigh shared trace_anew untraced"
)


class IntelligenceConfig(AppConfig):
    name = "unhidden.intelligence"
    label = "intelligence"
    wall_calls: ClassVar = {
        "unhidden_staff": set(_STAFF.split()),
        "unhidden_worker": set(_WORKER.split()),
    }

    def wall_functions(self, tables: Mapping[str, TableAccess]) -> Iterator[str]:
        """``wall.trace_spec()`` and ``wall.people_spec()``: the rules of this program.

        The worker says neither: what is by earlier rules the database decides.
        """
        from unhidden.intelligence.rules.traces import SPEC  # noqa: PLC0415
        from unhidden.linkage.people import PEOPLE  # noqa: PLC0415

        for name, spec in (("trace", SPEC), ("people", PEOPLE.hash())):
            yield (
                f"create or replace function wall.{name}_spec() returns text"
                f" language sql immutable as $$ select '{spec}' $$"
            )
