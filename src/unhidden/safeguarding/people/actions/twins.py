"""A supervisor's word on two cases that seem to be of one person."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit.actions import Verb
from unhidden.safeguarding.frame.actions import tell_case
from unhidden.safeguarding.models import Case, TwinJudgement
from unhidden.safeguarding.people.queries.twins import SUPERVISE, own_led_cases


@action
def judge_twins(
    *, case_id: UUID, other_id: UUID, is_same: bool, actor: Actor, at: datetime
) -> None:
    """Say whether two cases of one's organisation are of one person, once.

    Nothing of the cases is changed by it. A second word changes nothing.
    """
    actor.must(SUPERVISE)
    one, other = sorted((case_id, other_id))
    led = Case.objects.filter(own_led_cases(actor), id__in=[one, other])
    if one == other or led.count() != len({one, other}):
        raise Absent
    row = TwinJudgement(
        case_id=one,
        other_id=other,
        is_same=is_same,
        judged_by_id=actor.person,
        judged_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return
    tell_case("twins_judged", row, actor=actor, at=at, verb=Verb.COMBINATION)
