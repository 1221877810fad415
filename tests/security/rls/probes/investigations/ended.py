"""What is ended, taken back or released once, in one's own name, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from tests.security.rls.attempts import REFUSED, Attempt
from tests.security.rls.probes.investigations.prepared import (
    AT_WORK,
    LED,
    ME,
    THEM,
    made,
    under,
)

_IT = made("ended")
#: When, by whom, and a column that stays as it was written.
_ENDS = {
    "archive": ("released_at", "released_by_id", "kind"),
    "chronologyevent": ("withdrawn_at", "withdrawn_by_id", "source_id"),
    "investigationpartner": ("until_on", "ended_by_id", "from_on"),
    "orderreference": ("ended_on", "ended_by_id", "reference"),
    "origin": ("recalled_at", "recalled_by_id", "kind"),
    "personrole": ("ended_at", "ended_by_id", "role"),
    "post": ("ended_at", "ended_by_id", "function"),
    "retentionhold": ("ended_at", "ended_by_id", "reason"),
    "subjectlink": ("withdrawn_at", "withdrawn_by_id", "subject_id"),
}
_FILED = f"update investigations_investigation set status = 'filed' where id = {LED}"


def _changes(
    table: str, name: str, expects: str, change: str, *before: str, **given: str
) -> Attempt:
    changed = f"update investigations_{table} set {change} where id = {_IT} returning 1"
    counted = f"with changed as ({changed}) select count(*) from changed"
    prepared = [
        f"delete from investigations_{table}",
        under(table, id=_IT, **given),
        *before,
    ]
    named = f"investigations_{table}"
    return Attempt(named, f"{table}: {name}", AT_WORK, [counted], expects, prepared)


def _ended() -> Iterator[Attempt]:
    for table, (at, by, other) in _ENDS.items():
        # Whoever asked for an archive does not release it.
        given = {"asked_by_id": THEM} if table == "archive" else {}
        over = {at: "now()", by: THEM}
        mine, theirs = f"{at} = now(), {by} = {ME}", f"{at} = now(), {by} = {THEM}"
        yield _changes(table, "once", "1", mine, **given)
        yield _changes(table, "in another's name", REFUSED, theirs, **given)
        yield _changes(table, "a second time", "0", mine, **{**given, **over})
        yield _changes(table, "of a filed one", "0", mine, _FILED, **given)
        yield _changes(table, "something else", REFUSED, f"{other} = {other}", **given)


ENDED = [
    *_ended(),
    _changes("archive", "as one asked for oneself", REFUSED,
             f"released_at = now(), released_by_id = {ME}", asked_by_id=ME),
]  # fmt: skip
