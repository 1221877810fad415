"""What follows what in an investigation: roles and actions."""

from __future__ import annotations

from tests.security.rls.attempts import REFUSED, Attempt
from tests.security.rls.probes.investigations.prepared import (
    AT_WORK,
    ME,
    THEM,
    WRONG,
    judged,
    looks,
    made,
    under,
)

_ONE, _OTHER = made("one"), made("other")


def _judges(
    table: str, name: str, expects: str, step: str, *before: str, word: str = "follows"
) -> Attempt:
    trigger = f"investigations_{table}_{word}"
    prepared = [*judged(trigger, table, "section45record"), *before]
    return Attempt(
        trigger, name, AT_WORK, [step], expects, [*prepared, looks(trigger, table)]
    )


def _role(name: str, expects: str, step: str, *before: str) -> Attempt:
    return _judges("personrole", name, expects, step, *before, word="is_reasoned")


def _is(role: str, person: str = _ONE) -> str:
    return under("personrole", person_id=person, role=f"'{role}'", given_by_id=ME)


def _reasoned(person: str = _ONE) -> str:
    return under("section45record", person_id=person)


def _of_a_visit(person: str = _ONE) -> str:
    """A person, who is a possible victim of a visit."""
    known = {"id": person, "possible_victim_id": "gen_random_uuid()"}
    return under("investigatedperson", **known, number="7000")


_PEOPLE = [
    _role("a suspect", "done", _is("suspect")),
    _role("a suspect who came from no visit", "done", _is("suspect"),
          under("investigatedperson", id=_ONE, possible_victim_id="null",
                number="7000")),
    _role("a victim", "done", _is("victim")),
    _role("a victim who is suspected", WRONG, _is("suspect"), _is("victim")),
    _role("a victim who is suspected, with its record", "done", _is("suspect"),
          _is("victim"), _reasoned()),
    _role("with the record of another", WRONG, _is("suspect"), _is("victim"),
          _reasoned(_OTHER)),
    _role("another is a victim", "done", _is("suspect"), _is("victim", _OTHER)),
    _role("a suspect who is a victim", "done", _is("victim"), _is("suspect")),
    _role("a witness who is suspected", "done", _is("suspect"), _is("witness")),
    _role("a victim who is a witness", "done", _is("witness"), _is("victim")),
    _role("of a visit, who is suspected", WRONG, _is("suspect"), _of_a_visit()),
    _role("of a visit, who is suspected, with its record", "done", _is("suspect"),
          _of_a_visit(), _reasoned()),
    _role("another is of a visit", "done", _is("suspect"), _of_a_visit(_OTHER)),
    _role("of a visit, who is a witness", "done", _is("witness"), _of_a_visit()),
]  # fmt: skip


def _goes(turn: int, queue: str, by: str = ME, of: str = _ONE) -> str:
    given = {"action_id": of, "turn": str(turn), "queue": f"'{queue}'"}
    return under("actionstep", **given, taken_by_id=by)


def _action(name: str, expects: str, step: str, *before: str) -> Attempt:
    return _judges("actionstep", name, expects, step, *before)


#: From where an action goes where; it comes back from everywhere but where it ends.
_WAYS = {
    "for_allocation": {"allocated", "refused", "referred_up"},
    "allocated": {"completed", "for_allocation", "referred_up", "allocated"},
    "referred_up": {"for_allocation", "refused", "allocated"},
    "completed": {"resulted", "allocated"},
    "resulted": {"filed", "for_allocation"},
    "refused": {"for_allocation"},
    "filed": {"for_allocation"},
}
_ACTIONS = [
    _action("first for allocation", "done", _goes(1, "for_allocation")),
    _action("first allocated", WRONG, _goes(1, "allocated")),
    _action("first as the second", WRONG, _goes(2, "for_allocation")),
    _action("a step left out", WRONG, _goes(3, "allocated"),
            _goes(1, "for_allocation")),
    _action("the same step again", WRONG, _goes(1, "allocated"),
            _goes(1, "for_allocation")),
    _action("on from the newest", "done", _goes(3, "completed"),
            _goes(1, "for_allocation"), _goes(2, "allocated")),
    _action("another action has its own", "done", _goes(1, "for_allocation"),
            _goes(1, "for_allocation", of=_OTHER)),
    _action("filed by who resulted it", WRONG, _goes(5, "filed"),
            _goes(4, "resulted")),
    _action("of who resulted another", "done", _goes(5, "filed"),
            _goes(4, "resulted", THEM), _goes(3, "completed")),
    *(
        _action(f"from {before} to {after}", "done" if after in ways else WRONG,
                _goes(5, after), _goes(4, before, THEM))
        for before, ways in _WAYS.items()
        for after in _WAYS
    ),
]  # fmt: skip


def _writes(name: str, expects: str, version: str, *before: str) -> Attempt:
    step = under("papertext", paper_id=_ONE, version=version, written_by_id=ME)
    cleared = [
        f"delete from investigations_{each}" for each in ("papertext", "statement")
    ]
    named = "investigations_papertext"
    return Attempt(
        named, f"words: {name}", AT_WORK, [step], expects, [*cleared, *before]
    )


def _stated(paper: str = _ONE, signed_at: str = "now()") -> str:
    return under("statement", paper_id=paper, signed_at=signed_at)


_WORDS = [
    _writes("of a document, again", "done", "2"),
    _writes("of a statement, again", "done", "2", _stated(signed_at="null")),
    _writes("of a signed statement", "done", "1", _stated()),
    _writes("of a signed statement, again", REFUSED, "2", _stated()),
    _writes("again, where another is signed", "done", "2", _stated(_OTHER)),
]  # fmt: skip
STEPS = [*_PEOPLE, *_ACTIONS, *_WORDS]
