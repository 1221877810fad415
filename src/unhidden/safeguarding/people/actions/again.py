"""People who want to be found again: their word, and what they answer once found."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit.actions import Verb
from unhidden.safeguarding.frame.actions import hold_open_case, tell_case
from unhidden.safeguarding.models import Case, FoundAgain
from unhidden.safeguarding.people.actions.identity import read_identity
from unhidden.safeguarding.people.actions.letters import drop_letter, keep_letter
from unhidden.safeguarding.people.actions.refusals import FoundAnswered


def follow_wish(case: Case, answer: str, *, actor: Actor, at: datetime) -> None:
    """Write or delete the letter as the person of a case that is held has said."""
    if answer != "yes":
        drop_letter(case)
        return
    identity = read_identity(case, actor)
    if identity is not None:
        keep_letter(
            case,
            names=identity.all_names,
            born=identity.born,
            contacts=(identity.contact,),
            at=at,
        )


@action
def answer_found_again(
    *, case_id: UUID, found_id: UUID, wants: bool, actor: Actor, at: datetime
) -> None:
    """Keep the person's own word on being in touch with whom they came to.

    Raises FoundAnswered the second time, and CaseClosed.
    """
    actor.must("safeguarding.work_case")
    case = hold_open_case(case_id, actor)
    mine = FoundAgain.objects.filter(case_id=case.id, id=found_id)
    answer = mine.values_list("answer", flat=True).first()
    if answer is None:
        raise Absent
    if answer:
        raise FoundAnswered
    mine.update(
        answer="yes" if wants else "no", answered_by_id=actor.person, answered_at=at
    )
    subject = FoundAgain(id=found_id)
    tell_case("found_again_answered", subject, actor=actor, at=at, verb=Verb.ALTERATION)
