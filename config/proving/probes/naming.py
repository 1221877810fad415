"""Of an event, what is read from the context: for whom, as what, and at which task."""

from __future__ import annotations

from config.proving.attempts import Attempt
from config.proving.states import OWN, PERSON
from config.proving.world import engagement

_SUPPORT = ("support_worker", "safeguarding_support")
_EVENT = "'00000000-0000-4000-8000-00000000000a'::uuid"
_NOTED = (
    f"select wall.note('safeguarding.note_added', 'alteration', 'x',"
    f" {_EVENT}, '', now(), '{PERSON}', '{{}}')"
)


def _noted(name: str, column: str, says: object) -> Attempt:
    told = f"select {column} from audit_event where subject_id = {_EVENT}"
    return Attempt("note", name, _SUPPORT, [_NOTED, "reset role", told], str(says))


ATTEMPTS = [
    _noted("for their organisation", "organisation_id", OWN),
    _noted("in their engagement", "engagement_id", engagement(_SUPPORT[0])),
    _noted("at their task", "purpose", _SUPPORT[1]),
]
