"""What a brief could say before anybody has written it, in the active language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import time
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from unhidden.intelligence import queries as intelligence
from unhidden.operations.briefing import rules
from unhidden.operations.briefing.queries.facts import BriefFacts
from unhidden.operations.briefing.queries.standing import (
    write_intention,
    write_standing_texts,
)
from unhidden.operations.models import RiskSubject, SafetyPlace, TextKind, VisitKind
from unhidden.operations.rosters.queries.cards import OutfitCard
from unhidden.ui import dates


def suggest_words(facts: BriefFacts) -> dict[str, str]:
    """What the brief could say, in the language that is active now, by code."""
    subject = facts.subject
    knows = facts.is_of_team and VisitKind.SAFEGUARDING in subject.kinds
    words = write_standing_texts(leader=subject.leader, powers=subject.powers)
    powers, rights = rules.split_legal_basis(_text(facts, TextKind.LEGAL_BASIS))
    words |= {
        "history": _write_history(facts),
        "intention": _add(
            write_intention(subject.kinds),
            _("Objectives of the operation:"),
            _text(facts, TextKind.OBJECTIVES),
        ),
        # Of everybody's visits the standing text says too little: consent alone.
        "power": _add(words["power"], _("Legal basis of the operation:"), powers)
        if facts.is_of_team or not powers
        else rules.shorten_text(powers, rules.MOST_QUOTED),
        "rights": _add(words["rights"], "", rights),
        "bring": _write_safety_places(facts.safety_places),
        "hours": _write_hours(facts),
        "risks": _add_risks(words["risks"], facts, is_for_all=True, knows=knows),
        "secrecy": _add_risks("", facts, is_for_all=False, knows=knows),
        "radio": _write_radio(facts.outfit),
        "media": _add(
            words["media"],
            _("What may be said:"),
            _text(facts, TextKind.MEDIA_LINES),
        ),
    }
    most = rules.MOST_SUGGESTED
    rows = len(subject.visits) + len(subject.warrants) + len(subject.crew)
    return rules.fit_words(
        {code: rules.shorten_text(text, most) for code, text in words.items() if text},
        rules.count_room(rows),
    )


def _text(facts: BriefFacts, kind: TextKind) -> str:
    """The newest version of a text in the active language; empty where it has none."""
    version = facts.texts.get(kind)
    if version is None:
        return ""
    return version.text_cy if get_language() == "cy" else version.text_en


def _add(standing: str, title: str, text: str) -> str:
    """The standing text, and below it what the operation says, where it says it."""
    if not text:
        return standing
    quoted = rules.shorten_text(text, rules.MOST_QUOTED)
    own = f"{title}\n{quoted}" if "\n" in quoted else f"{title} {quoted}".strip()
    return f"{standing}\n{own}"


def _add_risks(
    standing: str, facts: BriefFacts, *, is_for_all: bool, knows: bool
) -> str:
    """The standing text, and a line for each risk with its control.

    The register is kept in one language: in the other it is quoted.
    """
    told = rules.select_risks(
        facts.risks, is_for_all=is_for_all, knows_safeguarding=knows
    )
    title = [_("As the risk register says:")] if told else []
    return "\n".join(filter(None, [standing, *title, *map(_tell_risk, told)]))


def _tell_risk(risk: rules.OpenRisk) -> str:
    words = rules.shorten_text(risk.risk, rules.MOST_OF_RISK)
    ending = "" if words.endswith((".", "!", "?", "…")) else "."
    told = f"{RiskSubject(risk.subject).label}: {words}{ending}"
    if not risk.control:
        return told
    return _("%(risk)s Control: %(control)s") % {
        "risk": told,
        "control": rules.shorten_text(risk.control, rules.MOST_OF_RISK),
    }


def _write_hours(facts: BriefFacts) -> str:
    """Start place, vehicle, and the hours of each day, a line for equal ones."""
    place, vehicle = facts.outfit.start_place, facts.outfit.vehicle
    lines = []
    if place:
        where = ", ".join(filter(None, (place.name, place.postcode)))
        lines.append(f"{_('Start place')}: {where}")
    if vehicle:
        lines.append(f"{_('Vehicle')}: {vehicle.name}")
    hours = {
        row.on: _write_shift(row.starts_at, row.ends_at, is_reserve=row.is_reserve)
        for row in facts.shifts
        if row.starts_at and row.ends_at
    }
    for first, last, words in rules.join_days(hours):
        lines.append(f"{dates.format_days(first, last)}: {words}")
    return "\n".join(lines)


def _write_shift(starts_at: time, ends_at: time, *, is_reserve: bool) -> str:
    parts = {
        "first": dates.format_clock(starts_at),
        "last": dates.format_clock(ends_at),
    }
    is_at_night = ends_at <= starts_at
    hours = (
        _("%(first)s to %(last)s the next day") % parts
        if is_at_night
        else _("%(first)s to %(last)s") % parts
    )
    return _("%(hours)s, reserve") % {"hours": hours} if is_reserve else hours


def _write_radio(outfit: OutfitCard) -> str:
    """What the crew is called, and where; empty before the roster says it.

    A crew without a call sign of its own has its vehicle's.
    """
    sign = outfit.call_sign or (outfit.vehicle.call_sign if outfit.vehicle else "")
    if not (sign or outfit.radio_channel):
        return ""
    told = _("Call sign %(sign)s, channel %(channel)s.")
    return told % {"sign": sign or "–", "channel": outfit.radio_channel or "–"}


def _write_safety_places(rows: Sequence[SafetyPlace]) -> str:
    """Those of the operation, a line each, with who manages them."""
    told = _("%(name)s. Ring %(manager)s before you bring anybody.")
    return "\n".join(
        told % {"name": row.name, "manager": row.manager.name} for row in rows
    )


def _write_history(facts: BriefFacts) -> str:
    """Earlier visits, and the risk as the desk holds it, a line for each place."""
    lines: dict[UUID, list[str]] = defaultdict(list)
    for row in facts.earlier:
        kind = row.get_kind_display()
        lines[row.premises_id].append(f"{kind}, {dates.format_day(row.on)}")
    labels = dict(intelligence.list_bands())
    for key, band in facts.bands.items():
        lines[key].append(_("%(band)s risk") % {"band": labels[band]})
    return "\n".join(
        f"{name}: {'; '.join(lines[key])}"
        for key, name in facts.subject.premises.items()
        if lines[key]
    )
