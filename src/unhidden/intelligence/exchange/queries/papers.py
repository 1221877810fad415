"""The target pack on paper: two pages, in the language of the page that asks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language, gettext, ngettext

from unhidden.intelligence.exchange.queries.packs import (
    PackReason,
    PackSource,
    SubjectLine,
    TargetPack,
    WithheldParts,
)
from unhidden.intelligence.risk.queries.panels import SideView
from unhidden.learning import queries as learning
from unhidden.lib import paper
from unhidden.lib.paper import Dossier, DossierEntry, DossierPart
from unhidden.ui import dates


def on_paper(pack: TargetPack, *, at: datetime) -> bytes:
    """The pack as PDF, which says who printed it and when on both pages."""
    found = build_dossier(pack, at=at)
    return paper.draw_dossier(found, learning.typeface_for(found.text, found.bold))


def build_dossier(pack: TargetPack, *, at: datetime) -> Dossier:
    """What stands on the two pages, in words."""
    place = pack.premises
    score = gettext("%(band)s risk, %(score)s of 100")
    printed = gettext("Printed by %(person)s, %(organisation)s, %(when)s.")
    return Dossier(
        language=get_language() or "en",
        title=gettext("Target pack"),
        marking=pack.marking,
        name=place.name,
        about=(
            f"{place.kind_label}, {place.address} {place.postcode}",
            score % {"band": pack.band_label, "score": pack.score},
            gettext(
                "What is graded C may be shared only on the conditions that stand with "
                "it. This is support for a decision and no verdict: it tasks nobody."
            ),
        ),
        first=(_score(pack),),
        second=(_panel(pack), _subjects(pack)),
        foot=printed
        % {
            "person": pack.printed_by,
            "organisation": pack.organisation,
            "when": dates.day_and_time(at),
        },
        pages=(gettext("Page 1 of 2"), gettext("Page 2 of 2")),
    )


def _score(pack: TargetPack) -> DossierPart:
    """The parts of the score, and what they leave out: together they are the score."""
    entries = [_reason(each) for each in pack.reasons]
    if pack.withheld:
        text = gettext("From what you may not open, or may not leave yet")
        entries.insert(
            0, DossierEntry(f"{pack.withheld:+d}", text, points=pack.withheld)
        )
    note = gettext("The points add up to the score, which stops at 100.")
    none = gettext("No graded intelligence points to these premises.")
    return DossierPart(
        title=gettext("What the score is made of"),
        entries=tuple(entries),
        note=note if entries else none,
        more=gettext("Not on this paper: {count}, together {points} points."),
    )


def _reason(known: PackReason) -> DossierEntry:
    reason = known.reason
    small = [reason.detail, *_sources(known.sources)]
    return DossierEntry(
        f"{reason.points:+d}", reason.text, "\n".join(small), reason.points
    )


def _subjects(pack: TargetPack) -> DossierPart:
    none = gettext("Nothing that you may take out names anybody or anything else.")
    return DossierPart(
        title=gettext("Who and what is named with these premises"),
        entries=tuple(_subject(each) for each in pack.subjects),
        note="" if pack.subjects else none,
        more=gettext("Not on this paper: {count}."),
    )


def _subject(line: SubjectLine) -> DossierEntry:
    (small,) = _sources((line.source,))
    return DossierEntry(line.kind_label, line.text, small)


def _sources(sources: Iterable[PackSource]) -> list[str]:
    """Each item with its grade, and the conditions on which it may be used."""
    said = gettext("%(urn)s, item %(number)s, %(grade)s")
    ruled = gettext("%(urn)s, item %(number)s, %(grade)s. Conditions: %(conditions)s")
    return [
        (ruled if each.conditions else said)
        % {
            "urn": each.urn,
            "number": each.number,
            "grade": each.grade,
            "conditions": each.conditions,
        }
        for each in sources
    ]


def _panel(pack: TargetPack) -> DossierPart:
    title = gettext("Harm, likelihood and confidence")
    if pack.panel is None:
        return DossierPart(
            title=title,
            entries=tuple(
                DossierEntry(gettext("Missing"), said)
                for said, _ in what_is_missing(pack.missing)
            ),
            note=gettext(
                "Not assessed on this paper, since parts of the score may not be on "
                "it. An assessment of the rest would read lower than the whole."
            ),
            more=gettext("Not on this paper: {count}."),
        )
    return DossierPart(
        title=title,
        entries=tuple(_side(side) for side in pack.panel.sides),
        note=gettext("Ours, not the police’s MoRiLE."),
    )


def what_is_missing(missing: WithheldParts) -> list[tuple[str, UUID | None]]:
    """Which parts of the score may not leave and why, a sentence each.

    Beside it stands the report of an item that is waited for.
    """
    waits = gettext("%(urn)s, item %(number)s, waits for a second person.")
    said: list[tuple[str, UUID | None]] = [
        (waits % {"urn": one.urn, "number": one.number}, one.intelligence_id)
        for one in missing.waiting
    ]
    closed = ngettext(
        "%(parts)s part comes from what you may not open.",
        "%(parts)s parts come from what you may not open.",
        missing.closed,
    )
    resting = ngettext(
        "%(parts)s part rests on others that are missing.",
        "%(parts)s parts rest on others that are missing.",
        missing.resting,
    )
    counted = ((closed, missing.closed), (resting, missing.resting))
    return said + [(text % {"parts": n}, None) for text, n in counted if n]


def _side(side: SideView) -> DossierEntry:
    told = gettext("%(band)s, %(reach)s of 100")
    said = gettext("%(part)s: %(level)s, weight %(weight)s")
    words = {"band": side.band_label, "reach": side.reach}
    text = gettext("Not weighed") if side.reach is None else told % words
    lines = [
        said % {"part": part.label, "level": part.level, "weight": part.weight}
        for part in side.parts
    ]
    return DossierEntry(side.label, text, "\n".join(lines))
