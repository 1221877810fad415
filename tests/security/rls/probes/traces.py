"""What a trace holds becomes keys: of the mentions that are named, and once."""

from __future__ import annotations

from tests.security.rls.attempts import Attempt
from tests.security.rls.rows import key

_ANALYST = ("analyst", "intel_assessment")
_TWICE = "23505"
_ONE = f"select wall.make_findable(array[{key('intelligence_mention', '1')}]::uuid[])"
_HELD = """
update intelligence_trace
   set keys = '{"found_by": [771], "met_at": [772], "met_within": [773]}'
"""
_MADE = """
select array[(select count(*) from intelligence_tracekey where key = 771),
             (select count(*) from intelligence_meetingkey
               where key = 772 and not is_within),
             (select count(*) from intelligence_meetingkey
               where key = 773 and is_within)]
"""

_COUNTED = (
    "update pg_class set reltuples = 771"
    " where oid = 'public.traces_of_people'::regclass"
)

ATTEMPTS = [
    Attempt("people_traced", "as that index was counted last", _ANALYST,
            ["select wall.people_traced()"], "771", [_COUNTED]),
    Attempt("make_findable", "keys of one mention among all", _ANALYST,
            [_ONE, "reset role", _MADE], "[1, 1, 1]", [_HELD]),
    Attempt("make_findable", "keys of a mention that has them", _ANALYST,
            [_ONE, _ONE], _TWICE, [_HELD]),
]  # fmt: skip
