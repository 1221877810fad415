"""Giving a worker's cases to colleagues, and keeping what was talked about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.lib.refusals import ActionRefused
from unhidden.lib.working_days import LONDON, day_in_london
from unhidden.safeguarding.frame.actions import tell_case
from unhidden.safeguarding.frame.queries import own_cases
from unhidden.safeguarding.models import Case, SupervisionTalk
from unhidden.safeguarding.supervision import queries, rules
from unhidden.sharing import actions as sharing
from unhidden.vault import actions as vault


class NoColleague(ActionRefused):
    """Whoever was chosen does not work on cases for this organisation today."""


class PlaceMoved(ActionRefused):
    """Somebody has changed who is on the case since the page was shown."""


class TalkToday(ActionRefused):
    """A talk of the two on this day is kept already."""


class TalkInFuture(ActionRefused):
    """A talk is kept once it was held."""


class NextTalkNotLater(ActionRefused):
    """The next talk is on a later day than this one."""


_FAULTS: dict[str, type[ActionRefused]] = {
    "future": TalkInFuture,
    "backwards": NextTalkNotLater,
}


@action
def hand_cases_over(
    *, person_id: UUID, homes: Mapping[UUID, UUID], actor: Actor, at: datetime
) -> int:
    """Give cases of a worker to colleagues, all or none; gives how many.

    ``homes`` says who takes each case. The taker gets the worker's part in the team,
    and the worker leaves it. Raises NoColleague, PlaceMoved, TeamNeedsSomebody, Absent.
    """
    actor.must(queries.SUPERVISE)
    able = {each for each, _ in queries.list_colleagues(actor, day_in_london(at))}
    if not set(homes.values()) <= able - {person_id, actor.person}:
        raise NoColleague
    rows = Case.objects.filter(
        own_cases(actor), id__in=homes, lead_id=actor.organisation
    )
    cases = {row.id: row for row in rows.order_by("id")}
    if cases.keys() != homes.keys():
        raise Absent
    places = queries.find_places(cases)
    for case_id in sorted(cases):
        _hand_over(
            cases[case_id],
            dict(places[case_id]),
            (person_id, homes[case_id]),
            actor=actor,
            at=at,
        )
    return len(cases)


@action
def keep_talk(
    *,
    worker_id: UUID,
    held_on: date,
    next_on: date,
    words: str,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Keep a talk that the actor held with a worker, sealed; gives its id.

    Raises NoColleague, TalkToday, and what is wrong with the days.
    """
    actor.must(queries.SUPERVISE)
    able = {each for each, _ in queries.list_colleagues(actor, day_in_london(at))}
    if worker_id not in able - {actor.person}:
        raise NoColleague
    fault = rules.find_next_talk(held_on, next_on, at.astimezone(LONDON).date())
    if fault:
        raise _FAULTS[fault]
    talk = SupervisionTalk(
        organisation_id=actor.organisation,
        supervisor_id=actor.person,
        worker_id=worker_id,
        held_on=held_on,
        next_on=next_on,
        written_at=at,
    )
    if words.strip():
        talk.words_sealed = vault.seal_field(
            talk, "words_sealed", words, teams={actor.organisation}
        )
    try:
        with transaction.atomic():
            talk.save(force_insert=True)
    except IntegrityError as error:
        raise TalkToday from error
    tell_case("talk_kept", talk, actor=actor, at=at)
    return talk.id


def _hand_over(
    case: Case,
    roles: Mapping[UUID, str],
    move: tuple[UUID, UUID],
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """The stronger of the two parts goes to the taker; the worker leaves."""
    person_id, taker_id = move
    if person_id not in roles:
        raise PlaceMoved
    if taker_id in roles and _is_weaker(roles[taker_id], roles[person_id]):
        sharing.end_member(record=case, person_id=taker_id, actor=actor, at=at)
    if taker_id not in roles or _is_weaker(roles[taker_id], roles[person_id]):
        sharing.add_member(
            record=case,
            person_id=taker_id,
            role=roles[person_id],
            actor=actor,
            at=at,
        )
    sharing.end_member(record=case, person_id=person_id, actor=actor, at=at)


_STRENGTH = {"observer": 0, "worker": 1, "supervisor": 2, "lead": 3}


def _is_weaker(one: str, other: str) -> bool:
    return _STRENGTH[one] < _STRENGTH[other]
