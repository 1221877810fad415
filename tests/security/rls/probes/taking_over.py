"""Who may lead a case that moves, and when it is handed over."""

from __future__ import annotations

from tests.security.rls.attempts import DONE, REFUSED, Attempt
from tests.security.rls.probes.moving import (
    AGREED,
    CLEAN,
    ELSEWHERE,
    LED,
    MOVE,
    hands,
    transfer,
)
from tests.security.rls.probes.sharing.prepared import (
    FELLOW,
    WORKS,
    kept_out,
    row,
    tried,
)
from tests.security.rls.records import CASE
from tests.security.rls.states import COLLEAGUE, GONE, OTHER, OWN

_HAND_AT = f"select wall.hand_case_on({MOVE}, now() + interval '{{}}')"


def _enforces(organisation: object) -> str:
    return (
        "update agencies_organisation set kind = 'law_enforcement'"
        f" where id = '{organisation}'"
    )


def _shut(of: str, organisation: object = OTHER) -> str:
    """An organisation is kept out of a case."""
    return row(
        "access_exclusion",
        id="gen_random_uuid()",
        domain=f"'{CASE}'",
        record_id=of,
        organisation_id=f"'{organisation}'",
        reason="''",
        set_by=f"'{COLLEAGUE}'",
        from_at="now()",
    )


TAKING = [
    hands("in the minute of the answer", "done", *AGREED,
           transfer(answered_at="now()")),
    hands("before the answer", REFUSED, *AGREED, transfer(),
           hand=_HAND_AT.format("-2 minutes")),
    hands("on no later day than today", "True", *AGREED, transfer(),
           hand=_HAND_AT.format("9 days"), look="select ended_at <= clock_timestamp()"
           f" from safeguarding_casetransfer where id = {MOVE}"),
    hands("to those who enforce immigration law", REFUSED, *AGREED, transfer(),
           _enforces(OTHER)),
    hands("while others enforce it", "done", *AGREED, transfer(), _enforces(GONE),
           _enforces(OWN)),
    hands("to who is kept out of it", REFUSED, *AGREED, transfer(),
           kept_out(LED, COLLEAGUE)),
    hands("to an organisation that is kept out of it", REFUSED, *AGREED, transfer(),
           _shut(LED)),
    hands("to who is kept out of another", "done", *AGREED, transfer(),
           kept_out(ELSEWHERE, COLLEAGUE), _shut(ELSEWHERE)),
    hands("to who was kept out of it", "done", *AGREED, transfer(), _shut(LED),
           kept_out(LED, COLLEAGUE), "update access_exclusion set ended_at = now()"),
    hands("while others are kept out of it", "done", *AGREED, transfer(),
           kept_out(LED, FELLOW), _shut(LED, GONE)),
]  # fmt: skip
_OFFERED = transfer("offered", worker_id="null", answered_at="null")


def _offers(of: str, name: str, expects: str, step: str, *before: str) -> Attempt:
    return tried(of, name, WORKS, [step], expects, CLEAN, *before)


OFFERING = [
    _offers("safeguarding_casetransfer", "its lead offers it", DONE, _OFFERED),
    _offers("safeguarding_casetransfer", "to those who enforce immigration law",
            REFUSED, _OFFERED, _enforces(OTHER)),
]  # fmt: skip
ATTEMPTS = [*TAKING, *OFFERING]
