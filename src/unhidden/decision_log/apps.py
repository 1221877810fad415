from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _

from unhidden.lib.rights import TableAccess


class DecisionLogConfig(AppConfig):
    """A module above names its logs in ``wall_logs``: for each kind of log, the
    procedures that give the subjects whose whole log the caller may read; those in
    whose log they may write; what they are there, each as subject, colon, part; and in
    which capacity they write.
    """

    name = "unhidden.decision_log"
    label = "decision_log"
    wall_calls: ClassVar = {
        "unhidden_staff": {
            "is_decision_open",
            "is_now",
            "joined_logs",
            "log_parts",
            "open_logs",
            "write_addendum",
            "write_decision",
        }
    }
    wall_events: ClassVar = {"staff": "addendum_written decision_written"}
    event_words: ClassVar = {
        "addendum_written": _("Added to a decision"),
        "decision_written": _("Wrote a decision in its log"),
    }

    def wall_functions(self, _tables: Mapping[str, TableAccess]) -> Iterator[str]:
        """``wall.open_logs()``: each log that is open to the caller, as kind and
        subject; ``wall.joined_logs()``: each that they may write in;
        ``wall.log_parts()``: what they are there; ``wall.log_capacity(kind, subject)``.
        """
        logs = sorted(_list_logs().items())
        for place, name in enumerate(("open_logs", "joined_logs", "log_parts")):
            yield _write_function(name, {kind: asked[place] for kind, asked in logs})
        cases = " ".join(
            f"when '{kind}' then wall.{asked[-1]}(subject)" for kind, asked in logs
        )
        yield (
            "create or replace function wall.log_capacity(kind text, subject uuid)\n"
            "returns text language plpgsql stable\n"
            "set search_path = pg_catalog, pg_temp as $$\n"
            f"begin\n  return case kind {cases} else '' end;\nend $$;"
        )


def _write_function(name: str, asked: Mapping[str, str]) -> str:
    """A function that gives what each of these procedures gives, after its kind."""
    ways = " || ".join(
        ["'{}'::text[]"]
        + [
            f"array(select '{kind}:' || s from unnest(wall.{procedure}()) s)"  # noqa: S608  # our own names
            for kind, procedure in asked.items()
        ]
    )
    return (
        f"create or replace function wall.{name}()\n"
        "returns text[] language plpgsql stable security definer\n"
        "set search_path = pg_catalog, pg_temp as $$\n"
        f"begin\n  return {ways};\nend $$;"
    )


def _list_logs() -> dict[str, tuple[str, str, str, str]]:
    found: dict[str, tuple[str, str, str, str]] = {}
    for config in apps.get_app_configs():
        found |= getattr(config, "wall_logs", {})
    return found
