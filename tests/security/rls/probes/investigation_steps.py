"""Lines, documents and interviews of an investigation: which step follows which."""

from __future__ import annotations

from tests.security.rls.attempts import Attempt
from tests.security.rls.probes.investigation_order import (
    AT_WORK,
    DONE,
    LED,
    ME,
    ONE,
    TWO,
    WRONG,
    add,
    before,
)


def _line(turn: int, state: str, reason: str = "", of: str = ONE) -> str:
    return add(
        "linestep",
        id="gen_random_uuid()",
        investigation_id=LED,
        line_id=of,
        turn=turn,
        state=f"'{state}'",
        reason=f"'{reason}'",
        taken_by_id=ME,
        taken_at="now()",
    )


_STATES = {
    "proposed": "open not_reasonable overtaken",
    "open": "pursued exhausted not_reasonable overtaken",
    "pursued": "open exhausted not_reasonable overtaken",
    "exhausted": "open",
    "not_reasonable": "open",
    "overtaken": "open",
}


def _pursues(name: str, expects: str, step: str, *earlier: str) -> Attempt:
    named = "investigations_linestep_follows"
    return Attempt(named, name, AT_WORK, [step], expects, before(*earlier))


def _pursued(was: str, then: str, reason: str, expects: str) -> Attempt:
    name = f"{was} to {then} with {reason or 'nothing'}"
    if was == "proposed":
        return _pursues(name, expects, _line(1, then, reason))
    return _pursues(name, expects, _line(2, then, reason), _line(1, was))


def _needs_reason(was: str, then: str) -> bool:
    return then not in ("open", "pursued") or was not in ("proposed", "open", "pursued")


LINES = [
    *(
        _pursued(was, then, reason,
                 DONE if then in _STATES[was].split()
                 and (reason or not _needs_reason(was, then)) else WRONG)
        for was in _STATES
        for then in (*_STATES, "elsewhere")
        for reason in ("", "R")
    ),
    _pursues("a turn left out", WRONG, _line(2, "open")),
    _pursues("another line has its own turns", DONE, _line(1, "open"),
             _line(1, "open", of=TWO)),
    _pursues("after the last of several", DONE, _line(3, "exhausted", "R"),
             _line(1, "open"), _line(2, "pursued")),
]  # fmt: skip


def _read(stage: str, of: str = ONE) -> str:
    return add(
        "paperstep",
        id="gen_random_uuid()",
        investigation_id=LED,
        paper_id=of,
        stage=f"'{stage}'",
        taken_by_id=ME,
        taken_at="now()",
    )


def _reads(name: str, expects: str, step: str, *earlier: str) -> Attempt:
    named = "investigations_paperstep_follows"
    return Attempt(named, name, AT_WORK, [step], expects, before(*earlier))


PAPERS = [
    _reads("a document is read", DONE, _read("read")),
    _reads("a document is registered", WRONG, _read("registered")),
    _reads("a document that nobody read is indexed", WRONG, _read("indexed")),
    _reads("a document that was read is indexed", DONE, _read("indexed"),
           _read("read")),
    _reads("a document whose neighbour was read is indexed", WRONG, _read("indexed"),
           _read("read", TWO)),
    _reads("a document that was read is filed", WRONG, _read("filed"), _read("read")),
    _reads("a document that was indexed is filed", DONE, _read("filed"),
           _read("read"), _read("indexed")),
]  # fmt: skip


def _interviewed(turn: int, stage: str, *, of: str = ONE, paper: str = "null") -> str:
    return add(
        "interviewstep",
        id="gen_random_uuid()",
        investigation_id=LED,
        interview_id=of,
        turn=turn,
        stage=f"'{stage}'",
        paper_id=paper,
        taken_by_id=ME,
        taken_at="now()",
    )


def _asks(name: str, expects: str, step: str, *earlier: str) -> Attempt:
    named = "investigations_interviewstep_follows"
    return Attempt(named, name, AT_WORK, [step], expects, before(*earlier))


_STAGES = {
    "planned": "held declined stopped",
    "stopped": "held declined",
    "held": "transcribed",
    "transcribed": "reviewed",
    "declined": "",
    "reviewed": "",
}
INTERVIEWS = [
    *(
        _asks(f"an interview, {was} to {then}",
              DONE if then in _STAGES[was].split() else WRONG,
              _interviewed(1 if was == "planned" else 2, then, paper=TWO),
              *([] if was == "planned" else [_interviewed(1, was)]))
        for was in _STAGES
        for then in (*_STAGES, "elsewhere")
    ),
    _asks("transcribed from nothing", WRONG, _interviewed(2, "transcribed"),
          _interviewed(1, "held")),
    _asks("a turn left out", WRONG, _interviewed(2, "held")),
    _asks("another interview has its own turns", DONE, _interviewed(1, "held"),
          _interviewed(1, "held", of=TWO)),
    _asks("after the last of several", DONE, _interviewed(3, "declined"),
          _interviewed(1, "stopped"), _interviewed(2, "stopped")),
]  # fmt: skip

ATTEMPTS = [*LINES, *PAPERS, *INTERVIEWS]
