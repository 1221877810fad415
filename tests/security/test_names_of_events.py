"""Which events each process may write: those that the code writes, and no more."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps

from tests.made.audit import superuser
from tests.support.postgres import Server
from unhidden.access.rls import guarding
from unhidden.hosting.paths import REPOSITORY

#: What the public site, the worker and whoever is not signed in yet may write.
PUBLIC = {
    "agencies.keys_refused",
    "operations.feedback_given",
    "operations.signed_up",
    "reporting.report_received",
}
WORKER = {
    "agencies.keys_refused",
    "audit.settings_found",
    "emergency.expired",
    "emergency.lapsed",
    "field.alarm_entered",
    "field.landing_key_gone",
    "field.landing_key_made",
    "field.submission_applied",
    "field.submission_waits",
    "intelligence.batch_begun",
    "intelligence.batch_ended",
    "intelligence.batch_failed",
    "intelligence.batch_files_made",
    "intelligence.model_trained",
    "intelligence.models_compared",
    "intelligence.people_counted",
    "intelligence.risk_changed",
    "intelligence.traces_refreshed",
    "intelligence.training_failed",
    "investigations.exhibit_digest_differs",
    "operations.sign_ups_forgotten",
    "oversight.disclosure_lapsed",
    "places.postcodes_imported",
    "places.premises_imported",
    "reporting.report_deleted",
    "reporting.unsent_files_deleted",
    "safeguarding.deadline_passed",
    "safeguarding.deadline_recounted",
    "safeguarding.found_again_noted",
    "safeguarding.register_entry_landed",
    "sharing.share_expired",
    "visits.possible_victim_found",
    "visits.visit_recorded",
}
DOOR = {
    "agencies.engagement_switched",
    "agencies.enrolment_code_used",
    "agencies.keys_refused",
    "agencies.language_chosen",
    "agencies.password_changed",
    "agencies.second_factor_added",
    "agencies.second_factor_removed",
    "agencies.session_revoked",
    "agencies.sign_in_refused",
    "agencies.signed_in",
    "agencies.signed_out",
    "audit.refused",
}
_NOTED = re.compile(r"perform wall\.note\(\s*'([\w.]+)'")
_ADDS = {
    *("record_event", "write_event", "_record", "_record_day"),
    *("tell_share_event", "_tell"),
}


def of(process: str) -> set[str]:
    return {
        name for writer, name, _ in guarding.list_process_events() if writer == process
    }


def test_each_process_writes_its_own_and_the_door_is_narrow() -> None:
    assert of("public") == PUBLIC
    assert of("worker") == WORKER
    assert of("field") == {"field.submission_landed"}
    assert {
        name for _, name, is_door in guarding.list_process_events() if is_door
    } == DOOR
    assert of("staff") & of("worker") == {
        "agencies.keys_refused",
        "intelligence.risk_changed",
        "investigations.exhibit_digest_differs",
        "visits.possible_victim_found",
        "visits.visit_recorded",
    }
    assert of("staff") & of("public") == {"agencies.keys_refused"}


@pytest.mark.django_db
def test_the_database_holds_what_the_modules_say(
    test_server: Server, test_database: str
) -> None:
    with superuser(test_server, test_database) as ruler:
        held = ruler.execute(
            "select process, name, is_of_the_door from wall.event_name"
        )
        assert sorted(held) == sorted(guarding.list_process_events())


@pytest.mark.parametrize("module", [each.label for each in apps.get_app_configs()])
def test_every_event_that_a_module_writes_is_listed_and_no_other(module: str) -> None:
    listed = {
        name.partition(".")[2]
        for _, name, _ in guarding.list_process_events()
        if name.startswith(f"{module}.")
    }

    assert set(named(module)) - listed == set()
    assert {name for name in listed if not is_written(module, name)} == set()


def named(module: str) -> Iterator[str]:
    """The events whose whole names the code gives where it writes them."""
    for tree in _trees(module):
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and _called(call) in _ADDS:
                given = [k.value for k in call.keywords if k.arg == "name"]
                for text in _texts(_whole([*given, *call.args[:1]])):
                    if text.startswith(f"{module}."):
                        yield text.partition(".")[2]


def _whole(names: list[ast.expr]) -> list[ast.expr]:
    """Those that are not put together where they are given."""
    return [each for each in names if not isinstance(each, ast.JoinedStr)]


def is_written(module: str, name: str) -> bool:
    """Whether the name stands in the code: whole, or as the end of one made there."""
    whole = f"{module}.{name}"
    texts, begun = _words(module)
    ends = {whole.removeprefix(start) for start in begun if whole.startswith(start)}
    return bool(({whole} | ends) & texts)


@cache
def _words(module: str) -> tuple[set[str], set[str]]:
    """All texts of the module, and how those begin that are put together."""
    texts: set[str] = set()
    begun: set[str] = set()
    for tree in _trees(module):
        texts.update(_texts([tree]))
        for each in ast.walk(tree):
            if isinstance(each, ast.JoinedStr):
                begun.update(_texts(each.values[:1]))
    # What a process without tables does is noted by the procedure that it calls.
    for file in (REPOSITORY / "src" / "unhidden" / module).rglob("sql/*.sql"):
        texts.update(_NOTED.findall(file.read_text()))
    return texts, begun


def _texts(nodes: list[ast.expr] | list[ast.Module]) -> Iterator[str]:
    for node in nodes:
        for each in ast.walk(node):
            if isinstance(each, ast.Constant) and isinstance(each.value, str):
                yield each.value


def _called(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


@cache
def _trees(module: str) -> list[ast.Module]:
    """The program of a module; of the record, also what notes at the edge.

    The desk writes events of reporting and intelligence, on whose tables it works.
    """
    ours = REPOSITORY / "src" / "unhidden"
    files = [*(ours / module).rglob("*.py")]
    if module in {"reporting", "intelligence"}:
        files += (ours / "desk").rglob("*.py")
    if module == "audit":
        files.append(REPOSITORY / "src/unhidden/config/edge/read_audit.py")
    return [ast.parse(file.read_text()) for file in files if not _is_beside(file)]


def _is_beside(file: Path) -> bool:
    return bool({"tests", "migrations"} & {*file.parts}) or file.name == "apps.py"
