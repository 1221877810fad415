"""How a consent stands on a day, which words are read for it, when to ask again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from unhidden.lib.working_days import LONDON

YES, NO, NOT_YET, WITHDRAWN = "yes", "no", "not_yet", "withdrawn"
NOT_ASKED, RUN_OUT = "not_asked", "run_out"
OWN_WORD, BEST_INTERESTS = "own", "best_interests"

#: What a child, or whoever may be one, is not asked: the law has decided it.
ADULTS_ALONE = frozenset({"nrm", "named_dtn"})
#: What may be decided in the best interests of an adult who cannot decide it. Whether
#: to help investigators, and whether to be found again, is nobody else's to decide.
DECIDED_FOR = frozenset({"nrm", "support", "share"})
#: What is agreed for some kinds of data, and not for others.
SCOPED = frozenset({"share", "investigation"})
#: Days until a word is gently asked about again, and until a yes ends by itself.
ASK_AGAIN_DAYS = {YES: 180, NO: 0, NOT_YET: 7, WITHDRAWN: 0}
TERM_DAYS = {"share": 365, "investigation": 365, "find_again": 730}


@dataclass(frozen=True, slots=True)
class ConsentWord:
    """One thing that was said: to what, by which answer, for which data, until when.

    ``number`` is its place among all words, as the database gave it.
    """

    kind: str
    answer: str
    number: int
    receiver: str = ""
    categories: frozenset[str] = frozenset()
    until_on: date | None = None
    ask_again_on: date | None = None


def find_latest(words: Iterable[ConsentWord]) -> ConsentWord | None:
    """The word that counts: the one that was written last, whatever its date says."""
    return max(words, key=lambda word: word.number, default=None)


def find_standing(word: ConsentWord | None, day: date) -> str:
    """How it stands on a day: the answer itself, not asked, or run out."""
    if word is None:
        return NOT_ASKED
    if word.answer == YES and word.until_on is not None and word.until_on < day:
        return RUN_OUT
    return word.answer


def covers_scope(word: ConsentWord | None, wanted: Collection[str], day: date) -> bool:
    """Whether it is a yes today to all of these kinds of data; states are no data."""
    if word is None or find_standing(word, day) != YES:
        return False
    return set(wanted) - {"operational"} <= word.categories


def may_withdraw(word: ConsentWord | None, day: date) -> bool:
    """Only what stands is taken back."""
    return find_standing(word, day) in {YES, RUN_OUT}


def is_due(word: ConsentWord | None, day: date) -> bool:
    """Whether to ask again: on the gentle date, or once a term is over.

    A no and a word taken back are left alone: the person comes to us.
    """
    if word is None or word.answer in {NO, WITHDRAWN}:
        return False
    is_over = find_standing(word, day) == RUN_OUT
    return is_over or (word.ask_again_on is not None and word.ask_again_on <= day)


def propose_ask_again(answer: str, day: date) -> date | None:
    """A gentle date, where none was chosen."""
    days = ASK_AGAIN_DAYS[answer]
    return day + timedelta(days=days) if days else None


def propose_term(kind: str, answer: str, day: date) -> date | None:
    """The last day of a yes that does not last until it is taken back."""
    days = TERM_DAYS.get(kind)
    return day + timedelta(days=days) if days and answer == YES else None


def may_be_asked(kind: str, age_group: str) -> bool:
    """Whether somebody of this age is asked at all; unsure is treated as a child."""
    return age_group == "adult" or kind not in ADULTS_ALONE


def may_be_decided(kind: str, age_group: str, answer: str) -> bool:
    """Whether it may be decided in an adult's best interests (MCA 2005 s.4)."""
    return kind in DECIDED_FOR and age_group == "adult" and answer in {YES, NO}


def words_for(age_group: str) -> str:
    """Which text is read: the adult's, or the one for a child or who may be one."""
    return "adult" if age_group == "adult" else "child"


def day_of(at: datetime) -> date:
    """The day in London of a moment."""
    return at.astimezone(LONDON).date()
