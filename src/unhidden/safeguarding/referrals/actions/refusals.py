"""Why something of a form is refused, and the form that is open."""

from __future__ import annotations

from unhidden.lib.refusals import ActionRefused
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
