"""Finding what may be one thing, and what says a word: only what is in view."""

from __future__ import annotations

from tests.security.rls.attempts import Attempt
from tests.security.rls.records import ABOVE, KEPT_OUT, RESTRICTED, WORKER
from tests.security.rls.rows import key
from tests.security.rls.states import LEVELS, OTHER, OWN, STATES, State, Way

ANALYST = ("analyst", "intel_assessment")
NOBODY = ("", "")
_FREE = LEVELS[0]
_KEY = 77_007_700
_PHONES = (
    f"select count(*) from wall.candidates(array['phone'], '[[{_KEY}]]', array[9], 9)"
)
#: Who sees fewer reports than five times as many has them all read through.
_ALL, _FEW = 900, 2
Level = tuple[int, bool, str]


def _number(ways: tuple[Way, ...], level: Level, *, is_own: bool) -> str:
    state = State(ways, OWN if is_own else OTHER, *level)
    return str(STATES.index(state) + 1)


def _words_in(table: str, number: str) -> str:
    return f"update {table} set text = 'a lantern' where id = {key(table, number)}"


def _keyed(number: str, kind: str = "phone") -> list[str]:
    """The mention of a record has the key, and a trace of the kind."""
    mention = key("intelligence_mention", number)
    report = key("intelligence_intelligencereport", number)
    return [
        "insert into intelligence_tracekey (mention_id, key)"
        f" values ({mention}, {_KEY})",
        f"update intelligence_trace set kind = '{kind}', report_id = {report}"
        f" where mention_id = {mention}",
    ]


def _finds(
    name: str,
    expects: str,
    ways: tuple[Way, ...] = (),
    level: Level = _FREE,
    *,
    is_own: bool = True,
    who: tuple[str, str] = ANALYST,
) -> list[Attempt]:
    """What both procedures find of one record in this state.

    Words twice: read through all that they see, and looked up where they see more.
    """
    number = _number(ways, level, is_own=is_own)
    keys = [_PHONES]
    return [
        *(
            Attempt("found_words", f"words of {name}'s {table}, at most {most}", who,
                    [f"select count(*) from wall.found_words('lantern', {most})"],
                    expects, [_words_in(f"intelligence_{table}", number)])
            for table in ("item", "mention") for most in (_ALL, _FEW)
        ),
        Attempt("candidates", f"keys of {name}", who, keys, expects, _keyed(number)),
    ]  # fmt: skip


_OWN = _number((), _FREE, is_own=True)
_TWO = "select count(*) from wall.found_words('lantern', 1)"
ATTEMPTS = [
    *_finds("their organisation's", "1"),
    *_finds("another's", "0", is_own=False),
    *_finds("another's, of their team", "1", WORKER, is_own=False),
    *_finds("what is above the clearance", "0", level=ABOVE),
    *_finds("what is restricted", "0", level=RESTRICTED),
    *_finds("what they are kept out of", "0", level=KEPT_OUT),
    *_finds("theirs, for nobody", "0", who=NOBODY),
    Attempt("found_words", "words of a mention", ANALYST,
            ["select mention_id = " + key("intelligence_mention", _OWN)
             + " from wall.found_words('lantern', 9)"], "True",
            [_words_in("intelligence_mention", _OWN)]),
    Attempt("found_words", "no more than asked for", ANALYST, [_TWO], "1",
            [_words_in("intelligence_item", _OWN),
             _words_in("intelligence_mention", _OWN)]),
    Attempt("candidates", "of another kind", ANALYST,
            [_PHONES],
            "0", _keyed(_OWN, "vehicle")),
]  # fmt: skip
