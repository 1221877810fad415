"""Rows, words and points of the pages of candidates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.rosters.queries.choices import label_of_skill, name_language
from unhidden.operations.targets.forms.filters import SORTS, STATES
from unhidden.operations.targets.queries.cards import (
    BarCard,
    CandidateCard,
    OptionCard,
    PlaceInterest,
    WarrantCard,
)
from unhidden.operations.targets.rules.windows import clock_of
from unhidden.reporting import queries as reporting
from unhidden.ui import dates
from unhidden.ui.parts import Cell, Column, SummaryRow, Table, Tone

_TONES: dict[str, Tone] = {
    "undecided": "warning",
    "ready": "new",
    "planned": "going",
    "visited": "good",
}
_BANDS: dict[str, Tone] = {"high": "urgent", "medium": "warning"}


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A candidate as a line of the table, with its box."""

    card: CandidateCard
    box: Any
    url: str
    state: str
    state_tone: Tone
    band_tone: Tone
    kinds: tuple[str, ...]
    hours: str
    groups: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SortLink:
    """A heading that sorts the table."""

    label: str
    url: str
    is_current: bool


def list_rows(
    operation: OperationView,
    boxes: Iterable[tuple[CandidateCard, Any]],
    interests: Mapping[UUID, PlaceInterest],
) -> list[CandidateRow]:
    """Each candidate with what is said of it in the table."""
    return [
        CandidateRow(
            card=card,
            box=box,
            url=reverse("operations:candidate", args=[operation.id, card.id]),
            state=str(STATES[card.planning_state]),
            state_tone=_TONES[card.planning_state],
            band_tone=_BANDS.get(card.band, "neutral"),
            kinds=tuple(_kinds(card)),
            hours=describe_hours(card),
            groups=tuple(g.name for g in (card.strike, card.apart) if g),
            warnings=tuple(_warnings(card, interests.get(card.premises_id))),
        )
        for card, box in boxes
    ]


def list_sorts(given: QueryDict, current: str) -> list[SortLink]:
    """The orders of the table, each with its address."""
    links = []
    for name, label in SORTS.items():
        query = given.copy()
        query["sort"] = name
        query.pop("page", None)
        is_current = name == (current or "risk")
        links.append(SortLink(str(label), f"?{query.urlencode()}", is_current))
    return links


def describe_hours(card: CandidateCard) -> str:
    """When the place may be visited: its hours, and its days where it has some."""
    window = card.window
    text = _("%(first)s to %(last)s") % {
        "first": dates.format_clock(clock_of(window.opens)),
        "last": dates.format_clock(clock_of(window.closes)),
    }
    if window.passes_midnight:
        text = _("%(hours)s the next day") % {"hours": text}
    days = [dates.format_weekday(day) for day in card.days]
    return "; ".join([f"{card.window_label}, {text}", *days])


def describe_interest(found: PlaceInterest | None) -> list[str]:
    """Who else comes or came there, in sentences; of others, that somebody does."""
    if found is None:
        return []
    lines = []
    for visit in found.visits:
        words = {"operation": visit.operation, "day": dates.format_day(visit.on)}
        lines.append(
            _("%(operation)s visited on %(day)s") % words
            if visit.is_made
            else _("%(operation)s visits on %(day)s") % words
        )
    if found.is_others:
        lines.append(
            _("Somebody else has an interest in this place: ask before you task it")
        )
    return lines


def tell_interest(found: PlaceInterest) -> str:
    """Who else comes or came to a place, in one line."""
    return ". ".join(describe_interest(found))


def describe_option(option: OptionCard) -> list[SummaryRow]:
    """What a kind of visit is there for, takes, and who decided on it."""
    lead, *support = option.crews
    rows = [
        SummaryRow(_("Why"), option.because_label),
        SummaryRow(
            _("Decided"),
            _("%(name)s, %(when)s")
            % {
                "name": option.decided_by,
                "when": dates.day_and_time(option.decided_at),
            },
        ),
        SummaryRow(_("Value"), dates.format_number(option.value)),
        SummaryRow(_("Minutes there"), dates.format_number(option.minutes)),
        SummaryRow(_("The crew that leads brings"), _skills(lead)),
    ]
    if support:
        rows.append(
            SummaryRow(_("Supporting crews"), f"{len(support)}: {_skills(support[0])}")
        )
    if option.custody:
        rows.append(SummaryRow(_("Places in custody to keep"), option.custody))
    if option.power:
        rows.append(SummaryRow(_("Power of entry"), option.power))
        rows.append(SummaryRow(_("Number of the authority"), option.authority))
    return rows


def describe_candidate(
    card: CandidateCard, operation: OperationView, names: Mapping[UUID, str]
) -> list[SummaryRow]:
    """What is known and settled of a candidate."""
    pin = card.pin
    teams = {team.id: team.name for team in operation.teams}
    people = {
        member.person_id: member.name
        for team in operation.teams
        for member in team.members
    }
    rows = [
        SummaryRow(_("Source"), card.source_label),
        SummaryRow(_("Hours"), describe_hours(card)),
        SummaryRow(_("Position"), _position(card)),
    ]
    pinned = [
        (_("Crew"), teams.get(pin.team_id, "") if pin.team_id else ""),
        (_("Day"), dates.format_weekday(pin.on) if pin.on else ""),
        (
            _("Hour"),
            dates.format_clock(clock_of(pin.at)) if pin.at is not None else "",
        ),
        (
            _("People who must go"),
            ", ".join(sorted(people.get(key, "–") for key in pin.people)),
        ),
        (_("Language to expect"), _language(card)),
        (_("Visited after"), names.get(card.after_id, "") if card.after_id else ""),
        (_("All visited at the same hour"), card.strike.name if card.strike else ""),
        (_("Never on one day"), card.apart.name if card.apart else ""),
    ]
    return rows + [SummaryRow(label, text) for label, text in pinned if text]


def _language(card: CandidateCard) -> str:
    """The language, and who speaks it: the crew, or an interpreter that is kept."""
    if not card.language:
        return ""
    name = name_language(card.language)
    spoken = [
        one
        for one in card.options
        if (f"interpreter:{card.language}", 1) not in one.uses
    ]
    if card.options and len(spoken) == len(card.options):
        return _("%(language)s: the crew speaks it, and needs no interpreter") % {
            "language": name
        }
    return _("%(language)s: an interpreter is kept for the visit") % {"language": name}


def describe_bar(bar: BarCard) -> str:
    """An assignment that must not be made, and why, in one line."""
    parts = [
        bar.team,
        dates.format_weekday(bar.on) if bar.on else "",
        bar.kind_label,
    ]
    return f"{', '.join(filter(None, parts))}: {bar.reason}"


def show_warrants(
    warrants: Sequence[WarrantCard],
    caption: str,
    *,
    is_named: bool = True,
    may_withdraw: bool = False,
) -> Table:
    """Warrants as a table, with what is left of each, and the way to take it back."""
    columns = [
        Column(_("Where")) if is_named else Column(_("Number of the warrant")),
        Column(_("Act and section")),
        Column(_("Granted by")),
        Column(_("Granted")),
        Column(_("Ends")),
        Column(_("Entries left"), is_number=True),
    ]
    rows = [
        (
            f"{one.premises}: {one.number}" if is_named else one.number,
            one.act,
            one.granted_by,
            dates.day_and_time(one.issued_at),
            dates.day_and_time(one.expires_at),
            _("%(left)s of %(all)s") % {"left": one.entries_left, "all": one.entries}
            if one.entries_left
            else Cell(_("None left"), tone="urgent"),
            *([_link_withdrawal(one)] if may_withdraw else []),
        )
        for one in warrants
    ]
    if may_withdraw:
        columns.append(Column(_("Kept by mistake")))
    return Table(caption, columns, rows)


def _link_withdrawal(warrant: WarrantCard) -> Cell:
    address = reverse(
        "operations:withdraw_warrant", args=[warrant.operation_id, warrant.id]
    )
    return Cell(_("Withdraw %(number)s") % {"number": warrant.number}, url=address)


def show_withdrawn(warrants: Sequence[WarrantCard]) -> Table:
    """Warrants that were withdrawn: when, by whom, why, and what was entered before."""
    columns = [
        Column(_("Where")),
        Column(_("Withdrawn")),
        Column(_("By")),
        Column(_("Why")),
        Column(_("Entries made"), is_number=True),
    ]
    rows = [
        (
            f"{one.premises}: {one.number}",
            dates.day_and_time(one.withdrawn_at) if one.withdrawn_at else "",
            one.withdrawn_by,
            one.withdrawn_because,
            one.entries - one.entries_left,
        )
        for one in warrants
    ]
    return Table(_("Withdrawn"), columns, rows)


def make_map(operation: OperationView, rows: Iterable[CandidateRow]) -> dict[str, Any]:
    """What the script draws on the operator's base map; nothing without one."""
    found = reporting.base_map()
    if found is None:
        return {}
    return {
        "basemap": reverse("operations:basemap", args=[found.digest]),
        "style": static("leaflet/leaflet.css"),
        "says": {"zoomIn": _("Zoom in"), "zoomOut": _("Zoom out")},
        "points": [
            {
                "id": str(row.card.id),
                "name": row.card.premises,
                "at": [row.card.point.latitude, row.card.point.longitude],
                "isRough": row.card.point.is_of_council,
                "state": row.card.planning_state,
                "url": row.url,
                "says": f"{row.card.premises}. {', '.join(row.kinds)}. {row.state}",
            }
            for row in rows
            if row.card.point
        ],
    }


def list_credits() -> tuple[str, ...]:
    """Whose the base map is: the licences' lines."""
    found = reporting.base_map()
    return found.credits if found else ()


def tell_done(pressed: str, count: int) -> str:
    """What was done with how many places."""
    texts = {
        "kind": ngettext(
            "The kind of visit is decided for %(count)s place",
            "The kind of visit is decided for %(count)s places",
            count,
        ),
        "group": ngettext(
            "%(count)s place is in the group",
            "%(count)s places are in the group",
            count,
        ),
        "ungroup": ngettext(
            "%(count)s place is in no such group any more",
            "%(count)s places are in no such group any more",
            count,
        ),
        "window": ngettext(
            "The hours of %(count)s place are set",
            "The hours of %(count)s places are set",
            count,
        ),
        "remove": ngettext(
            "%(count)s place is taken out", "%(count)s places are taken out", count
        ),
    }
    return texts[pressed] % {"count": dates.format_number(count)}


def _kinds(card: CandidateCard) -> list[str]:
    """The kinds decided on, or the one that is proposed."""
    if card.options:
        return [
            _("%(kind)s, %(minutes)s minutes")
            % {"kind": one.kind_label, "minutes": one.minutes}
            for one in card.options
        ]
    return [_("Proposed: %(kind)s") % {"kind": card.proposal.kind_label}]


def _warnings(card: CandidateCard, interest: PlaceInterest | None) -> list[str]:
    lines = describe_interest(interest)
    if card.point is None:
        lines.append(_("Nobody knows where this place is: it cannot be planned"))
    elif card.point.is_of_council:
        lines.append(_("Only its council is known: it is shown in the middle of it"))
    return lines


def _position(card: CandidateCard) -> str:
    if card.point is None:
        return _("Nobody knows where this place is: it cannot be planned")
    if card.point.is_of_council:
        return _("Only its council is known: it is shown in the middle of it")
    return f"{card.point.latitude:.4f}, {card.point.longitude:.4f}"


def _skills(codes: frozenset[str]) -> str:
    if not codes:
        return _("Any crew")
    return ", ".join(label_of_skill(code) for code in sorted(codes))
