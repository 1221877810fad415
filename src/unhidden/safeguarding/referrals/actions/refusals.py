"""Why something of a form is refused, and the form that is open."""

from __future__ import annotations

from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.lib.refusals import ActionRefused
from unhidden.safeguarding.clocks.queries.course import list_history
from unhidden.safeguarding.frame.queries import own_cases
from unhidden.safeguarding.models import Case, NrmForm
from unhidden.safeguarding.referrals.queries.filled import SavedStep, open_forms

WORK = "safeguarding.work_case"
#: What nobody types into one step.
LONGEST_STEP = 200_000


class SecondReferral(ActionRefused):
    """The person was referred to the NRM already: that is done once."""


class NoOpenForm(ActionRefused):
    """The form was ended meanwhile, or never begun."""


class DayToCome(ActionRefused):
    """What is recorded has happened: its day cannot lie ahead."""


class StepChanged(ActionRefused):
    """Somebody else saved this step meanwhile; ``saved`` is what they saved."""

    def __init__(self, saved: SavedStep) -> None:
        super().__init__()
        self.saved = saved


def hold_open_form(case: Case) -> NrmForm:
    """The open form of a case that is held; raises NoOpenForm."""
    form = open_forms(case.id).first()
    if form is None:
        raise NoOpenForm
    return form


def hold_cases_of_person(case_id: UUID, actor: Actor) -> None:
    """Lock all cases of the case's person in the actor's sight, in one order.

    Two referrals of one person are recorded one after the other.
    """
    own = own_cases(actor)
    person = Case.objects.filter(own, id=case_id).values("person_id")
    rows = Case.objects.select_for_update().filter(own, person_id__in=person)
    list(rows.order_by("id").values_list("id", flat=True))


def was_referred(case: Case, actor: Actor) -> bool:
    """Whether the person of a case was referred to the NRM, in any of their cases.

    Of those in the actor's sight: a refusal tells nobody of a case elsewhere. What was
    recorded by mistake and taken back does not count, nor what the person withdrew
    from: who changes their mind, and who is found to be a child, is referred anew.
    """
    rows = Case.objects.filter(own_cases(actor), person_id=case.person_id)
    referred = rows.filter(changes__to_state="submitted").distinct()
    return any(_stands(row) for row in referred)


def _stands(case: Case) -> bool:
    """Whether nobody withdrew from the last referral of a case."""
    states = [step.to_state for _, step in list_history(case)]
    found = [state for state in states if state in {"submitted", "withdrawn"}]
    return found[-1:] == ["submitted"]
