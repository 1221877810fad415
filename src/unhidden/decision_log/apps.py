from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from django.apps import AppConfig, apps

from unhidden.lib.rights import TableAccess


class DecisionLogConfig(AppConfig):
    """A module above names its logs in ``wall_logs``: for each kind of log, the
    procedure that gives the subjects whose log the caller may read and write, and the
    one that gives in which capacity the caller writes.
    """

    name = "unhidden.decision_log"
    label = "decision_log"
    wall_calls: ClassVar = {
        "unhidden_staff": {"open_logs", "write_addendum", "write_decision"}
    }
    wall_events: ClassVar = {"staff": "addendum_written decision_written"}

    def wall_functions(self, _tables: Mapping[str, TableAccess]) -> Iterator[str]:
        """``wall.open_logs()``: each log that is open to the caller, as kind and
        subject; ``wall.log_capacity(kind, subject)``: what the caller is there.
        """
        logs = sorted(_list_logs().items())
        ways = " || ".join(
            ["'{}'::text[]"]
            + [
                f"array(select '{kind}:' || s from unnest(wall.{subjects}()) s)"  # noqa: S608  # our own names
                for kind, (subjects, _) in logs
            ]
        )
        yield (
            "create or replace function wall.open_logs()\n"
            "returns text[] language plpgsql stable security definer\n"
            "set search_path = pg_catalog, pg_temp as $$\n"
            f"begin\n  return {ways};\nend $$;"
        )
        cases = " ".join(
            f"when '{kind}' then wall.{capacity}(subject)"
            for kind, (_, capacity) in logs
        )
        yield (
            "create or replace function wall.log_capacity(kind text, subject uuid)\n"
            "returns text language plpgsql stable\n"
            "set search_path = pg_catalog, pg_temp as $$\n"
            f"begin\n  return case kind {cases} else '' end;\nend $$;"
        )


def _list_logs() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for config in apps.get_app_configs():
        found |= getattr(config, "wall_logs", {})
    return found
