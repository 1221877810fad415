"""An engagement ends where each place has a home, and what ends with it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from tests.security.rls.attempts import DONE, REFUSED, Attempt
from tests.security.rls.probes.agencies.engagements import NOBODY, OFFICER
from tests.security.rls.probes.agencies.prepared import (
    ADMINISTRATOR,
    AT,
    FURTHER,
    LAST,
    LEAVER,
    LEAVING,
    OURS,
    PLACE,
    SECOND,
    TAKER,
    THEIRS,
    THIRD,
    UNKNOWN,
    WITH_TAKER,
    beside,
    engaged,
    granted,
    leave,
    stored,
)
from tests.security.rls.states import IDLE, OTHER, OWN, PERSON
from tests.security.rls.world import engagement

NO_HOME = "23514"
_TAKEN, _WITHOUT = leave((PLACE, TAKER)), leave((PLACE, None))


def _leaves(
    name: str,
    expects: str,
    before: Sequence[str] = WITH_TAKER,
    *,
    ends: str = _TAKEN,
    asked: str = "",
    who: tuple[str, str] = ADMINISTRATOR,
) -> Attempt:
    steps = [ends, *(stored(asked) if asked else [])]
    named = "leave_engagement hold_engagement is_led_without"
    return Attempt(named, name, who, steps, expects, before)


_WAITS = f"update agencies_engagement set approved_at = null where id = '{LEAVING}'"
_OWN = engagement("partner", PERSON)
HOMES = [
    _leaves("to a colleague", DONE),
    _leaves("as an officer", REFUSED, who=OFFICER),
    _leaves("as nobody", REFUSED, who=NOBODY),
    _leaves("oneself", REFUSED, ends=leave(leaving=_OWN)),
    _leaves("nobody", REFUSED, ends=leave(leaving=OWN)),
    _leaves("before one is let in", REFUSED, [*WITH_TAKER, _WAITS]),
    _leaves("from a team that goes on", DONE, beside("lead"), ends=_WITHOUT),
    _leaves("from a team that loses its lead", NO_HOME, beside("worker"),
            ends=_WITHOUT),
    _leaves("without a word about the team", NO_HOME, beside("lead"), ends=leave()),
    _leaves("with a home for another place", NO_HOME, ends=leave((SECOND, TAKER))),
    _leaves("to the leaver", NO_HOME, ends=leave((PLACE, LEAVER))),
]  # fmt: skip

_ENDED = f"ended_at = {AT} and ended_by"
ENDED_GRANTS = (
    f"string_agg(id::text, ' ' order by id = '{PLACE}' desc) from access_grant"
    f" where {_ENDED} = '{PERSON}'"
)
_ENDED_ENGAGEMENTS = (
    f"string_agg(id::text, ' ') from agencies_engagement where {_ENDED}_id = '{PERSON}'"
)


def _ends(name: str, *more: str, share: bool = False) -> Attempt:
    """The place ends, and the share if it says so; nothing else does."""
    says = f"{PLACE} {SECOND}" if share else str(PLACE)
    return _leaves(name, says, [*WITH_TAKER, *more], asked=ENDED_GRANTS)


_SHARE = granted(SECOND, THEIRS, LEAVER, "")
ENDING = [
    _leaves("that engagement alone", str(LEAVING), asked=_ENDED_ENGAGEMENTS),
    _ends("that place alone"),
    _ends("a share of one's own", _SHARE, share=True),
    _ends("a share of somebody without work", granted(SECOND, THEIRS, IDLE, "")),
    _ends("a share that ended", granted(SECOND, THEIRS, LEAVER, "", "now()")),
    _ends("a share that other work meets", _SHARE,
          engaged(LEAVER, "support_manager", OTHER)),
    _ends("a place that is not of this work",
          granted(SECOND, UNKNOWN, LEAVER, domain="investigation")),
]  # fmt: skip


def _locked(person: UUID) -> str:
    """Whether this transaction holds all of somebody's engagements that it left."""
    return (
        "coalesce(bool_and(xmax::text <> '0'), false) from agencies_engagement"
        f" where person_id = '{person}' and id <> '{LEAVING}'"
    )


#: Beside the place: another on the team, one that ended, a share, and another team's.
_AROUND = [
    granted(SECOND, OURS, THIRD, "worker"),
    granted(LAST, OURS, THIRD, "lead", "now()"),
    granted(FURTHER, OURS, THIRD, ""),
    granted(THIRD, THEIRS, THIRD),
]
_HELD = (
    "string_agg(id::text, ' ') from access_grant where xmax::text <> '0' and"
    f" id in ('{SECOND}', '{FURTHER}', '{LAST}', '{THIRD}')"
)
_FURTHER_WORK = engaged(LEAVER, "support_manager", OTHER)
HOLDING = [
    _leaves("hold the leaver's", "True", [*WITH_TAKER, _FURTHER_WORK],
            asked=_locked(LEAVER)),
    _leaves("hold the taker's", "True", asked=_locked(TAKER)),
    _leaves("hold nobody else's", "False", [*WITH_TAKER, engaged(THIRD)],
            asked=_locked(THIRD)),
    _leaves("hold the team's places", str(SECOND), [*WITH_TAKER, *_AROUND],
            asked=_HELD),
]  # fmt: skip
ATTEMPTS = [*HOMES, *ENDING, *HOLDING]
