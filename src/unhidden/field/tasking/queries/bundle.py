"""What somebody takes along of a shift, in the words that they may have."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.field.models import LandingKey, ReceiptKey
from unhidden.field.policies import USE_APP
from unhidden.field.tasking import rules
from unhidden.field.tasking.queries.cards import (
    BriefTasking,
    LandingPlace,
    PlaceRisk,
    ShiftsTasking,
    VisitTasking,
)
from unhidden.field.tasking.queries.receivers import (
    find_custodians,
    find_usual_team,
    list_sealing_teams,
)
from unhidden.intelligence import queries as intelligence
from unhidden.operations import queries as operations
from unhidden.operations.queries import (
    EarlierVisit,
    OperationView,
    OutfitCard,
    OwnShift,
    PlannedVisitCard,
    SafetyPlaceCard,
)

_LANGUAGES = ("en", "cy")
_CHARITY = "charity"


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What several visits share: outfits by crew, places of safety by operation."""

    briefs: Collection[BriefTasking]
    history: Collection[EarlierVisit]
    outfits: dict[UUID, OutfitCard]
    places: dict[UUID, tuple[SafetyPlaceCard, ...]]


@query
def list_shifts_on_offer(*, viewer: Actor, at: datetime) -> list[OwnShift]:
    """The viewer's shifts of which tasking may be taken along now.

    Whoever has no part in operations has none: their phone writes in registers alone.
    """
    viewer.must(USE_APP)
    if not viewer.may("operations.see_operations"):
        return []
    today = timezone.localdate(at)
    shifts = operations.list_own_shifts(
        viewer=viewer,
        from_on=today - timedelta(days=1),
        until_on=today + rules.AHEAD + timedelta(days=1),
    )
    return [
        one
        for one in shifts
        if rules.is_on_offer(starts_at=one.starts_at, ends_at=one.ends_at, at=at)
    ]


def find_landing_place(*, at: datetime) -> LandingPlace | None:
    """The newest key that phones seal to by now; None before the worker made one."""
    key = LandingKey.objects.filter(from_on__lte=timezone.localdate(at))
    row = key.only("id", "public_key", "until_on").order_by("-from_on", "id").first()
    signs = ReceiptKey.objects.order_by("-since", "id").first()
    if row is None or signs is None:
        return None
    return LandingPlace(
        row.id, bytes(row.public_key), row.until_on, bytes(signs.public_key)
    )


@query
def collect_tasking(
    *,
    viewer: Actor,
    shifts: Collection[OwnShift],
    landing: LandingPlace,
    known: dict[UUID, int],
) -> ShiftsTasking:
    """Everything of these shifts that the viewer may have.

    ``known`` is the last link of each team's keys that the phone knows itself.
    """
    viewer.must(USE_APP)
    cards = operations.visits_of_person(viewer=viewer, person_id=viewer.person)
    of_shift = [(card, _shift_of(card, shifts)) for card in cards]
    taken = [(card, shift) for card, shift in of_shift if shift is not None]
    views = {
        id_: operations.get_operation(viewer=viewer, operation_id=id_)
        for id_ in sorted({card.operation_id for card, _ in taken}, key=str)
    }
    briefs = _briefs(viewer, set(views))
    history = operations.find_earlier_visits(
        viewer, {card.premises_id for card, _ in taken}
    )
    around = _Surroundings(
        briefs,
        history,
        outfits={
            one.team_id: one.outfit
            for one in operations.list_own_crews(viewer=viewer, day=date.max)
        },
        places={
            id_: tuple(operations.list_known_places(viewer=viewer, operation_id=id_))
            for id_ in views
        },
    )
    visits = tuple(
        _visit(viewer, card, shift, views[card.operation_id], around)
        for card, shift in taken
    )
    return ShiftsTasking(
        shifts=tuple(shifts),
        visits=visits,
        briefs=tuple(briefs),
        teams=tuple(list_sealing_teams(visits, views.values(), known)),
        landing=landing,
    )


def _shift_of(card: PlannedVisitCard, shifts: Iterable[OwnShift]) -> OwnShift | None:
    """The shift in which a visit lies: of its crew, on its day, or after midnight."""
    for shift in shifts:
        if shift.team_id not in card.crew_ids:
            continue
        if card.on == shift.begins_on:
            return shift
        ends = timezone.localtime(shift.ends_at)
        is_by_night = card.on == ends.date() and card.starts_at is not None
        if is_by_night and card.starts_at is not None and card.starts_at < ends.time():
            return shift
    return None


def _visit(
    viewer: Actor,
    card: PlannedVisitCard,
    shift: OwnShift,
    operation: OperationView,
    around: _Surroundings,
) -> VisitTasking:
    crews = sorted(
        (team for team in operation.teams if team.id in card.crew_ids),
        key=lambda team: card.crew_ids.index(team.id),
    )
    crew = tuple(member for team in crews for member in team.members)
    return VisitTasking(
        card=card,
        shift_id=shift.id,
        crew=crew,
        history=tuple(
            one for one in around.history if one.premises_id == card.premises_id
        ),
        risk=_risk(viewer, card.premises_id),
        briefs=tuple(
            one.id for one in around.briefs if one.operation_id == operation.id
        ),
        usual_team=find_usual_team(operation),
        custodians=find_custodians(operation),
        by_organisation={
            member.organisation_id: member.organisation_id
            for member in crew
            if member.organisation_kind == _CHARITY
        },
        outfit=around.outfits.get(shift.team_id),
        places=around.places[operation.id],
    )


def _risk(viewer: Actor, premises_id: UUID) -> PlaceRisk | None:
    """The risk, for those who may know of it."""
    if not viewer.may("intelligence.see_risk"):
        return None
    card = intelligence.risk_of(viewer=viewer, premises_id=premises_id)
    return PlaceRisk(card.band_label, tuple(str(one.text) for one in card.reasons))


def _briefs(viewer: Actor, operation_ids: Collection[UUID]) -> list[BriefTasking]:
    cards = operations.list_own_briefs(viewer=viewer)
    return [
        BriefTasking(
            card.id,
            card.operation_id,
            {
                language: operations.read_brief(
                    viewer=viewer, brief_id=card.id, language=language
                ).sheet
                for language in _LANGUAGES
            },
        )
        for card in cards
        if card.operation_id in operation_ids
    ]


def check_is_there(shifts: Collection[OwnShift], wanted: Collection[UUID]) -> None:
    """Raise Absent where a shift was asked for that is not on offer."""
    if {one.id for one in shifts} != set(wanted):
        raise Absent
