"""People who wish that the other's team sees that they belong together."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit.actions import Verb
from unhidden.safeguarding.frame.actions import hold_open_case, tell_case
from unhidden.safeguarding.models import CasePerson, LinkWish
from unhidden.safeguarding.people.actions.refusals import LinkThere, OwnPseudonym


@action
def record_link_wish(
    *,
    case_id: UUID,
    pseudonym: str,
    kind: str,
    agreed_on: date,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Keep that somebody agrees to be seen with another; gives the wish's id.

    Whether there is a person of that pseudonym is told to nobody. Raises LinkThere,
    OwnPseudonym and CaseClosed.
    """
    actor.must("safeguarding.work_case")
    case = hold_open_case(case_id, actor)
    if CasePerson.objects.filter(id=case.person_id, pseudonym=pseudonym).exists():
        raise OwnPseudonym
    row = LinkWish(
        case=case,
        kind=kind,
        pseudonym=pseudonym,
        agreed_on=agreed_on,
        recorded_by_id=actor.person,
        recorded_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise LinkThere from error
    tell_case("link_wished", row, actor=actor, at=at)
    return row.id


@action
def end_link_wish(*, case_id: UUID, link_id: UUID, actor: Actor, at: datetime) -> None:
    """End a wish, and with it the link on both sides; a second time it is Absent."""
    actor.must("safeguarding.work_case")
    case = hold_open_case(case_id, actor)
    mine = LinkWish.objects.filter(case=case, id=link_id, ended_at__isnull=True)
    row = mine.first()
    if row is None:
        raise Absent
    mine.update(ended_at=at, ended_by_id=actor.person)
    tell_case("link_ended", row, actor=actor, at=at, verb=Verb.ALTERATION)
