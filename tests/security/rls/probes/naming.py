"""Of an event, what is read from the context: for whom, as what, and at which task."""

from __future__ import annotations

from tests.security.rls.attempts import DONE, REFUSED, Attempt
from tests.security.rls.states import OWN, PERSON
from tests.security.rls.world import engagement

_SUPPORT = ("support_worker", "safeguarding_support")
_EVENT = "'00000000-0000-4000-8000-00000000000a'::uuid"
_NOTED = (
    f"select wall.note('safeguarding.note_added', 'alteration', 'x',"
    f" {_EVENT}, '', now(), '{PERSON}', '{{}}')"
)


def _noted(name: str, column: str, says: object) -> Attempt:
    told = f"select {column} from audit_event where subject_id = {_EVENT}"
    return Attempt("note", name, _SUPPORT, [_NOTED, "reset role", told], str(says))


def _tells(name: str, more: str, expects: str) -> Attempt:
    asked = (
        "select wall.note('safeguarding.note_added', 'alteration', 'x',"
        f" {_EVENT}, '', now(), '{PERSON}', {more})"
    )
    return Attempt("note", name, _SUPPORT, [asked], expects)


_LARGE = "jsonb_build_object('detail', jsonb_build_object('a', repeat('x', {})))"
ATTEMPTS = [
    _tells("what it tells", '\'{"detail": {"a": 1}}\'', DONE),
    _tells("a list in its place", "'{\"detail\": [1]}'", REFUSED),
    _tells("as much as a line holds", _LARGE.format(90_000), DONE),
    _tells("more than a line holds", _LARGE.format(110_000), REFUSED),
    _noted("for their organisation", "organisation_id", OWN),
    _noted("in their engagement", "engagement_id", engagement(_SUPPORT[0])),
    _noted("at their task", "purpose", _SUPPORT[1]),
]
