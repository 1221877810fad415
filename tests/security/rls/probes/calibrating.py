"""Pairs that were drawn to be judged go with what their mentions hang on."""

from __future__ import annotations

from tests.security.rls.probes.reviewing import (
    BESIDE,
    MENTION,
    MINE,
    THIRD,
    one_left,
    row_of,
)
from tests.security.rls.probes.sharing.prepared import row


def _drawn(left: str, right: str) -> str:
    return row(
        "intelligence_calibrationpair",
        id="gen_random_uuid()",
        sample_id="gen_random_uuid()",
        left_id=row_of(MENTION, left),
        right_id=row_of(MENTION, right),
        bits=0,
        is_blind="true",
        place=1,
    )


ATTEMPTS = [
    one_left(
        "forget_mentions forget_said",
        "intelligence_calibrationpair",
        "delete from intelligence_calibrationpair",
        _drawn(MINE, BESIDE),
        _drawn(BESIDE, MINE),
        _drawn(BESIDE, THIRD),
    ),
]
