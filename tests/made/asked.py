"""Visits as somebody may write them down on a form, drawn by a number."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from unhidden.visits.asking.questions import AskedQuestion, AskingForm
from unhidden.visits.rules.records import VisitSetting

STRONG = "gen_cannot_leave"
_DAY = date(2026, 12, 1)
_TEXTS = ("", "  ", "A word", "40 Condoms", "y derbyniadau", "uncondomed", "PACE s.17")
_KINDS = ("soft", "hotel", "safeguarding", "enforcement")


def draw_outer(form: AskingForm, number: int) -> dict[str, Any]:
    """What an outer envelope may hold, complete though it may not add up."""
    random = Random(number)  # noqa: S311
    asked = {question.code: question for question in form.all_questions}
    answers = {
        code: _answer(question, random)
        for code, question in asked.items()
        if question.goes == "outer" and question.kind in _PLAIN
    }
    lists = {code: _rows(asked[code], random) for code in ("people", "referrals")}
    return {
        "answers": answers,
        **lists,
        "possible_victims": _rows(asked["possible_victims"], random),
        "signs": [
            {"code": random.choice((STRONG, "gen_no_docs")), "answer": answer}
            for answer in random.choices(("seen", "not_seen"), k=random.randrange(3))
        ],
        "turn": random.choice((None, None, {"told": "So"})),
    }


def draw_setting(outer: dict[str, Any], number: int) -> VisitSetting:
    """What it is judged against: now and then the visit is not over, or too early."""
    random = Random(-number)  # noqa: S311
    hour = random.choice((0, 12, 23, 36))
    return VisitSetting(
        kind=random.choice(_KINDS),
        day=date.fromisoformat(outer["answers"]["on"]),
        first_day=_DAY + timedelta(days=random.choice((-2, 0, 0, 1))),
        at=datetime(2026, 12, 1, tzinfo=UTC) + timedelta(hours=hour, seconds=33),
        strong_signs=frozenset({STRONG}),
        is_turned=bool(outer["turn"]),
    )


def _answer(question: AskedQuestion, random: Random) -> Any:
    if question.choices:
        return random.choice(question.choices).code
    return _PLAIN[question.kind](random)


def _rows(question: AskedQuestion, random: Random) -> list[dict[str, Any]]:
    return [
        {part.code: _answer(part, random) for part in question.parts}
        for _ in range(random.choice((0, 0, 1, 2)))
    ]


def _day(random: Random) -> str:
    return (_DAY + timedelta(days=random.choice((-1, 0, 0, 1)))).isoformat()


_PLAIN: dict[str, Any] = {
    "one": None,
    "text": lambda random: random.choice(_TEXTS),
    "long": lambda random: random.choice(_TEXTS),
    "count": lambda random: random.choice((0, 0, 1, 2, 3, 999, 1000, -1)),
    "day": _day,
    "time": lambda random: random.choice(("00:10", "09:30", "10:00", "23:50")),
    "yes_no": lambda random: random.choice((True, False)),
}
