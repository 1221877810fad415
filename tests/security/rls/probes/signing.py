"""Schedules of unused material: lines first, and a signature over all of them."""

from __future__ import annotations

from tests.security.rls.attempts import Attempt
from tests.security.rls.probes.sharing.prepared import row
from tests.security.rls.probes.unused import (
    ACCUSED,
    ELSE,
    ELSEWHERE,
    ITEM,
    LED,
    ME,
    OTHER_ITEM,
    THEM,
    WRONG,
    attempt,
    make_decision,
    make_description,
    make_item,
    make_sealed,
    make_suspect,
)
from tests.security.rls.rows import key

_SIGNED, _OTHER = key("unused", "'s'"), key("unused", "'t'")
_NEW, _LINE = key("unused", "'u'"), key("unused", "'l'")


def _version(
    version: int,
    first: int,
    count: int = 3,
    *,
    kind: str = "MG6C",
    made: str = _SIGNED,
    investigation: str = LED,
    by: str = ME,
    digest: str = "repeat('0', 64)",
) -> str:
    return row(
        "investigations_schedule",
        id=made,
        investigation_id=investigation,
        kind=f"'{kind}'",
        version=version,
        first_line=first,
        lines_count=count,
        digest=digest,
        state_digest="''",
        certificate="'1:en'",
        exceptions="''",
        signed_by_id=by,
        signed_at="now()",
    )


def _line(
    line: int,
    schedule: str = _SIGNED,
    *,
    made: str = "gen_random_uuid()",
    words: str = "w",
    item: str = ITEM,
    investigation: str = LED,
) -> str:
    return row(
        "investigations_scheduleline",
        id=made,
        investigation_id=investigation,
        schedule_id=schedule,
        material_id=item,
        line=line,
        words=f"'{words}'",
        quantity=1,
        marks="''",
    )


def _words(*, line: str = _LINE, by: str = ME, investigation: str = LED) -> str:
    return row(
        "investigations_sensitiveline",
        id="gen_random_uuid()",
        investigation_id=investigation,
        line_id=line,
        words_sealed="'x'",
        sealed_by_id=by,
    )


def _look(accused: str = "null", ago: str = "1 minute", where: str = LED) -> str:
    return row(
        "investigations_lookagain",
        id="gen_random_uuid()",
        investigation_id=where,
        trigger="'query'",
        accused_id=accused,
        words="''",
        happened_on="current_date",
        entered_by_id=ME,
        entered_at=f"now() - interval '{ago}'",
    )


def _goes_on(name: str, expects: str, step: str, *before: str) -> Attempt:
    return attempt("investigations_schedule_continues", name, expects, step, *before)


def _takes(name: str, expects: str, step: str, *before: str) -> Attempt:
    named = "investigations_scheduleline_is_unsigned"
    return attempt(named, name, expects, step, make_item(), *before)


def _keeps(name: str, expects: str, step: str, *before: str) -> Attempt:
    named = "investigations_sensitiveline_is_unsigned"
    return attempt(named, name, expects, step, make_item(), *before)


def _digest(*lines: str) -> str:
    told = ",".join(lines)
    return f"encode(sha256(convert_to('[{told}]', 'UTF8')), 'hex')"


_NO_LINES = (
    "delete from investigations_sensitiveline",
    "delete from investigations_scheduleline",
)
_TWO = (_line(1), _line(2, item=OTHER_ITEM, words='a "b"'))
_OF_TWO = _digest('[1,"w",1,""]', '[2,"a \\"b\\"",1,""]')
_ONE_SEALED = _line(1, made=_LINE, words="")
_OF_ONE = _digest('[1,"",1,""]')
_OF_NONE = _digest()


def _counts(name: str, expects: str, step: str, *before: str) -> Attempt:
    named = "investigations_schedule_has_its_lines"
    return attempt(named, name, expects, step, *_NO_LINES, *before)


def _secret(*, digest: str = _OF_ONE, kind: str = "MG6D") -> str:
    return _version(1, 1, 1, kind=kind, digest=digest)


def _leaves(name: str, expects: str, *before: str) -> Attempt:
    named = "investigations_schedule_leaves_nothing"
    return attempt(named, name, expects, _version(1, 1, 0), make_item(), *before)


def _said(axis: str, value: str, accused: str = "null", **more: str) -> str:
    return make_decision(value, 1, axis=axis, accused=accused, **more)


_FIRST = _version(1, 1)
_SECOND = _version(2, 4, 2, made=_OTHER)
_DECIDED = (
    ("relevance", "relevant"),
    ("use", "unused"),
    ("sensitivity", "none_sensitive"),
)
_OPEN = tuple(_said(axis, value) for axis, value in _DECIDED)
_RELEVANT, _UNUSED = _OPEN[:2]
_SEALED = (_RELEVANT, _UNUSED, _said("sensitivity", "sensitive"))
_NOT_MET = _said("test", "not_met", ACCUSED)
_OPEN_TOO = tuple(_said(axis, value, item=OTHER_ITEM) for axis, value in _DECIDED)
_SEALED_TOO = (*_OPEN_TOO[:2], _said("sensitivity", "sensitive", item=OTHER_ITEM))
_NOT_MET_TOO = _said("test", "not_met", ACCUSED, item=OTHER_ITEM)
_WHOLE = (*_OPEN, make_description(), make_suspect(), _NOT_MET)

ATTEMPTS = [
    _goes_on("a first version", "done", _version(1, 1)),
    _goes_on("a first version as the second", WRONG, _version(2, 1)),
    _goes_on("a first version with a gap", WRONG, _version(1, 2)),
    _goes_on("the next version", "done", _version(2, 4, made=_NEW), _FIRST),
    _goes_on("a number used before", WRONG, _version(2, 3, made=_NEW), _FIRST),
    _goes_on("a number left out", WRONG, _version(2, 5, made=_NEW), _FIRST),
    _goes_on("a version left out", WRONG, _version(3, 4, made=_NEW), _FIRST),
    _goes_on("after the newest", "done", _version(3, 6, made=_NEW), _FIRST, _SECOND),
    _goes_on("another kind has its own", "done", _version(1, 1, made=_NEW),
             _version(1, 1, kind="MG6D")),
    _goes_on("another investigation has its own", "done", _version(1, 1, made=_NEW),
             _version(1, 1, investigation=ELSEWHERE)),
    _takes("a line before a signature", "done", _line(1)),
    _takes("a line after a signature", WRONG, _line(4), _FIRST),
    _takes("another version is signed", "done", _line(1), _version(1, 1, made=_OTHER)),
    _takes("a line of another's item", WRONG, _line(1, item=ELSE),
           make_item(ELSE, 1, investigation=ELSEWHERE)),
    _keeps("words before a signature", "done", _words(), _line(1, made=_LINE)),
    _keeps("words after a signature", WRONG, _words(), _line(1, made=_LINE), _FIRST),
    _keeps("words of no line", WRONG, _words()),
    _keeps("words of no line, beside one", WRONG, _words(), _line(1, made=_NEW)),
    _keeps("words of another's line", WRONG, _words(),
           _line(1, made=_LINE, investigation=ELSEWHERE)),
    _keeps("words while another is signed", "done", _words(), _line(1, made=_LINE),
           _version(1, 1, made=_OTHER)),
    _counts("two lines", "done", _version(1, 1, 2, digest=_OF_TWO), *_TWO),
    _counts("none", "done", _version(1, 1, 0, digest=_OF_NONE)),
    _counts("none, and a digest of some", WRONG, _version(1, 1, 0, digest=_OF_TWO)),
    _counts("none, and counted as one", WRONG, _version(1, 1, 1, digest=_OF_NONE)),
    _counts("beside lines of another version", "done",
            _version(1, 1, 2, digest=_OF_TWO), *_TWO, _line(3, _OTHER, made=_LINE)),
    _counts("sealed, with the words of another line", WRONG, _secret(), _ONE_SEALED,
            _line(2, _OTHER, made=_NEW), _words(line=_NEW)),
    _counts("another digest", WRONG, _version(1, 1, 2), *_TWO),
    _counts("a line more than counted", WRONG, _version(1, 1, 1, digest=_OF_TWO),
            *_TWO),
    _counts("a line fewer", WRONG, _version(1, 1, 3, digest=_OF_TWO), *_TWO),
    _counts("lines that begin later", WRONG, _version(1, 2, 2, digest=_OF_TWO), *_TWO),
    _counts("lines with a gap", WRONG,
            _version(1, 1, 2, digest=_digest('[1,"w",1,""]', '[3,"w",1,""]')),
            _line(1), _line(3, item=OTHER_ITEM)),
    _counts("a line before the first", WRONG,
            _version(1, 2, 2, digest=_digest('[1,"w",1,""]', '[3,"w",1,""]')),
            _line(1), _line(3, item=OTHER_ITEM)),
    _counts("a line of another investigation", WRONG,
            _version(1, 1, 1, digest=_digest('[1,"w",1,""]')),
            _line(1, investigation=ELSEWHERE)),
    _counts("lines of another version", WRONG, _version(1, 1, 2, digest=_OF_TWO),
            _line(1, _OTHER), _line(2, _OTHER, item=OTHER_ITEM)),
    _counts("sealed, with words", "done", _secret(), _ONE_SEALED, _words()),
    _counts("sealed, without words", WRONG, _secret(), _ONE_SEALED),
    _counts("sealed by another", WRONG, _secret(), _ONE_SEALED, _words(by=THEM)),
    _counts("sealed, and in the clear too", WRONG,
            _secret(digest=_digest('[1,"w",1,""]')), _line(1, made=_LINE), _words()),
    _counts("open, with sealed words", WRONG, _secret(kind="MG6C"), _ONE_SEALED,
            _words()),
    _leaves("all is decided", "done", *_WHOLE),
    _leaves("nothing is", WRONG),
    _leaves("not relevant", "done", _said("relevance", "not_relevant")),
    _leaves("relevance undecided", WRONG, _said("relevance", "undecided")),
    _leaves("relevance decided, then not", WRONG, *_WHOLE,
            make_decision("undecided", 2, axis="relevance")),
    _leaves("only relevant", WRONG, _RELEVANT),
    _leaves("evidence", "done", _RELEVANT, _said("use", "evidence"), make_suspect()),
    _leaves("evidence of no relevance", WRONG, _said("use", "evidence")),
    _leaves("unused, of no relevance", WRONG, *_WHOLE[1:]),
    _leaves("use undecided", WRONG, _RELEVANT, _OPEN[2], *_WHOLE[3:]),
    _leaves("sensitivity undecided", WRONG, _RELEVANT, _UNUSED, make_description(),
            make_suspect(), _NOT_MET),
    _leaves("one says that it is not sensitive", WRONG, _RELEVANT, _UNUSED,
            _said("sensitivity", "none_asked"), make_description(), make_sealed()),
    _leaves("no accused yet", "done", *_OPEN, make_description()),
    _leaves("an accused who is none now", "done", *_OPEN, make_description(),
            make_suspect(ended="now()")),
    _leaves("a witness needs no test", "done", *_OPEN, make_description(),
            make_suspect(role="witness")),
    _leaves("another's suspect needs none here", "done", *_OPEN, make_description(),
            make_suspect(investigation=ELSEWHERE)),
    _leaves("not tested for the accused", WRONG, *_OPEN, make_description(),
            make_suspect()),
    _leaves("tested for one of two", WRONG, *_WHOLE, make_suspect(ELSE)),
    _leaves("tested for another", WRONG, *_OPEN, make_description(), make_suspect(),
            _said("test", "not_met", ELSE)),
    _leaves("the test undecided again", WRONG, *_WHOLE,
            make_decision("undecided", 2, axis="test", accused=ACCUSED)),
    _leaves("not described", WRONG, *_OPEN, make_suspect(), _NOT_MET),
    _leaves("described sealed alone", WRONG, *_OPEN, make_suspect(), _NOT_MET,
            make_sealed()),
    _leaves("sealed and described so", "done", *_SEALED, make_suspect(), _NOT_MET,
            make_sealed()),
    _leaves("sealed, described in the clear", WRONG, *_SEALED, make_suspect(), _NOT_MET,
            make_description()),
    _leaves("to be looked at again", WRONG, *_WHOLE, _look()),
    _leaves("for this accused", WRONG, *_WHOLE, _look(ACCUSED)),
    _leaves("for another accused", "done", *_WHOLE, _look(ELSE)),
    _leaves("looked at since", "done", *_WHOLE, _look(ago="2 hours")),
    _leaves("at the very moment", WRONG, *_WHOLE, _look(ago="1 hour")),
    _leaves("two accused, each looked at since", "done", *_WHOLE, make_suspect(ELSE),
            _said("test", "not_met", ELSE), _look(ago="2 hours")),
    _leaves("something else is decided for the accused", WRONG, *_OPEN,
            make_description(), make_suspect(), _said("use", "unused", ACCUSED)),
    _leaves("relevant for the accused alone", WRONG, *_WHOLE[1:],
            _said("relevance", "relevant", ACCUSED)),
    _leaves("elsewhere", "done", *_WHOLE, _look(where=ELSEWHERE)),
    _leaves("what may meet the test is not looked at again", "done", *_WHOLE[:-1],
            _said("test", "may_meet", ACCUSED), _look()),
    _leaves("another item is undecided", WRONG, *_WHOLE, make_item(OTHER_ITEM, 2)),
    _leaves("two items, each decided in its own way", "done", *_WHOLE,
            make_item(OTHER_ITEM, 2),
            _said("relevance", "not_relevant", item=OTHER_ITEM)),
    _leaves("another item is described, and undecided", WRONG, *_OPEN,
            make_description(), make_item(OTHER_ITEM, 2),
            make_description(item=OTHER_ITEM)),
    _leaves("another item is decided, and not tested", WRONG, *_WHOLE,
            make_item(OTHER_ITEM, 2), make_description(item=OTHER_ITEM),
            *_OPEN_TOO),
    _leaves("another item is tested, and not described", WRONG, *_WHOLE,
            make_item(OTHER_ITEM, 2), *_OPEN_TOO, _NOT_MET_TOO),
    _leaves("another item is tested, and not described sealed", WRONG, *_SEALED,
            make_suspect(), _NOT_MET, make_sealed(), make_item(OTHER_ITEM, 2),
            *_SEALED_TOO, _NOT_MET_TOO),
    _leaves("an item elsewhere is", "done", *_WHOLE,
            make_item(OTHER_ITEM, 2, investigation=ELSEWHERE)),
]  # fmt: skip
