"""Who may be whom: candidates are what the row policies show, and nothing else."""

from __future__ import annotations

from config.proving.attempts import Attempt

_ANALYST = ("analyst", "intel_assessment")
# Every mention is a person's with the same key, whatever way leads to its report.
_ALIKE = (
    "update intelligence_tracekey set key = 7",
    "update intelligence_trace set kind = 'person'",
)
_FOUND = "wall.candidates('{}', array[{}]::bigint[], 100000, 100000)"
_THEIRS, _OTHERS = _FOUND.format("person", 7), _FOUND.format("person", 8)
_SEEN = (
    "select t.mention_id from intelligence_trace t"
    " join intelligence_mention m on m.id = t.mention_id"
)


def _asks(name: str, asked: str, says: str, who: tuple[str, str] = _ANALYST) -> Attempt:
    return Attempt("candidates", name, who, [f"select {asked}"], says, _ALIKE)


ATTEMPTS = [
    _asks(
        "as many as are seen",
        f"(select count(*) from {_THEIRS}) = (select count(*) from ({_SEEN}) seen)",
        "True",
    ),
    _asks(
        "those that are seen",
        f"count(*) from ({_SEEN} except select mention_id from {_THEIRS}) missed",
        "0",
    ),
    _asks("some are seen", f"count(*) > 100 from {_THEIRS}", "True"),
    _asks("of another key", f"count(*) from {_OTHERS}", "0"),
    _asks("of another kind", f"count(*) from {_FOUND.format('vehicle', 7)}", "0"),
    _asks("by support", f"count(*) from {_THEIRS}", "0",
          ("support_worker", "safeguarding_support")),
]  # fmt: skip
