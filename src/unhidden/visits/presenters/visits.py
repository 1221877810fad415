"""A record as lines, tables and figures to read."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from unhidden.operations.queries import PlannedVisitCard
from unhidden.ui import dates
from unhidden.ui.parts import Cell, Column, SummaryRow, Table, Tone
from unhidden.visits.queries.cards import (
    OutcomeRow,
    SectionOfAnswers,
    VisitsOfOperation,
    VisitView,
)

_URGENT = {"potential_victim_identified", "disclosure_made", "child_concern"}
_QUIET = {"no_concern", "advice_given", "no_answer", "closed_vacant", "wrong_address"}


def tone_of(outcome: str) -> Tone:
    """Urgent where somebody may be a victim, a warning where something is to do."""
    if outcome in _URGENT:
        return "urgent"
    return "neutral" if outcome in _QUIET else "warning"


def plan(card: PlannedVisitCard) -> list[SummaryRow]:
    """What the team was sent to do."""
    rows = [
        SummaryRow(_("Address"), card.address),
        SummaryRow(
            _("Kind of visit"), f"{card.kind_label}, {card.premises_kind_label}"
        ),
        SummaryRow(_("Planned for"), _planned_for(card)),
        SummaryRow(_("Team"), card.crew_names),
        SummaryRow(_("Declared purpose"), card.purpose),
    ]
    if card.power:
        rows.append(SummaryRow(_("Power"), card.power))
    return rows


def about(visit: VisitView) -> list[SummaryRow]:
    """Where, when, by whom and how."""
    entry = [visit.entry_basis_label, visit.entry_detail]
    return [
        SummaryRow(_("Premises visited"), f"{visit.premises}\n{visit.address}".strip()),
        SummaryRow(_("Kind of visit"), visit.kind_label),
        SummaryRow(_("When"), _when(visit)),
        SummaryRow(_("Team"), visit.team),
        SummaryRow(_("Declared purpose"), visit.purpose),
        SummaryRow(_("What they were told"), visit.purpose_told),
        SummaryRow(_("How the team went in"), ": ".join(filter(None, entry))),
        SummaryRow(_("Interpreter"), visit.interpreter_label),
        SummaryRow(_("Recorded by"), visit.recorded_by),
        SummaryRow(_("Recorded"), dates.day_and_time(visit.recorded_at)),
    ]


def result(visit: VisitView) -> list[SummaryRow]:
    """What was done there, in counts."""
    rows = [
        SummaryRow(_("Spoken to"), visit.spoken_to),
        SummaryRow(_("Leaflets left"), visit.leaflets),
        SummaryRow(_("Notices served"), visit.notices),
        SummaryRow(_("Arrests"), visit.arrests),
    ]
    if visit.follow_up_on:
        rows.append(
            SummaryRow(_("Follow-up visit"), dates.format_weekday(visit.follow_up_on))
        )
    beside = (
        (_("Sealed to those it is meant for"), visit.inner_there),
        (_("Photos"), visit.photos_there),
    )
    return rows + [SummaryRow(label, count) for label, count in beside if count]


def people(visit: VisitView) -> Table:
    """Who was there, by age and sex."""
    return Table(
        caption=_("People there"),
        columns=[
            Column(_("Age")),
            Column(_("Sex")),
            Column(_("Number"), is_number=True),
        ],
        rows=[
            [group.age_label, group.sex_label, dates.format_number(group.count)]
            for group in visit.present
        ],
        is_caption_hidden=True,
    )


def signs(section: SectionOfAnswers) -> Table:
    """What was asked about in one section, and the answers."""
    return Table(
        caption=section.name,
        columns=[Column(_("Sign")), Column(_("Answer"))],
        rows=[
            [sign.phrase, Cell(sign.answer_label, tone=_TONES[sign.answer])]
            for sign in section.signs
        ],
    )


_TONES: dict[str, Tone] = {
    "seen": "warning",
    "not_seen": "neutral",
    "could_not_look": "going",
}


def referrals(visit: VisitView) -> Table:
    return Table(
        caption=_("Referrals"),
        columns=[Column(_("Referred to")), Column(_("Legal basis"))],
        rows=[[one.to_label, one.legal_basis] for one in visit.referrals],
        is_caption_hidden=True,
    )


def figures(visits: VisitsOfOperation) -> list[tuple[Promise, str]]:
    """The sums, with what they count."""
    totals = visits.totals
    counted = [
        (_("Visits"), totals.visits),
        (_("People spoken to"), totals.spoken_to),
        (_("Leaflets left"), totals.leaflets),
        (_("Notices served"), totals.notices),
        (_("People arrested"), totals.arrests),
        (_("Referrals"), totals.referrals),
    ]
    if visits.knows_victims:
        counted += [
            (_("Possible victims"), totals.possible_victims),
            (_("Brought to safety"), totals.brought_to_safety),
        ]
    return [(label, dates.format_number(count)) for label, count in counted]


def listed(visits: VisitsOfOperation, rows: Iterable[OutcomeRow]) -> Table:
    """The visits of a page of the list."""
    columns = [
        Column(_("Premises visited")),
        Column(_("Day")),
        Column(_("Kind of visit")),
        Column(_("Outcome")),
        Column(_("Spoken to"), is_number=True),
    ]
    if visits.knows_victims:
        columns.append(Column(_("Possible victims"), is_number=True))
    return Table(
        caption=visits.operation,
        columns=columns,
        rows=[_cells(row)[: len(columns)] for row in rows],
        is_caption_hidden=True,
    )


def _cells(row: OutcomeRow) -> list[Cell | str]:
    """In the order of the columns, of which some are told the last."""
    return [
        Cell(row.premises, url=reverse("visits:visit", args=[row.visit_id])),
        dates.format_day(row.on),
        row.kind_label,
        Cell(row.outcome_label, tone=tone_of(row.outcome)),
        dates.format_number(row.spoken_to),
        dates.format_number(row.possible_victims),
    ]


def _planned_for(card: PlannedVisitCard) -> str:
    day = dates.format_weekday(card.on)
    return f"{day}, {dates.format_clock(card.starts_at)}" if card.starts_at else day


def _when(visit: VisitView) -> str:
    hours = (
        f"{dates.format_clock(visit.started_at)} – {dates.format_clock(visit.ended_at)}"
    )
    return f"{dates.format_weekday(visit.started_at)}\n{hours}"
