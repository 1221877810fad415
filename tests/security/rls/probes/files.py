"""Files of reports: who is told of them, takes them away, deletes forgotten ones."""

from __future__ import annotations

from tests.security.rls.attempts import NOT_GRANTED, Attempt
from tests.security.rls.probes.contexts import NOBODY
from tests.security.rls.records import REPORT, record
from tests.security.rls.world import STAFF

PUBLIC, WORKS = "unhidden_public", "unhidden_worker"
FORM = "'00000000-0000-4000-8000-0000000000f0'"
ONE = "'00000000-0000-4000-8000-0000000000f1'"
TWO = "'00000000-0000-4000-8000-0000000000f2'"
_TODAY, _LONG_AGO = "current_date", "current_date - 9"


def _file(file: str, number: int, day: str = _TODAY) -> list[str]:
    """A file of the form, with a piece and a key."""
    return [
        "insert into reporting_reportfile (id, form_key, number, received_on, kind,"
        " kilobytes, found, copy_pieces, original_pieces)"
        f" values ({file}, {FORM}, {number}, {day}, 'text', 64, '{{}}', 1, 1)",
        "insert into reporting_filechunk (id, file_id, is_original, number, sealed)"
        f" values ({file}, {file}, false, 0, 'x')",
        "insert into vault_recordkey (id, record_id, slot, team_id, generation_id,"
        f" sealed_key) values ({file}, {file}, 'x', {file}, 1, 'x')",
    ]


_SENT = [
    f"update reporting_report set form_key = {FORM} where id = {record(REPORT, ())}"
]
_BOTH = [*_file(ONE, 1), *_file(TWO, 2)]
_OLD = [*_file(ONE, 1, _LONG_AGO)]
_LIST = f"select count(*) from wall.files_kept_with({FORM})"
_TAKE = f"select wall.take_file_away({FORM}, {ONE})"
_PURGE = "select wall.purge_unsent_files()"


def _left(table: str, column: str, file: str) -> list[str]:
    """What lies in a table of a file, past every rule."""
    return ["reset role", f"select count(*) from {table} where {column} = {file}"]


def _tried(
    procedures: str,
    name: str,
    steps: list[str],
    expects: str,
    before: list[str],
    role: str = PUBLIC,
) -> Attempt:
    return Attempt(procedures, name, NOBODY, steps, expects, before, role)


_OF = (
    ("vault_recordkey", "record_id"),
    ("reporting_filechunk", "file_id"),
    ("reporting_reportfile", "id"),
)
_DROPS = "take_file_away drop_files"
ATTEMPTS = [
    _tried("files_kept_with", "of one's own form", [_LIST], "2", _BOTH),
    _tried("files_kept_with", "of a form that was sent", [_LIST], "0", _BOTH + _SENT),
    _tried(_DROPS, "one of two", [_TAKE], "True", _BOTH),
    *(
        _tried(_DROPS, f"{table}, of the one", [_TAKE, *_left(table, column, ONE)], "0",
               _BOTH)
        for table, column in _OF
    ),
    *(
        _tried(_DROPS, f"{table}, of the other", [_TAKE, *_left(table, column, TWO)],
               "1", _BOTH)
        for table, column in _OF
    ),
    _tried(_DROPS, "once it was sent", [_TAKE], "False", _BOTH + _SENT),
    _tried("take_file_away", "of another's form",
           [f"select wall.take_file_away({ONE}, {ONE})"], "False", _BOTH),
    _tried("purge_unsent_files", "what is old", [_PURGE], "1", _OLD, WORKS),
    _tried("purge_unsent_files", "what is young", [_PURGE], "0", _BOTH, WORKS),
    _tried("purge_unsent_files", "what was sent", [_PURGE], "0", _OLD + _SENT, WORKS),
    _tried("purge_unsent_files", "by the public", [_PURGE], NOT_GRANTED, _OLD),
    _tried("take_file_away", "by a colleague", [_TAKE], NOT_GRANTED, _BOTH, STAFF),
    _tried("drop_files", "by the worker",
           [f"select wall.drop_files(array[{ONE}]::uuid[])"], NOT_GRANTED,
           _BOTH, WORKS),
]  # fmt: skip
