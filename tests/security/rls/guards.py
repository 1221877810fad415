"""How a guard of the wall must be written, so that null refuses.

In SQL a comparison with null is null, and an IF takes null for "no": a check that says
when to refuse lets null through. One that says what must hold, and refuses where that
``is not true``, does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tests.security.rls.conditions import ifs

_NEGATIVE = {
    "begins with NOT": re.compile(r"^[(\s]*not\b", re.IGNORECASE),
    "says NOT … = ANY": re.compile(
        r"\bnot\s+(?:(?!\band\b|\bor\b)[^()])*=\s*any\b", re.IGNORECASE
    ),
    "says <>": re.compile(r"<>"),
    "says !=": re.compile(r"!="),
}
_REFUSES = re.compile(r"^(perform wall\.refuse\b|raise exception\b)", re.IGNORECASE)
# Of more than one comparison only the first way is null-safe; the second never is null.
_IS_POSITIVE = re.compile(r"\bis not (true|false)$", re.IGNORECASE)
_IS_NEVER_NULL = re.compile(
    r"^(?!.*\b(and|or)\b).*\bis (not )?(distinct from|null)\b", re.IGNORECASE
)
# What may stand in the wall's settings: nothing, what was signed, or the record that is
# looked at, which opens nothing.
_SETS = re.compile(r"set_config\(\s*'unhidden\.(\w+)'\s*,\s*([^\s,]*)", re.IGNORECASE)
_IS_SAFE = re.compile(r"''$|wall\.packed\(")


@cache
def offences(body: str) -> tuple[str, ...]:
    """What in a function could let null through, or keeps as signed what was not."""
    return tuple(_offences(body))


def _offences(body: str) -> Iterator[str]:
    for condition, leads_to in ifs(body):
        for what, pattern in _NEGATIVE.items():
            if pattern.search(condition):
                yield f"an IF {what}: {condition}"
        is_safe = _IS_POSITIVE.search(condition) or _IS_NEVER_NULL.search(condition)
        if _REFUSES.search(leads_to) and not is_safe:
            yield f"a guard that null passes: {condition}"
    for setting, value in _SETS.findall(body):
        if setting != "looked_at" and not _IS_SAFE.match(value):
            yield f"unhidden.{setting} is set to {value}"
