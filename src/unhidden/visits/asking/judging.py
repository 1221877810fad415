"""What does not add up in the answers to a form, by the rules that the form brings.

``static/field/asking.js`` judges the same; ``rules/consistency.py`` has the last word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from unhidden.visits.asking.questions import AskingForm, Condition
from unhidden.visits.rules import purpose
from unhidden.visits.rules.records import VisitSetting
from unhidden.visits.rules.times import LONGEST

LONDON = ZoneInfo("Europe/London")
LISTS = ("signs", "people", "referrals", "possible_victims")
_MINUTE = "%Y-%m-%dT%H:%M"


def judge(
    form: AskingForm, outer: Mapping[str, Any], setting: VisitSetting
) -> tuple[str, ...]:
    """The codes of the rules that these answers break, in the order of the form.

    ``outer`` is what the outer envelope holds: answers by code, and the lists.
    """
    holds = _Conditions(form, outer, setting)
    return tuple(rule.code for rule in form.rules if holds.is_met(rule.condition))


def is_asked(form: AskingForm, outer: Mapping[str, Any], code: str) -> bool:
    """Whether the question is asked, by the choices that reveal it."""
    return code not in _unrevealed(form, outer.get("answers", {}))


def find_moment(answers: Mapping[str, Any], code: str) -> str:
    """The start or the end by the local clock, as text that sorts; else empty.

    An end earlier in the day than the start is past midnight, unless that would have
    been too long a visit.
    """
    day, start = str(answers.get("on") or ""), str(answers.get("starts_at") or "")
    end = str(answers.get("ends_at") or "")
    moment = start if code == "started_at" else end
    if not day or not moment:
        return ""
    if code == "ended_at" and start and end < start:
        begun, over = _minute(day, start), _minute(day, end) + timedelta(days=1)
        if over - begun <= LONGEST:
            return over.strftime(_MINUTE)
    return f"{day}T{moment}"


def _minute(day: str, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}")


def _unrevealed(form: AskingForm, answers: Mapping[str, Any]) -> set[str]:
    hidden: set[str] = set()
    for question in form.all_questions:
        for choice, revealed in (question.reveals or {}).items():
            if answers.get(question.code) != choice:
                hidden.add(revealed)
    return hidden


class _Conditions:
    """The answers to one form, to ask conditions of."""

    def __init__(
        self, form: AskingForm, outer: Mapping[str, Any], setting: VisitSetting
    ) -> None:
        answers = outer.get("answers", {})
        hidden = _unrevealed(form, answers)
        self._values = {k: v for k, v in answers.items() if k not in hidden}
        self._values |= {name: outer.get(name) or [] for name in LISTS}
        self._values |= {
            "visit.kind": setting.kind,
            "visit.first_day": setting.first_day.isoformat(),
            "visit.at": setting.at.astimezone(LONDON).strftime("%Y-%m-%dT%H:%M:%S"),
            "started_at": find_moment(answers, "started_at"),
            "ended_at": find_moment(answers, "ended_at"),
        }
        self._is_turned = setting.is_turned or bool(outer.get("turn"))
        self._strong = setting.strong_signs

    def is_met(
        self, condition: Condition, row: Mapping[str, Any] | None = None
    ) -> bool:
        """Whether it holds; inside ``any_row`` the row answers first."""
        word, *rest = condition
        return _WORDS[word](self, rest, row or {})

    def value_of(self, name: str, row: Mapping[str, Any]) -> Any:
        return row[name] if name in row else self._values.get(name)

    def count_of(self, named: Any, row: Mapping[str, Any]) -> int:
        if isinstance(named, str):
            return _count(self.value_of(named, row))
        word, *rest = named
        if word == "number":
            return int(rest[0])
        if word == "count":
            return len(self._values[rest[0]])
        return sum(self._summed(name, row) for name in rest)

    def _summed(self, name: str, row: Mapping[str, Any]) -> int:
        rows, _, part = name.partition(".")
        if not part:
            return _count(self.value_of(name, row))
        return sum(_count(each.get(part)) for each in self._values[rows])

    def is_strong(self, _rest: Sequence[Any], _row: Mapping[str, Any]) -> bool:
        signs = self._values["signs"]
        seen = {sign["code"] for sign in signs if sign["answer"] == "seen"}
        return bool(seen & self._strong)

    def is_turned(self, _rest: Sequence[Any], _row: Mapping[str, Any]) -> bool:
        return self._is_turned

    def is_twice(self, rest: Sequence[Any], _row: Mapping[str, Any]) -> bool:
        name, *keys = rest
        said = [tuple(each.get(key) for key in keys) for each in self._values[name]]
        return len(set(said)) < len(said)

    def is_before(self, rest: Sequence[Any], row: Mapping[str, Any]) -> bool:
        one, other = (str(self.value_of(name, row) or "") for name in rest)
        return bool(one and other) and one < other

    def is_any_row(self, rest: Sequence[Any], _row: Mapping[str, Any]) -> bool:
        name, condition = rest
        return any(self.is_met(condition, each) for each in self._values[name])

    def names_evidence(self, rest: Sequence[Any], row: Mapping[str, Any]) -> bool:
        return purpose.names_evidence(*(str(self.value_of(n, row) or "") for n in rest))

    def is_filled(self, rest: Sequence[Any], row: Mapping[str, Any]) -> bool:
        return bool(str(self.value_of(rest[0], row) or "").strip())


def _count(value: Any) -> int:
    return value if isinstance(value, int) else 0


_Holds = Callable[[_Conditions, Sequence[Any], Mapping[str, Any]], bool]
_WORDS: dict[str, _Holds] = {
    "all": lambda c, rest, row: all(c.is_met(each, row) for each in rest),
    "any": lambda c, rest, row: any(c.is_met(each, row) for each in rest),
    "not": lambda c, rest, row: not c.is_met(rest[0], row),
    "is": lambda c, rest, row: c.value_of(rest[0], row) == rest[1],
    "in": lambda c, rest, row: c.value_of(rest[0], row) in rest[1],
    "more": lambda c, rest, row: c.count_of(rest[0], row) > c.count_of(rest[1], row),
    "filled": _Conditions.is_filled,
    "before": _Conditions.is_before,
    "turned": _Conditions.is_turned,
    "seen_strong": _Conditions.is_strong,
    "twice": _Conditions.is_twice,
    "any_row": _Conditions.is_any_row,
    "names_evidence": _Conditions.names_evidence,
}
