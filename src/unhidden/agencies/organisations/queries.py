"""Organisations, with what an administrator sets about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies.actions import PERMISSION
from unhidden.agencies.duties import NotifyingDuty
from unhidden.agencies.models import (
    FirstResponderStatus,
    Organisation,
    SingleSignOn,
)
from unhidden.agencies.queries import name_of
from unhidden.vault import queries as vault


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    id: UUID
    name: str
    kind: str
    is_desk: bool
    is_first_responder: bool
    has_own_sign_in: bool


@dataclass(frozen=True, slots=True)
class Status:
    """A time in which the organisation may refer into the NRM, or must notify."""

    from_on: date
    to_on: date | None


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """``issuer`` is empty without a sign-in of its own; the secret is never shown."""

    id: UUID
    name: str
    code: str
    name_en: str
    name_cy: str
    kind: str
    kind_label: str
    is_desk: bool
    statuses: tuple[Status, ...]
    is_first_responder: bool
    has_open_status: bool
    duties: tuple[Status, ...]
    has_open_duty: bool
    issuer: str
    client_id: str
    key_holders: int
    keys_are_set_up: bool


@query
def list_organisations(*, viewer: Actor, day: date) -> list[OrganisationLine]:
    """Every organisation, by name."""
    viewer.must(PERMISSION)
    referring = {
        row.organisation_id
        for row in FirstResponderStatus.objects.order_by("id")
        if _counts(row, day)
    }
    own = set(_sign_ins().values_list("organisation_id", flat=True))
    return [
        OrganisationLine(
            id=row.id,
            name=name_of(row),
            kind=row.get_kind_display(),
            is_desk=row.is_desk,
            is_first_responder=row.id in referring,
            has_own_sign_in=row.id in own,
        )
        for row in Organisation.objects.order_by("name_en", "id")
    ]


@query
def find_organisation(
    *, viewer: Actor, organisation_id: UUID, day: date
) -> OrganisationView:
    """One organisation; raises Absent."""
    viewer.must(PERMISSION)
    row = Organisation.objects.filter(id=organisation_id).first()
    if row is None:
        raise Absent
    statuses = list(
        FirstResponderStatus.objects.filter(organisation=row).order_by("-from_on", "id")
    )
    duties = list(
        NotifyingDuty.objects.filter(organisation=row).order_by("-from_on", "id")
    )
    own = _sign_ins().filter(organisation=row).values("issuer", "client_id").first()
    keys = vault.team_state(team_id=row.id)
    return OrganisationView(
        id=row.id,
        name=name_of(row),
        code=row.code,
        name_en=row.name_en,
        name_cy=row.name_cy,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        is_desk=row.is_desk,
        statuses=tuple(Status(each.from_on, each.to_on) for each in statuses),
        is_first_responder=any(_counts(each, day) for each in statuses),
        has_open_status=any(each.to_on is None for each in statuses),
        duties=tuple(Status(each.from_on, each.to_on) for each in duties),
        has_open_duty=any(each.to_on is None for each in duties),
        issuer=own["issuer"] if own else "",
        client_id=own["client_id"] if own else "",
        key_holders=len(keys.members) if keys else 0,
        keys_are_set_up=keys is not None and keys.is_set_up,
    )


def _counts(row: FirstResponderStatus, day: date) -> bool:
    return row.from_on <= day and (row.to_on is None or row.to_on >= day)


def _sign_ins() -> QuerySet[SingleSignOn]:
    return SingleSignOn.objects.using("default").order_by("id")
