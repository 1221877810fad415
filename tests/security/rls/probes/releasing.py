"""What a safeguarding lead let go for the desk: used there, and never taken back."""

from __future__ import annotations

from tests.security.rls.attempts import DONE, REFUSED, Attempt
from tests.security.rls.probes.sharing.prepared import ANALYST, row
from tests.security.rls.records import VISIT, record
from tests.security.rls.rows import key
from tests.security.rls.states import COLLEAGUE, DESK

_ITEM = key("visits_draftitem", "'r'")
_RELEASED = row(
    "visits_draftitem",
    id=_ITEM,
    visit_id=record(VISIT, (), is_own=True),
    text="'t'",
    sign_codes="'{}'",
    source="'1'",
    assessment="'A'",
    handling="'C'",
    state="'ready'",
    is_of_safeguarding="true",
    offered_by_id=f"'{COLLEAGUE}'",
    offered_at="now()",
    released_by_id=f"'{DESK}'",
    released_at="now()",
)


def _changes(name: str, expects: str, change: str) -> Attempt:
    step = (
        f"do $$ begin update visits_draftitem set {change} where id = {_ITEM};"
        " if not found then raise no_data_found; end if; end $$"
    )
    return Attempt("visits_draftitem", name, ANALYST, [step], expects, [_RELEASED])


ATTEMPTS = [
    _changes("a sentence that was let go is written", DONE, "state = 'written'"),
    _changes("a sentence is let go no more", REFUSED, "released_by_id = null"),
]
