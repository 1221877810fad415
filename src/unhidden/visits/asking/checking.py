"""Whether a file of questions is one: each thing that is wrong, named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

KINDS = frozenset(
    {"one", "text", "long", "count", "day", "time", "yes_no", "signs", "people"}
    | {"referrals", "victims", "talk", "disclosure", "photos", "signature", "turn"}
)
ENVELOPES = frozenset({"outer", "inner"})
VISITS = frozenset({"soft", "hotel", "safeguarding", "enforcement"})
# What a condition asks of the visit instead of an answer, and moments made of answers.
_GIVEN = frozenset(
    {"visit.kind", "visit.at", "visit.first_day", "started_at", "ended_at", "code"}
)
_LISTS = frozenset({"signs", "people", "referrals", "possible_victims"})
_OF_CONDITIONS = frozenset({"all", "any", "not"})
_WORDS = _OF_CONDITIONS | {
    *("is", "in", "filled", "more", "before", "turned", "seen_strong", "twice"),
    *("any_row", "names_evidence"),
}
_LANGUAGES = {"en", "cy"}


def list_faults(data: Mapping[str, Any]) -> list[str]:
    """What is wrong with a file of questions, each with its place; empty is good."""
    questions = [q for section in data["sections"] for q in section["questions"]]
    parts = [part for question in questions for part in question.get("parts", ())]
    known = _GIVEN | {one["code"] for one in (*questions, *parts)}
    return [
        *_twice("question", (question["code"] for question in questions)),
        *_twice("rule", (rule["code"] for rule in data["rules"])),
        *(f for section in data["sections"] for f in _section_faults(section)),
        *(f for one in (*questions, *parts) for f in _question_faults(one, known)),
        *(f for rule in data["rules"] for f in _rule_faults(rule, known)),
    ]


def _twice(what: str, codes: Iterator[str]) -> Iterator[str]:
    for code, count in Counter(codes).items():
        if count > 1:
            yield f"{what} {code}: stands there twice"


def _section_faults(section: Mapping[str, Any]) -> Iterator[str]:
    if not section["of"] or not set(section["of"]) <= VISITS:
        yield f"section {section['code']}: of no kind of visit, or an unknown one"
    yield from _word_faults(section["code"], section["title"])


def _question_faults(one: Mapping[str, Any], known: frozenset[str]) -> Iterator[str]:
    code = one["code"]
    if one["kind"] not in KINDS:
        yield f"{code}: kind {one['kind']} is unknown"
    if one.get("goes", "outer") not in ENVELOPES:
        yield f"{code}: goes into no envelope"
    for name in {"label", *(one.keys() & {"hint", "missing"})}:
        yield from _word_faults(code, one.get(name, {}))
    if "is_asked_if" in one:
        yield from _condition_faults(code, one["is_asked_if"], known)
    yield from _choice_faults(one, known)


def _choice_faults(one: Mapping[str, Any], known: frozenset[str]) -> Iterator[str]:
    code, choices = one["code"], one.get("choices", [])
    yield from _twice(f"{code}: choice", (choice["code"] for choice in choices))
    for choice in choices:
        yield from _word_faults(code, {k: choice.get(k, "") for k in _LANGUAGES})
    for chosen, revealed in one.get("reveals", {}).items():
        if revealed not in known or chosen not in {c["code"] for c in choices}:
            yield f"{code}: reveals {revealed} by {chosen}"


def _rule_faults(rule: Mapping[str, Any], known: frozenset[str]) -> Iterator[str]:
    if rule["at"] not in known:
        yield f"rule {rule['code']}: stands at {rule['at']}, which is not asked"
    yield from _word_faults(rule["code"], rule["says"])
    yield from _condition_faults(rule["code"], rule["if"], known)


def _condition_faults(
    code: str, condition: list[Any], known: frozenset[str]
) -> Iterator[str]:
    word, *rest = condition
    if word not in _WORDS:
        yield f"{code}: condition {word} is unknown"
    elif word in _OF_CONDITIONS:
        for each in rest:
            yield from _condition_faults(code, each, known)
    elif word == "any_row":
        yield from _list_faults(code, rest[0])
        yield from _condition_faults(code, rest[1], known)
    elif word == "twice":
        yield from _list_faults(code, rest[0])
    else:
        named = rest[:1] if word in {"is", "in"} else rest
        for each in named:
            yield from _name_faults(code, each, known)


def _name_faults(code: str, named: Any, known: frozenset[str]) -> Iterator[str]:
    """Of an answer, or of a number: ["number", n], ["count", list], ["sum", …]."""
    names = [named] if isinstance(named, str) else named[1:]
    if not isinstance(named, str) and named[0] == "number":
        return
    for name in names:
        if name.split(".")[0] not in known | _LISTS and name not in known:
            yield f"{code}: asks for {name}, which nothing answers"


def _list_faults(code: str, name: str) -> Iterator[str]:
    if name not in _LISTS:
        yield f"{code}: {name} is no list"


def _word_faults(code: str, words: Mapping[str, str]) -> Iterator[str]:
    if set(words) != _LANGUAGES or not all(text.strip() for text in words.values()):
        yield f"{code}: says it not in both languages"
