"""The posts, conflicts, partners and past statuses of an investigation on one page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.access.rls import rows
from unhidden.agencies import queries as agencies
from unhidden.investigations.frame.queries import (
    InvestigationCard,
    describe_head,
    may_work,
    read_head,
)
from unhidden.investigations.models import (
    InterestConflict,
    Investigation,
    InvestigationPartner,
    PartnerPower,
    PostFunction,
    StatusStep,
)
from unhidden.investigations.posts.queries.posts import PostView, list_posts, posts_of
from unhidden.sharing import queries as sharing
from unhidden.vault import actions as vault


@dataclass(frozen=True, slots=True)
class ConflictView:
    """Whose conflict of interest it is; ``words`` for who wrote it and who manages."""

    id: UUID
    name: str
    words: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class PartnerView:
    """Another organisation in it; ``until_on`` is none while it takes part."""

    id: UUID
    organisation_id: UUID
    organisation: str
    agreement: str
    powers: tuple[str, ...]
    holds: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class StatusChange:
    """One change of an investigation's status."""

    before: str
    after: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RoomView:
    """Who does what; ``may_manage`` posts and status, ``is_sio`` says of the law."""

    head: InvestigationCard
    organisation_id: UUID
    posts: tuple[PostView, ...]
    conflicts: tuple[ConflictView, ...]
    partners: tuple[PartnerView, ...]
    changes: tuple[StatusChange, ...]
    team: dict[UUID, str]
    may_manage: bool
    may_work: bool
    may_reopen: bool
    is_sio: bool


@query
@of_one_record("investigation_id")
def get_room(*, viewer: Actor, investigation_id: UUID) -> RoomView:
    """Posts, partners and statuses for the team; raises Absent and KeysLocked."""
    viewer.must("investigations.see_own")
    row = read_head(viewer, investigation_id)
    manages = viewer.may("investigations.manage_team") and rows.may_act_on(
        row, "manage"
    )
    is_open = may_work(row)
    team = sharing.find_team(viewer=viewer, record=row)
    return RoomView(
        head=describe_head(row),
        organisation_id=row.organisation_id,
        posts=list_posts(row),
        conflicts=_conflicts(row, viewer, opens=manages),
        partners=_partners(row),
        changes=_changes(row),
        team={each.person_id: each.name for each in team if each.ended_at is None},
        may_manage=manages and is_open,
        may_work=is_open and viewer.may("investigations.work"),
        may_reopen=manages and not describe_head(row).is_open,
        is_sio=is_open and PostFunction.SIO in posts_of(row, viewer),
    )


def _conflicts(
    row: Investigation, viewer: Actor, *, opens: bool
) -> tuple[ConflictView, ...]:
    found = list(
        InterestConflict.objects.filter(investigation=row)
        .select_related("person")
        .order_by("recorded_at", "id")
    )
    words = vault.open_held(
        [
            each.words_sealed if opens or each.recorded_by_id == viewer.person else None
            for each in found
        ],
        by=viewer,
    )
    return tuple(
        ConflictView(each.id, each.person.name, text or "", each.recorded_at)
        for each, text in zip(found, words, strict=True)
    )


def _partners(row: Investigation) -> tuple[PartnerView, ...]:
    found = (
        InvestigationPartner.objects.filter(investigation=row)
        .select_related("organisation")
        .order_by("from_on", "id")
    )
    return tuple(
        PartnerView(
            id=each.id,
            organisation_id=each.organisation_id,
            organisation=agencies.name_of(each.organisation),
            agreement=each.agreement,
            powers=tuple(str(PartnerPower(power).label) for power in each.powers),
            holds=each.holds,
            from_on=each.from_on,
            until_on=each.until_on,
        )
        for each in found
    )


def _changes(row: Investigation) -> tuple[StatusChange, ...]:
    found = (
        StatusStep.objects.filter(investigation=row)
        .select_related("changed_by")
        .order_by("-changed_at", "id")
    )
    return tuple(
        StatusChange(
            before=each.get_from_status_display(),
            after=each.get_to_status_display(),
            reason=each.reason,
            by=each.changed_by.name,
            at=each.changed_at,
        )
        for each in found
    )
