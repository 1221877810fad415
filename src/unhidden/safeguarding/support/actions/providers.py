"""The directory of services, and asking one of them to help with a need."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused
from unhidden.lib.working_days import day_in_london
from unhidden.safeguarding.frame import actions as frame
from unhidden.safeguarding.models import (
    ProviderDeclaration,
    ProviderRoom,
    ServiceProvider,
    ServiceReferral,
    ServiceStep,
)
from unhidden.safeguarding.support.actions.needs import find_open_need
from unhidden.safeguarding.support.queries.providers import find_own_providers
from unhidden.safeguarding.support.rules import service_states as rules
from unhidden.safeguarding.support.rules.days import is_possible_day, london_day
from unhidden.vault import actions as vault


class ServiceAlreadyAsked(ActionRefused):
    """This provider was asked to help with this need, and it is open."""


class ServiceMoved(ActionRefused):
    """The referral does not go from its state to that one, or is there already."""


class ServiceDayImpossible(ActionRefused):
    """Not on a day to come, nor before what went before."""


class ProviderTakesNobody(ActionRefused):
    """The provider takes nobody any more."""


@dataclass(frozen=True, slots=True)
class ProviderWords:
    """Who a provider is and how to reach them; sealed to the organisation."""

    name: str = field(repr=False)
    contact: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class NewProvider:
    words: ProviderWords
    serves: tuple[str, ...]
    council: str
    room: str
    weeks: int | None


@action
def add_provider(*, new: NewProvider, actor: Actor, at: datetime) -> UUID:
    """Add somebody who helps to the organisation's directory, with their room."""
    actor.must("safeguarding.work_case")
    row = ServiceProvider(
        organisation_id=actor.organisation,
        serves=list(new.serves),
        council_id=new.council or None,
        added_by_id=actor.person,
        added_at=at,
    )
    words = json.dumps(asdict(new.words))
    teams = [row.organisation_id]
    row.name_sealed = vault.seal_field(row, "name_sealed", words, teams=teams)
    row.save(force_insert=True)
    audit.record_event(
        name="safeguarding.provider_added", actor=actor, subject=row, at=at
    )
    _declare(row, new.room, new.weeks, actor=actor, at=at)
    return row.id


@action
def declare_provider_room(
    *, provider_id: UUID, room: str, weeks: int | None, actor: Actor, at: datetime
) -> None:
    """Say how much room a provider has now; the same said twice is once."""
    actor.must("safeguarding.work_case")
    row = find_own_providers(actor).filter(id=provider_id).first()
    if row is None:
        raise Absent
    last = row.declarations.order_by("-declared_at", "id").first()
    if last and (last.room, last.weeks, day_in_london(last.declared_at)) == (
        room,
        weeks,
        day_in_london(at),
    ):
        return
    _declare(row, room, weeks, actor=actor, at=at)


def _declare(
    row: ServiceProvider, room: str, weeks: int | None, *, actor: Actor, at: datetime
) -> None:
    said = ProviderDeclaration.objects.create(
        provider=row,
        room=room,
        weeks=weeks,
        declared_by_id=actor.person,
        declared_at=at,
    )
    audit.record_event(
        name="safeguarding.provider_declared", actor=actor, subject=said, at=at
    )


@action
def ask_service(
    *,
    case_id: UUID,
    need_id: UUID,
    provider_id: UUID,
    asked_on: date,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Note that a provider was asked to help with a need; gives the referral's id.

    Raises ServiceAlreadyAsked, ServiceDayImpossible, ProviderTakesNobody, NeedEnded.
    """
    actor.must("safeguarding.work_case")
    case = frame.hold_open_case(case_id, actor)
    need = find_open_need(case, need_id)
    provider = find_own_providers(actor).filter(id=provider_id).first()
    if provider is None:
        raise Absent
    said = provider.declarations.order_by("-declared_at", "id").first()
    if said and said.room == ProviderRoom.CLOSED:
        raise ProviderTakesNobody
    if any(rules.is_open_state(state) for state in _states(need.id, provider.id)):
        raise ServiceAlreadyAsked
    earliest, today = london_day(case.opened_at), london_day(at)
    if not is_possible_day(asked_on, earliest=earliest, latest=today):
        raise ServiceDayImpossible
    row = ServiceReferral.objects.create(
        need=need,
        provider=provider,
        asked_on=asked_on,
        asked_by_id=actor.person,
        asked_at=at,
    )
    frame.tell_case("service_asked", row, actor=actor, at=at)
    return row.id


@action
def tell_service_state(
    *,
    case_id: UUID,
    referral_id: UUID,
    state: str,
    day: date,
    actor: Actor,
    at: datetime,
) -> None:
    """Say to which state a referral has come, and on which day.

    Raises ServiceMoved and ServiceDayImpossible.
    """
    actor.must("safeguarding.work_case")
    case = frame.hold_open_case(case_id, actor)
    row = ServiceReferral.objects.filter(id=referral_id, need__case=case).first()
    if row is None:
        raise Absent
    last = row.steps.order_by("-number").first()
    before = last.state if last else rules.ASKED
    if not rules.may_step(before, state):
        raise ServiceMoved
    earliest = last.day if last else row.asked_on
    if not is_possible_day(day, earliest=earliest, latest=london_day(at)):
        raise ServiceDayImpossible
    step = ServiceStep.objects.create(
        referral=row,
        state=state,
        number=last.number + 1 if last else 1,
        day=day,
        told_by_id=actor.person,
        told_at=at,
    )
    frame.tell_case("service_told", step, actor=actor, at=at)


def _states(need_id: UUID, provider_id: UUID) -> list[str]:
    """The state of each referral of the need to the provider."""
    found = ServiceReferral.objects.filter(need_id=need_id, provider_id=provider_id)
    states = []
    for row in found.prefetch_related("steps").order_by("asked_at", "id"):
        steps = sorted(row.steps.all(), key=lambda step: step.number)
        states.append(steps[-1].state if steps else rules.ASKED)
    return states
