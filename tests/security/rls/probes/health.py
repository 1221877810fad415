"""What is told of the database: each part is of what it says, and of nothing beside."""

from __future__ import annotations

from tests.security.rls.attempts import NOT_GRANTED, Attempt
from tests.security.rls.probes.sharing.prepared import NOBODY

_HEALTH = "unhidden_health"
_NOTE = (
    "do $$ begin execute format('comment on database %I is ''mine''',"
    " current_database()); end $$"
)
_NONE_WAITS = "delete from audit_waiting"
_WAITS = "insert into audit_waiting values (gen_random_uuid(), to_timestamp(1000), {})"
_JOBS = (
    "insert into procrastinate_jobs (queue_name, task_name, status)"
    " values ('q', 'failed.one', 'failed'), ('q', 'waiting.one', 'todo')"
)


def _told(name: str, what: str, expects: str, *before: str) -> Attempt:
    steps = [f"select {what} from (select wall.health() as told) h"]
    return Attempt("health", name, NOBODY, steps, expects, before, _HEALTH)


def _power(right: str) -> Attempt:
    given = f"alter role unhidden_public {right}"
    return _told(right, "told->>'powerful'", '["unhidden_public"]', given)


def _since(name: str, what: str, held: str, expects: str) -> Attempt:
    return _told(name, f"told->>'{what}'", expects, _NONE_WAITS, _WAITS.format(held))


def _names(what: str) -> str:
    return f"(select count(*) from jsonb_object_keys(told->'{what}'))"


ATTEMPTS = [
    _told("this database's note", "told->>'note'", "mine", _NOTE),
    _told("roles without power", "told->>'powerful'", "None"),
    *map(_power, ("superuser", "createrole", "createdb", "replication", "bypassrls")),
    _since("what could be sealed", "unsealed_since", "null", "1000.000000"),
    _since("what is held", "unsealed_since", "to_timestamp(2000)", "None"),
    _since("a day that is over", "unsealed_days_since", "to_timestamp(2000)",
           "2000.000000"),
    _since("a day that is not", "unsealed_days_since", "now() + interval '1 hour'",
           "None"),
    _since("what is no day", "unsealed_days_since", "null", "None"),
    _told("jobs that failed", "told->>'failed_jobs'", '{"failed.one": 1}', _JOBS),
    _told("a role's own connections", "told->'connections'->'unhidden_staff'->>0", "0"),
    _told("connections of four roles", _names("connections"), "4"),
    _told("ten settings", _names("settings"), "10"),
    Attempt("health", "the public site asks", NOBODY, ["select wall.health()"],
            NOT_GRANTED, role="unhidden_public"),
]  # fmt: skip
