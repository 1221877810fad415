"""How soon one is told, and who is told nothing at all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.agencies import queries as agencies
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused
from unhidden.notices import queries
from unhidden.notices.models import LetterState, MailBar, NoticeChoice, NoticeLetter
from unhidden.notices.rules import PACES, NoticePace, NoticeTopic


class PaceNotOffered(ActionRefused):
    """Nobody is told of the topic as soon, or as late, as that; or not this person."""


class OwnMailBar(ActionRefused):
    """Nobody bars themselves from e-mail, or ends that they are barred."""


@action
def choose_paces(
    *, paces: Mapping[NoticeTopic, NoticePace], actor: Actor, at: datetime
) -> None:
    """Be told of these topics as soon as that; raises PaceNotOffered."""
    before = queries.find_own_notices(viewer=actor).paces
    if any(
        topic not in before or pace not in PACES[topic] for topic, pace in paces.items()
    ):
        raise PaceNotOffered
    changed = {topic: pace for topic, pace in paces.items() if before[topic] != pace}
    for topic, pace in changed.items():
        _keep_pace(actor.person, topic, pace)
    if changed:
        told = {str(topic): str(pace) for topic, pace in changed.items()}
        _note("choices_changed", actor.person, actor, at, **told)


@action
def try_again(*, actor: Actor, at: datetime) -> None:
    """Be sent letters again after one's address was refused."""
    rows = NoticeLetter.objects.filter(
        person_id=actor.person, state=LetterState.REFUSED, is_retried=False
    )
    if rows.update(is_retried=True):
        _note("tried_again", actor.person, actor, at)


@action
def set_bar(*, person_id: UUID, is_barred: bool, actor: Actor, at: datetime) -> None:
    """Bar a person from e-mail altogether, or end that; raises OwnMailBar, Absent."""
    actor.must("agencies.manage_people")
    if person_id == actor.person:
        raise OwnMailBar
    if not agencies.names_of_people(person_ids={person_id}):
        raise Absent
    if queries.is_barred(viewer=actor, person_id=person_id) == is_barred:
        return
    changed = {"is_barred": is_barred, "changed_by_id": actor.person, "changed_at": at}
    rows = MailBar.objects.filter(person_id=person_id)
    if not rows.update(**changed):
        MailBar(person_id=person_id, **changed).save(force_insert=True)
    _note("bar_set" if is_barred else "bar_lifted", person_id, actor, at)


def _keep_pace(person_id: UUID, topic: NoticeTopic, pace: NoticePace) -> None:
    rows = NoticeChoice.objects.filter(person_id=person_id, topic=topic)
    if not rows.update(pace=pace):
        NoticeChoice(person_id=person_id, topic=topic, pace=pace).save(
            force_insert=True
        )


def _note(
    what: str, person_id: UUID, actor: Actor, at: datetime, **detail: str
) -> None:
    audit.record_event(
        name=f"notices.{what}",
        actor=actor,
        subject=agencies.identify_person(person_id),
        at=at,
        detail=detail,
    )
