"""How the visits of a day stand, from what was said of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet

from unhidden.access.actor import Actor
from unhidden.operations.board import rules
from unhidden.operations.board.queries.cards import (
    AlarmCard,
    BoardLine,
    BoardVisit,
    PlanFact,
)
from unhidden.operations.board.rules import ContactPeriod, CrewContact, EntryFact
from unhidden.operations.frame.queries.crews import WITH_SUPPORT, list_support
from unhidden.operations.frame.queries.reach import filter_visible_plans
from unhidden.operations.models import (
    BoardEntry,
    ContactRule,
    CrewOutfit,
    EntryKind,
    PlannedVisit,
    PlanStatus,
    TeamMember,
    ToldPost,
    VisitKind,
)
from unhidden.operations.policies import VISIT


def list_in_order(viewer: Actor) -> QuerySet[PlannedVisit]:
    """The plans that the viewer meets, by hour; those without one come last."""
    rows = filter_visible_plans(viewer).select_related("premises", "team")
    rows = rows.prefetch_related(WITH_SUPPORT)
    hour = F("starts_at").asc(nulls_last=True)
    return rows.order_by(hour, "premises__name", "id")


def list_lines(visit_ids: Iterable[UUID]) -> dict[UUID, list[BoardLine]]:
    """Every entry of these visits, in the order in which they were made."""
    rows = BoardEntry.objects.filter(visit_id__in=list(visit_ids))
    rows = rows.select_related("entered_by", "team").order_by("visit_id", "number")
    found = list(rows)
    undone = {each.about_id for each in found if each.what == EntryKind.UNDONE}
    lines: dict[UUID, list[BoardLine]] = defaultdict(list)
    for row in found:
        lines[row.visit_id].append(_line(row, is_undone=row.id in undone))
    return lines


def list_periods(operation_id: UUID) -> dict[str, ContactPeriod]:
    """How often crews are heard from, by kind: the week's own, or the usual."""
    own = {
        row.kind: ContactPeriod(
            row.period, row.warning, row.told, row.heard_by, row.further
        )
        for row in ContactRule.objects.filter(operation_id=operation_id).order_by("id")
    }
    return {**rules.USUAL_PERIODS, **own}


def list_own_teams(viewer: Actor, operation_id: UUID) -> set[UUID]:
    """The teams of the operation that the viewer goes with."""
    rows = TeamMember.objects.filter(
        team__operation_id=operation_id,
        person_id=viewer.person,
        organisation_id=viewer.organisation,
    )
    return set(rows.order_by("id").values_list("team_id", flat=True))


def list_outfits(plan: PlanFact) -> dict[UUID, tuple[str, str]]:
    """Call sign and channel of each of its crews that the viewer meets."""
    crews = [each for each in plan.crew_ids if each is not None]
    rows = CrewOutfit.objects.filter(team_id__in=crews).order_by("id")
    found = rows.values_list("team_id", "call_sign", "radio_channel")
    return {team_id: (sign, channel) for team_id, sign, channel in found}


def make_fact(row: PlannedVisit) -> PlanFact:
    """The plan, as far as the board needs it."""
    premises = row.premises
    return PlanFact(
        id=row.id,
        operation_id=row.operation_id,
        kind=row.kind,
        on=row.on,
        starts_at=row.starts_at,
        status=row.status,
        team_id=row.team_id,
        team=row.team.name if row.team else "",
        premises=premises.name,
        address=", ".join(filter(None, (premises.address, premises.postcode))),
        latitude=premises.latitude,
        longitude=premises.longitude,
        support=list_support(row),
    )


def may_enter(
    viewer: Actor, plan: PlanFact, crews: Set[UUID], *, manages: bool
) -> bool:
    """Whether the viewer may say how it stands: its crew, and who runs the week."""
    is_theirs = viewer.may(VISIT) and bool(plan.crew_ids & crews)
    return plan.status != PlanStatus.CANCELLED and (manages or is_theirs)


def make_visit(
    plan: PlanFact,
    lines: list[BoardLine],
    periods: Mapping[str, ContactPeriod],
    at: datetime,
    *,
    unbriefed: Set[UUID],
    may_enter: bool,
) -> BoardVisit:
    """How one visit stands at this moment; ``unbriefed`` are teams."""
    standing = rules.list_standing(map(_fact, lines))
    by_id = {each.id: each for each in lines}
    said = rules.find_state(standing)
    period = periods[plan.kind]
    is_briefed = plan.team_id is not None and plan.team_id not in unbriefed
    state = rules.name_state(said, is_briefed=is_briefed, is_done=plan.is_done)
    heard_at = rules.find_last_heard(standing, period)
    following = rules.find_next_state(state)
    chased = rules.find_follow_up(standing, heard_at, period)
    contact = rules.judge_contact(state, heard_at, period, at)
    return BoardVisit(
        id=plan.id,
        operation_id=plan.operation_id,
        premises=plan.premises,
        address=plan.address,
        latitude=plan.latitude,
        longitude=plan.longitude,
        kind=plan.kind,
        kind_label=str(VisitKind(plan.kind).label),
        on=plan.on,
        starts_at=plan.starts_at,
        team=plan.crew_names,
        radios=plan.radios,
        state=state,
        state_label=str(EntryKind(state).label),
        next_state=following,
        next_label=str(EntryKind(following).label) if following else "",
        said=by_id[said.id] if said and said.what == state else None,
        last_number=lines[-1].number if lines else 0,
        heard_at=heard_at,
        contact=contact,
        period=period,
        told_label=_name_told(contact, heard_at, chased, period, at),
        followed_up=by_id[chased.id] if chased else None,
        open_alarms=tuple(
            _alarm(by_id[each.id], None) for each in rules.list_open_alarms(standing)
        ),
        may_enter=may_enter,
        is_cancelled=plan.status == PlanStatus.CANCELLED,
    )


def _name_told(
    contact: CrewContact,
    heard_at: datetime | None,
    chased: EntryFact | None,
    period: ContactPeriod,
    at: datetime,
) -> str:
    """Who is told of an overdue crew: the rule's post, and Silver in time."""
    told = [ToldPost(period.told)]
    followed_at = chased.at if chased else None
    if (
        contact == CrewContact.OVERDUE
        and heard_at is not None
        and rules.is_told_to_silver(heard_at, followed_at, period, at)
    ):
        told.append(ToldPost.SILVER)
    return ", ".join(str(post.label) for post in dict.fromkeys(told))


def list_alarms(lines: list[BoardLine]) -> list[AlarmCard]:
    """Every alarm of a visit with who received it."""
    answers = {each.about: each for each in lines if each.what == EntryKind.RECEIVED}
    return [
        _alarm(each, answers.get(each.id))
        for each in lines
        if each.what == EntryKind.ALARM
    ]


def _alarm(line: BoardLine, answer: BoardLine | None) -> AlarmCard:
    alarm = AlarmCard(line.id, line.at, line.by_id, line.by)
    if answer is None:
        return alarm
    return AlarmCard(line.id, line.at, line.by_id, line.by, answer.by, answer.at)


def _line(row: BoardEntry, *, is_undone: bool) -> BoardLine:
    return BoardLine(
        id=row.id,
        number=row.number,
        what=row.what,
        label=str(row.get_what_display()),
        at=row.entered_at,
        by_id=row.entered_by_id,
        by=row.entered_by.name,
        team=row.team.name if row.team else "",
        is_by_radio=row.is_by_radio,
        is_undone=is_undone,
        about=row.about_id,
    )


def _fact(line: BoardLine) -> EntryFact:
    return EntryFact(line.id, line.number, line.what, line.at, line.by_id, line.about)
