"""How a case has gone on as a whole, and what may be recorded of it now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.access.rls import rows
from unhidden.lib.working_days import LONDON, day_in_london
from unhidden.safeguarding.course import rules
from unhidden.safeguarding.frame.queries import CaseHead, describe_head, own_cases
from unhidden.safeguarding.models import (
    AGE_FOUND,
    AgeBasis,
    Case,
    CaseOutcome,
    CaseTurn,
    ConsentKind,
    ReopenReason,
    WayTried,
)
from unhidden.sharing import queries as sharing
from unhidden.vault import actions as vault
from unhidden.vault.fields import SealedValue

_ADULT_SINCE = frozenset({"turned_18", "found_adult"})
#: With which turns a lead's time with a case ends.
_LEADS_END = frozenset({"closed", "moved"})


@dataclass(frozen=True, slots=True)
class CourseTurnCard:
    """One turn as a page shows it; ``words`` is None where no key opens them."""

    kind: str
    label: str
    happened_on: date
    detail: str
    tried: tuple[str, ...]
    wakes_on: date | None
    worker: str
    words: str | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CourseView:
    """``number`` is how many turns there are: whoever records one says it.

    ``waiting`` and ``shares`` are how many deadlines are open, and organisations with
    which something is shared. ``former_worker`` led the case when it was last closed.
    ``to_ask_anew`` are consents that were given for a child who is an adult now.
    """

    head: CaseHead
    state: str
    state_label: str
    opened_on: date
    wakes_on: date | None
    is_awake: bool
    number: int
    turns: tuple[CourseTurnCard, ...]
    may_record: tuple[str, ...]
    may_move: bool
    waiting: int
    shares: int
    former_worker: str
    to_ask_anew: tuple[str, ...]


@query
@of_one_record("case_id")
def get_course(*, viewer: Actor, case_id: UUID, today: date) -> CourseView:
    """The course of one case for its team; raises Absent for everyone else."""
    viewer.must("safeguarding.see_own_cases")
    row = Case.objects.filter(own_cases(viewer), id=case_id).first()
    if row is None:
        raise Absent
    head = describe_head(row, viewer)
    turns = list_turns(row)
    kinds = [turn.kind for turn in turns]
    is_lead = head.may_work and rows.may_act_on(row, "manage")
    may = rules.turns_from(row.course, kinds, row.age_group) if head.may_work else []
    return CourseView(
        head=head,
        state=row.course,
        state_label=row.get_course_display(),
        opened_on=day_in_london(row.opened_at),
        wakes_on=row.wakes_on,
        is_awake=rules.is_awake(row.course, row.wakes_on, today),
        number=len(turns),
        turns=_cards(turns, viewer),
        may_record=tuple(k for k in may if k != "closed" or is_lead),
        may_move=is_lead and not head.is_closed and row.lead_id == viewer.organisation,
        waiting=row.deadlines.filter(
            met_at__isnull=True, ended_at__isnull=True
        ).count(),
        shares=len(sharing.find_receivers(record_id=row.id, category="operational")),
        former_worker=_find_former(turns),
        to_ask_anew=_find_to_ask(row, turns),
    )


def list_turns(case: Case) -> list[CaseTurn]:
    """The turns of a case that is in view, the first one first."""
    found = CaseTurn.objects.filter(case=case).select_related("recorded_by", "worker")
    return list(found.order_by("number", "id"))


def _find_former(turns: Sequence[CaseTurn]) -> str:
    ended = [turn for turn in turns if turn.kind in _LEADS_END and turn.worker]
    return ended[-1].worker.name if ended and ended[-1].worker else ""


def _find_to_ask(case: Case, turns: Sequence[CaseTurn]) -> tuple[str, ...]:
    """The consents that the person is asked for anew since they are an adult."""
    days = [turn.happened_on for turn in turns if turn.kind in _ADULT_SINCE]
    if not days or case.closed_at is not None or case.age_group != "adult":
        return ()
    kinds = (ConsentKind.SUPPORT, ConsentKind.NRM)
    said = case.consents.filter(kind__in=kinds).order_by("number")
    last = {row.kind: row.asked_at.astimezone(LONDON).date() for row in said}
    return tuple(
        str(kind.label) for kind in kinds if rules.asks_anew(last.get(kind), days[-1])
    )


def _cards(turns: Sequence[CaseTurn], viewer: Actor) -> tuple[CourseTurnCard, ...]:
    return tuple(
        CourseTurnCard(
            kind=turn.kind,
            label=turn.get_kind_display(),
            happened_on=turn.happened_on,
            detail=_detail(turn),
            tried=tuple(str(WayTried(each).label) for each in turn.tried),
            wakes_on=turn.wakes_on,
            worker=turn.worker.name if turn.worker else "",
            words=_open_words(turn.words_sealed, viewer),
            by=turn.recorded_by.name,
            at=turn.recorded_at,
        )
        for turn in reversed(turns)
    )


def _detail(turn: CaseTurn) -> str:
    if turn.kind == "closed":
        return str(CaseOutcome(turn.code).label)
    if turn.kind in AGE_FOUND:
        return str(AgeBasis(turn.code).label)
    return str(ReopenReason(turn.code).label) if turn.kind == "reopened" else ""


def _open_words(sealed: SealedValue | None, viewer: Actor) -> str | None:
    """What was said; None where it was written under keys that are not the viewer's."""
    if sealed is None:
        return ""
    try:
        return sealed.open(viewer)
    except vault.NotForYou:
        return None
