"""Rows of an investigation as a superuser prepares them, with values that say nothing.

The person leads ``LED`` and works on ``ELSEWHERE``, both of another organisation.
"""

from __future__ import annotations

from django.apps import apps
from django.db.models import Field

from tests.security.rls.probes.sharing.prepared import row
from tests.security.rls.records import record
from tests.security.rls.rows import key
from tests.security.rls.states import COLLEAGUE, PERSON, Way

AT_WORK = ("investigator", "investigation")
#: Who meets investigations at other work than investigating.
AT_OTHER_WORK = ("safeguarding_lead", "disclosure")
LED = record("investigations_investigation", (Way("team", "lead"),))
ELSEWHERE = record("investigations_investigation", (Way("team", "worker"),))
STRANGE = record("investigations_investigation", ())
ME, THEM = f"'{PERSON}'", f"'{COLLEAGUE}'"
WRONG = "23514"
_VALUES = {
    "UUIDField": "gen_random_uuid()",
    "ForeignKey": "gen_random_uuid()",
    "OneToOneField": "gen_random_uuid()",
    "BooleanField": "false",
    "DateField": "current_date",
    "DateTimeField": "now() - interval '1 minute'",
    "BinaryField": "'x'",
    "SealedField": "'x'",
    "JSONField": "'{}'",
    "ArrayField": "'{}'",
}
_NUMBERS = {
    "PositiveIntegerField",
    "PositiveSmallIntegerField",
    "PositiveBigIntegerField",
    "IntegerField",
    "SmallIntegerField",
}


def made(number: str) -> str:
    """An id to name a row by, of every table."""
    return key("investigations", f"'{number}'")


def under(table: str, **given: str) -> str:
    """Insert a row under ``LED``; what may be null is, and ``given`` are SQL."""
    model = apps.get_model("investigations", table)
    fields = [each for each in model._meta.concrete_fields if not each.null]
    values = {each.column: _value(each) for each in fields}
    if "investigation_id" in values:
        values["investigation_id"] = LED
    return row(f"investigations_{table}", **{**values, **given})


def _value(field: Field[object, object]) -> str:
    kind = type(field).__name__
    if kind in _NUMBERS:
        return "1"
    return _VALUES.get(kind, "''")


def post(function: str = "sio", investigation: str = LED, **given: str) -> str:
    """The person holds a post since yesterday, or what ``given`` makes of it."""
    held = {
        "investigation_id": investigation,
        "person_id": ME,
        "function": f"'{function}'",
        "is_sterile": "false",
        "began_at": "now() - interval '1 day'",
        "given_by_id": THEM,
    }
    return under("post", **{**held, **given})


def judged(trigger: str, table: str, *emptied: str) -> list[str]:
    """What stands before rows that a trigger judges: none, and no trigger looks."""
    return [
        *(f"delete from investigations_{each}" for each in (*emptied, table)),
        f"alter table investigations_{table} disable trigger user",
    ]


def looks(trigger: str, table: str) -> str:
    """From here on the trigger judges."""
    return f"alter table investigations_{table} enable always trigger {trigger}"
