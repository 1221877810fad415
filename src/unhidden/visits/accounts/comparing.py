"""What accounts of a visit say, question by question, and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unhidden.ui import dates
from unhidden.ui.parts import Cell, Column, Table
from unhidden.visits.accounts.presenters import name_account
from unhidden.visits.accounts.queries import AccountsOfVisit
from unhidden.visits.models import (
    AgeBand,
    AllegedExploitation,
    ApparentSex,
    EntryBasis,
    InterpreterUse,
    ReferredTo,
    SignKnowledge,
    SignObservation,
    VictimAgeGroup,
    VisitOutcome,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def compare_contents(found: AccountsOfVisit) -> Table:
    """Each question that any of them answers, and what each says, side by side."""
    said = [_read(card.content, found.phrases) for card in found.accounts]
    asked = [label for label in _order() if any(label in each for each in said)]
    is_alone = len(said) == 1
    rows: list[list[object]] = []
    for label in asked:
        values = [each.get(label, "") for each in said]
        differs = Cell(_("Differs"), tone="warning") if len({*values}) > 1 else ""
        rows.append([label, *values] if is_alone else [label, differs, *values])
    columns = [Column(_("Question"))]
    columns += [] if is_alone else [Column(_("Same in all?"))]
    return Table(
        caption=_("What each of them says"),
        columns=[*columns, *(Column(name_account(card)) for card in found.accounts)],
        rows=rows,
        is_caption_hidden=True,
    )


def _order() -> list[str]:
    return [str(label) for label, _reading in _LINES.values()]


def _read(content: Mapping[str, Any], phrases: Mapping[str, str]) -> dict[str, str]:
    """What an account says, by the label of each question that it answers."""
    said = content.get("record") or _as_record(content)
    found = {
        str(label): read(said[name], phrases)
        for name, (label, read) in _LINES.items()
        if said.get(name) not in (None, "", [])
    }
    return {label: value for label, value in found.items() if value}


def _as_record(content: Mapping[str, Any]) -> dict[str, Any]:
    """What there is of a record that is not whole, under a record's names."""
    answers = dict(content.get("answers") or {})
    on = answers.get("on") or ""
    for typed, name in (("starts_at", "started_at"), ("ends_at", "ended_at")):
        if answers.get(typed):
            answers[name] = f"{on} {answers[typed]}".strip()
    answers["entry_detail"] = answers.get("consent_by") or answers.get("power")
    rows = {
        name: content.get(name) for name in ("signs", "referrals", "possible_victims")
    }
    return {
        **answers,
        **rows,
        "present": content.get("people"),
        "notes": content.get("notes"),
    }


# What a phone sent may be anything, and is shown all the same.
Reading = Callable[[Any, Mapping[str, str]], str]


def _rows(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, Mapping)]


def _label(choices: Iterable[tuple[Any, Any]], value: Any) -> str:
    """What a code stands for; what stands for nothing, as it came."""
    return str(dict(choices).get(str(value), "" if value is None else value))


def _words(value: Any, _phrases: Mapping[str, str]) -> str:
    return str(value)


def _moment(value: Any, _phrases: Mapping[str, str]) -> str:
    try:
        moment = parse_datetime(value) if "T" in value else None
        return dates.day_and_time(moment) if moment else str(value)
    except (ValueError, TypeError, OverflowError):
        return str(value)


def _day(value: Any, _phrases: Mapping[str, str]) -> str:
    try:
        return dates.format_day(date.fromisoformat(value))
    except (ValueError, TypeError):
        return str(value)


def _one_of(choices: Any) -> Reading:
    return lambda value, _phrases: _label(choices, value)


def _people(groups: Any, _phrases: Mapping[str, str]) -> str:
    ages, sexes = AgeBand.choices, ApparentSex.choices
    return "\n".join(
        f"{_label(ages, g.get('age'))}, {_label(sexes, g.get('sex'))}:"
        f" {g.get('count', '')}"
        for g in sorted(_rows(groups), key=lambda g: f"{g.get('age')} {g.get('sex')}")
    )


def _signs(answers: Any, phrases: Mapping[str, str]) -> str:
    return "\n".join(
        f"{_label(phrases.items(), each.get('code'))}: {_answer(each)}"
        for each in sorted(_rows(answers), key=lambda each: str(each.get("code")))
    )


def _answer(sign: Mapping[str, Any]) -> str:
    """The answer, and how it is known where somebody said so."""
    words = (
        _label(SignObservation.choices, sign.get("answer")),
        _label(SignKnowledge.choices, sign.get("how")),
    )
    return ", ".join(word for word in words if word)


def _referrals(rows: Any, _phrases: Mapping[str, str]) -> str:
    return "\n".join(
        sorted(
            f"{_label(ReferredTo.choices, row.get('to'))}: {row.get('legal_basis', '')}"
            for row in _rows(rows)
        )
    )


def _victims(rows: Any, _phrases: Mapping[str, str]) -> str:
    return "\n".join(
        ", ".join(
            (
                _label(VictimAgeGroup.choices, row.get("age_group")),
                _label(AllegedExploitation.choices, row.get("alleges")),
                _("brought to safety")
                if row.get("is_brought_to_safety")
                else _("not brought to safety"),
            )
        )
        for row in _rows(rows)
    )


_LINES: dict[str, tuple[StrOrPromise, Reading]] = {
    "purpose_told": (gettext_lazy("What they were told"), _words),
    "entry_basis": (
        gettext_lazy("How the team went in"),
        _one_of(EntryBasis.choices),
    ),
    "entry_detail": (gettext_lazy("Who agreed, or which power"), _words),
    "interpreter": (gettext_lazy("Interpreter"), _one_of(InterpreterUse.choices)),
    "started_at": (gettext_lazy("Start"), _moment),
    "ended_at": (gettext_lazy("End"), _moment),
    "present": (gettext_lazy("People there"), _people),
    "signs": (gettext_lazy("Signs"), _signs),
    "outcome": (gettext_lazy("Outcome"), _one_of(VisitOutcome.choices)),
    "spoken_to": (gettext_lazy("People spoken to"), _words),
    "leaflets": (gettext_lazy("Leaflets left"), _words),
    "notices": (gettext_lazy("Notices served"), _words),
    "arrests": (gettext_lazy("People arrested"), _words),
    "referrals": (gettext_lazy("Referrals"), _referrals),
    "possible_victims": (gettext_lazy("Possible victims"), _victims),
    "follow_up_on": (gettext_lazy("Follow-up visit"), _day),
    "narrative": (gettext_lazy("What happened"), _words),
}
