"""The week put together from the tables: candidates, crews, what a day can hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.lib.working_days import LONDON
from unhidden.operations.frame.queries.cards import OperationView, TeamCard
from unhidden.operations.models import (
    GroupRule,
    PlanStatus,
    PremisesCandidate,
    SecondVisit,
)
from unhidden.operations.plans.rules import clocks
from unhidden.operations.plans.rules.weeks import (
    BarredVisit,
    GeoPoint,
    KindOffer,
    SettledVisit,
    WeekCandidate,
    WeekGroup,
    WeekShift,
    WeekToPlan,
)
from unhidden.operations.policies import PLAN
from unhidden.operations.rosters.queries.cards import CrewDayCard, StartPlaceCard
from unhidden.operations.rosters.queries.resources import list_capacities
from unhidden.operations.rosters.queries.roster import list_crew_days
from unhidden.operations.rules import NEEDED_SKILLS
from unhidden.operations.targets.queries.candidates import list_candidates, list_groups
from unhidden.operations.targets.queries.cards import (
    CandidateCard,
    OptionCard,
    WarrantCard,
)
from unhidden.operations.targets.rules.kinds import DEFAULTS, compute_value
from unhidden.operations.targets.rules.windows import usual_window
from unhidden.operations.visits.queries import visits as visits_queries
from unhidden.operations.visits.queries.cards import PlannedVisitCard
from unhidden.places import queries as places
from unhidden.places.queries import PremisesCard

#: Minutes of briefing before a crew's first way.
BRIEFING = 30
#: A minute on the road counts one; a point of a visit's value so many.
POINT = 100
#: A team's id and a day.
CrewOnDay = tuple[UUID, date]
_LATER = frozenset({PlanStatus.PLANNED})
_EVER = frozenset({PlanStatus.PLANNED, PlanStatus.DONE})


@dataclass(frozen=True, slots=True)
class GatheredWeek:
    """The week, and the planned visit of each candidate that has one."""

    week: WeekToPlan
    planned: Mapping[UUID, PlannedVisitCard]


@query
def gather_week(
    *,
    viewer: Actor,
    of: OperationView,
    at: datetime,
    days: tuple[date, ...] = (),
    called: Collection[CrewOnDay] = (),
) -> GatheredWeek:
    """All that the search of an operation's week rests on, days past left out.

    With ``days`` it is that of these days, with the visits that were made in it. A
    second visit, which saves a life beside a safeguarding visit, is no plan's to move.
    Crews in reserve are kept free, but for those ``called``.
    """
    viewer.must(PLAN)
    statuses = _EVER if days else _LATER
    days = days or _list_days_left(of, at)
    cards = list_candidates(viewer=viewer, operation_id=of.id)
    visits = visits_queries.planned_visits(viewer=viewer, operation_id=of.id)
    chosen = _choose(of, (one for one in visits if one.status in statuses), days)
    made = {one.premises_id for one in visits if one.status == PlanStatus.DONE}
    over = made if statuses is _LATER else set()
    targets = [one for one in cards if one.premises_id not in over]
    known = {one.premises_id for one in cards}
    by_hand = [one for key, one in chosen.items() if key not in known]
    candidates = (
        *(_candidate(one, days, chosen.get(one.premises_id)) for one in targets),
        *_list_by_hand(viewer, by_hand, days),
    )
    week = WeekToPlan(
        days=days,
        candidates=candidates,
        shifts=tuple(_list_shifts(viewer, of, days, called)),
        groups=tuple(_list_groups(viewer, of)),
        capacities=_count_capacities(viewer, of),
        settled=tuple(_list_pins(targets, days)),
        barred=tuple(_list_bars(targets)),
        orders=tuple((one.after_id, one.id) for one in targets if one.after_id),
        teams=tuple(team.name for team in of.teams),
    )
    planned = {one.planned_id: one.id for one in candidates if one.planned_id}
    return GatheredWeek(
        week, {planned[one.id]: one for one in visits if one.id in planned}
    )


@query
def list_settled(
    *, viewer: Actor, of: OperationView, at: datetime
) -> list[tuple[UUID, PlannedVisitCard]]:
    """What a planner may keep of the days left: each visit with a team and an hour.

    With it comes its candidate's id, or its own where its place is no candidate.
    """
    viewer.must(PLAN)
    visits = visits_queries.planned_visits(viewer=viewer, operation_id=of.id)
    later = (one for one in visits if one.status in _LATER)
    rows = PremisesCandidate.objects.filter(operation_id=of.id, removed_at=None)
    ids = dict(rows.order_by("id").values_list("premises_id", "id"))
    over = {one.premises_id for one in visits if one.status == PlanStatus.DONE}
    return [
        (ids.get(key, one.id), one)
        for key, one in _choose(of, later, _list_days_left(of, at)).items()
        if one.team_id is not None
        and one.starts_at
        and not (key in over and key in ids)
    ]


def _choose(
    of: OperationView, visits: Iterable[PlannedVisitCard], days: Iterable[date]
) -> dict[UUID, PlannedVisitCard]:
    """By their premises, those of these days; second visits are no plan's to move."""
    seconds = SecondVisit.objects.filter(operation_id=of.id)
    apart = set(seconds.order_by("id").values_list("second_id", flat=True))
    wanted = set(days)
    return {
        one.premises_id: one
        for one in visits
        if one.on in wanted and one.id not in apart
    }


def settle_planned(gathered: GatheredWeek) -> list[SettledVisit]:
    """The visits that have a team and an hour, as a planner may keep them."""
    return [
        SettledVisit(
            candidate_id=candidate_id,
            kind=one.kind,
            team_id=one.team_id,
            day=one.on,
            starts_at=clocks.count_minutes(one.on, one.starts_at),
        )
        for candidate_id, one in gathered.planned.items()
        if one.team_id is not None and one.starts_at is not None
    ]


def _list_days_left(of: OperationView, at: datetime) -> tuple[date, ...]:
    today = at.astimezone(LONDON).date()
    length = (of.ends_on - of.starts_on).days + 1
    days = [of.starts_on + timedelta(days=number) for number in range(length)]
    return tuple(day for day in days if day >= today)


def _candidate(
    card: CandidateCard, days: tuple[date, ...], visit: PlannedVisitCard | None
) -> WeekCandidate:
    return WeekCandidate(
        id=card.id,
        premises_id=card.premises_id,
        point=(card.point.latitude, card.point.longitude) if card.point else None,
        days=frozenset(card.days or days),
        offers=tuple(_list_offers(card)),
        planned_id=visit.id if visit else None,
        purpose=visit.purpose if visit else "",
        powers={one.kind: (one.power, one.authority) for one in card.options},
        is_rough=card.point is not None and card.point.is_of_council,
    )


def _list_offers(card: CandidateCard) -> Iterator[KindOffer]:
    for option in card.options:
        warrant = _find_warrant(card, option)
        if warrant is not None and not warrant.entries_left:
            continue
        yield KindOffer(
            kind=option.kind,
            value=option.value * POINT,
            minutes=option.minutes,
            opens=card.window.opens,
            closes=card.window.closes,
            crews=option.crews,
            uses=option.uses,
            lawful_from=warrant.issued_at if warrant else None,
            lawful_until=warrant.expires_at if warrant else None,
        )


def _find_warrant(card: CandidateCard, option: OptionCard) -> WarrantCard | None:
    """The warrant that the option enters by; None where it enters by none."""
    return next((one for one in card.warrants if one.number == option.authority), None)


def _list_by_hand(
    viewer: Actor, visits: Iterable[PlannedVisitCard], days: Iterable[date]
) -> Iterator[WeekCandidate]:
    """Visits that somebody planned at places that are no candidates."""
    known = list(visits)
    cards = places.find_premises_cards(
        viewer=viewer, premises_ids={one.premises_id for one in known}
    )
    for visit in known:
        premises = cards[visit.premises_id]
        yield WeekCandidate(
            id=visit.id,
            premises_id=visit.premises_id,
            point=_point(premises),
            days=frozenset(days),
            offers=(_offer(visit),),
            planned_id=visit.id,
            purpose=visit.purpose,
            powers={visit.kind: (visit.power, visit.authority)},
        )


def _offer(visit: PlannedVisitCard) -> KindOffer:
    usual, window = DEFAULTS[visit.kind], usual_window(visit.premises_kind)
    return KindOffer(
        kind=visit.kind,
        # Somebody wanted it, whatever is known of the place.
        value=compute_value(visit.kind, _WANTED) * POINT,
        minutes=usual.minutes,
        opens=window.opens,
        closes=window.closes,
        # That nobody goes alone, the roster sees to.
        crews=(NEEDED_SKILLS.get(visit.kind, frozenset()),),
    )


_WANTED = 50


def _list_shifts(
    viewer: Actor,
    of: OperationView,
    days: Iterable[date],
    called: Collection[CrewOnDay],
) -> Iterator[WeekShift]:
    teams = {team.id: team for team in of.teams}
    wanted = set(days)
    for card in list_crew_days(viewer=viewer, operation_id=of.id):
        is_out = not card.is_reserve or (card.team_id, card.on) in called
        if card.on in wanted and is_out:
            yield _shift(card, teams[card.team_id])


def _shift(card: CrewDayCard, team: TeamCard) -> WeekShift:
    start = _start(card.start_place)
    people = frozenset(one.person_id for one in team.members)
    return WeekShift(
        team_id=card.team_id,
        team=card.crew,
        day=card.on,
        starts_at=card.starts_at,
        ends_at=card.ends_at,
        briefing=BRIEFING,
        breaks=card.break_minutes,
        skills=card.skills,
        people=people if card.people else frozenset(),
        start=start,
        end=start,
    )


def _list_groups(viewer: Actor, of: OperationView) -> Iterator[WeekGroup]:
    for group in list_groups(viewer=viewer, operation_id=of.id):
        if group.members:
            is_apart = group.rule == GroupRule.APART
            yield WeekGroup(group.id, group.name, group.members, is_apart)


def _count_capacities(viewer: Actor, of: OperationView) -> dict[str, dict[date, int]]:
    found: defaultdict[str, dict[date, int]] = defaultdict(dict)
    for one in list_capacities(viewer=viewer, operation_id=of.id):
        found[one.capacity_code][one.on] = one.amount
    return dict(found)


def _list_pins(
    cards: Iterable[CandidateCard], days: Iterable[date]
) -> Iterator[SettledVisit]:
    wanted = set(days)
    for card in cards:
        pin = card.pin
        if not pin.is_empty and (pin.on is None or pin.on in wanted):
            yield SettledVisit(
                candidate_id=card.id,
                team_id=pin.team_id,
                day=pin.on,
                starts_at=pin.at,
                people=pin.people,
            )


def _list_bars(cards: Iterable[CandidateCard]) -> Iterator[BarredVisit]:
    for card in cards:
        for bar in card.bars:
            yield BarredVisit(card.id, bar.team_id, bar.on, bar.kind or None)


def _start(place: StartPlaceCard | None) -> GeoPoint | None:
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def _point(premises: PremisesCard) -> GeoPoint | None:
    if premises.latitude is None or premises.longitude is None:
        return None
    return premises.latitude, premises.longitude
