"""The reasons of a risk in words, each with its source if the viewer may open it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from unhidden.access.actor import Actor
from unhidden.access.policy import Domain
from unhidden.access.records import model_of
from unhidden.intelligence.models import (
    IntelligenceReport,
    Item,
    MentionKind,
    PremisesRisk,
)
from unhidden.intelligence.subjects.rules.reasons import RiskReasonKind
from unhidden.places import queries as places
from unhidden.signs import queries as signs
from unhidden.ui import dates

OF_WEIGHT: dict[str, Promise] = {
    "strong": _("strong sign, graded %(grade)s, %(day)s"),
    "medium": _("medium sign, graded %(grade)s, %(day)s"),
    "weak": _("weak sign, graded %(grade)s, %(day)s"),
}
# What the catalogue files under each code, and the rule of two strong and so on.
DIMENSIONS: dict[str, Promise] = {
    "DR": _("Deception at recruitment"),
    "CR": _("Coercion at recruitment"),
    "RV": _("Vulnerability used at recruitment"),
    "EX": _("Exploitation"),
    "CD": _("Coercion"),
}
_CLOSED = _("from something that you may not open")


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One line of why: ``text`` says what, ``detail`` how strong, how good and when.

    ``points`` may be negative. The ids, the grade and the day say where it comes from,
    to whoever may open that and to nobody else: ``is_closed`` for the others. ``sign``
    and ``dimension`` are the codes that it is about, if of any.
    """

    code: str
    text: str
    detail: str
    points: int
    intelligence_id: UUID | None = None
    urn: str = ""
    visit_id: UUID | None = None
    premises_id: UUID | None = None
    item_ids: tuple[UUID, ...] = ()
    sign: str = ""
    dimension: str = ""
    grade: str = ""
    on: date | None = None
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class ReasonNames:
    """What the reasons of some risks name, as far as the viewer may see it."""

    phrases: Mapping[str, str]
    reports: frozenset[UUID]
    visits: frozenset[UUID]
    items: frozenset[UUID]
    premises: Mapping[UUID, str]


def load_reason_names(viewer: Actor, rows: Iterable[PremisesRisk]) -> ReasonNames:
    """What is needed to say these risks' reasons, in the language of the page."""
    stored = [reason for row in rows for reason in row.reasons]
    codes = _named("sign", stored)
    known = signs.signs_by_code(codes, get_language() or "en")
    reports = {each["intelligence_id"] for each in stored} - {None}
    items = _named("item", stored) | _named("there", stored)
    others = {UUID(key) for key in _named("premises", stored)}
    cards = (
        places.find_premises_cards(viewer=viewer, premises_ids=others) if others else {}
    )
    return ReasonNames(
        phrases={code: card.phrase for code, card in known.items()},
        reports=_in_view(IntelligenceReport, reports),
        visits=_in_view(model_of(Domain.VISIT), _named("visit", stored)),
        items=_in_view(Item, items),
        premises={key: card.name for key, card in cards.items()},
    )


def in_words(row: PremisesRisk, known: ReasonNames) -> tuple[ReasonLine, ...]:
    """The reasons of one risk, heaviest first."""
    return tuple(_SAY[stored["code"]](stored, known) for stored in row.reasons)


def _named(param: str, stored: Iterable[dict[str, Any]]) -> set[str]:
    found = (each["params"].get(param) for each in stored)
    return {each for each in found if each}


def _in_view(model: Any, keys: Iterable[str]) -> frozenset[UUID]:
    """Those of these rows that the wall shows to whoever asks."""
    wanted = set(keys)
    if not wanted:
        return frozenset()
    rows = model.objects.filter(id__in=wanted)
    return frozenset(rows.values_list("id", flat=True))


def _sign(stored: dict[str, Any], known: ReasonNames) -> ReasonLine:
    params, report = stored["params"], UUID(stored["intelligence_id"])
    text = known.phrases.get(params["sign"], params["sign"])
    if report not in known.reports:
        return _closed(stored, text)
    item = params.get("item")
    return ReasonLine(
        code=stored["code"],
        text=text,
        detail=str(OF_WEIGHT[params["weight"]]) % _graded(params),
        points=stored["points"],
        intelligence_id=report,
        urn=params["urn"],
        item_ids=(UUID(item),) if item else (),
        sign=params["sign"],
        grade=params["grade"],
        on=date.fromisoformat(params["on"]),
    )


def _not_seen(stored: dict[str, Any], known: ReasonNames) -> ReasonLine:
    params, visit = stored["params"], UUID(stored["params"]["visit"])
    phrase = known.phrases.get(params["sign"], params["sign"])
    text = gettext("Looked for, not seen: %(sign)s") % {"sign": phrase}
    if visit not in known.visits:
        return _closed(stored, text)
    return ReasonLine(
        code=stored["code"],
        text=text,
        detail=gettext("at a visit of %(day)s") % {"day": _day(params)},
        points=stored["points"],
        visit_id=visit,
        sign=params["sign"],
    )


def _delphi(stored: dict[str, Any], known: ReasonNames) -> ReasonLine:
    params = stored["params"]
    dimension = str(DIMENSIONS[params["dimension"]])
    text = gettext("%(dimension)s: the signs together are positive by the Delphi rule")
    detail = gettext(
        "of the signs above: %(strong)s strong, %(medium)s medium, %(weak)s weak"
    )
    text %= {"dimension": dimension}
    return ReasonLine(
        stored["code"],
        text,
        detail % params,
        stored["points"],
        dimension=params["dimension"],
    )


def _link(stored: dict[str, Any], known: ReasonNames) -> ReasonLine:
    """It names the other premises only to whoever may open both of its items."""
    params, other = stored["params"], UUID(stored["params"]["premises"])
    ends = {UUID(params["item"]), UUID(params["there"])}
    if not ends <= known.items or other not in known.premises:
        text = gettext("Shares something with other premises of high risk")
        return _closed(stored, text)
    text = gettext("Shares something with %(premises)s, which is at high risk")
    detail = gettext("%(kind)s, graded %(grade)s, %(day)s")
    kind = str(MentionKind(params["kind"]).label)
    return ReasonLine(
        code=stored["code"],
        text=text % {"premises": known.premises[other]},
        detail=detail % (_graded(params) | {"kind": kind}),
        points=stored["points"],
        intelligence_id=UUID(stored["intelligence_id"]),
        urn=params["urn"],
        premises_id=other,
        item_ids=tuple(sorted(ends)),
    )


def _stop(stored: dict[str, Any], known: ReasonNames) -> ReasonLine:
    text = gettext("Weak signs together count no more than %(most)s points")
    detail = gettext("they are common in ordinary life")
    return ReasonLine(stored["code"], text % stored["params"], detail, stored["points"])


def _links_stop(stored: dict[str, Any], known: ReasonNames) -> ReasonLine:
    text = gettext("Without a medium or strong sign, links raise no risk to medium")
    detail = gettext("weak signs and links together count no more than %(most)s points")
    return ReasonLine(stored["code"], text, detail % stored["params"], stored["points"])


_SAY = {
    RiskReasonKind.SIGN: _sign,
    RiskReasonKind.NOT_SEEN: _not_seen,
    RiskReasonKind.DELPHI: _delphi,
    RiskReasonKind.LINK: _link,
    RiskReasonKind.WEAK_SIGNS_STOP: _stop,
    RiskReasonKind.LINKS_STOP: _links_stop,
}


def _closed(stored: dict[str, Any], text: str) -> ReasonLine:
    """What counts, and of where it comes from no more than that."""
    sign = stored["params"].get("sign", "")
    points = stored["points"]
    return ReasonLine(
        stored["code"], text, str(_CLOSED), points, sign=sign, is_closed=True
    )


def _graded(params: Mapping[str, str]) -> dict[str, str]:
    return {"grade": params["grade"], "day": _day(params)}


def _day(params: Mapping[str, str]) -> str:
    return dates.format_day(date.fromisoformat(params["on"]))
