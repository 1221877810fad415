"""The forms of operations, and what their refusals say."""

from unhidden.operations.forms.events import AttendanceForm, EventForm
from unhidden.operations.forms.filters import PickFilter, PlannedFilter
from unhidden.operations.forms.operations import ChangeForm, OperationForm
from unhidden.operations.forms.picks import PickForm, ticked
from unhidden.operations.forms.sentences import open_work, sentence, unready
from unhidden.operations.forms.teams import MemberForm, PartnerForm, TeamForm
from unhidden.operations.forms.visits import ChangeVisitForm, ReasonForm

__all__ = [
    "AttendanceForm",
    "ChangeForm",
    "ChangeVisitForm",
    "EventForm",
    "MemberForm",
    "OperationForm",
    "PartnerForm",
    "PickFilter",
    "PickForm",
    "PlannedFilter",
    "ReasonForm",
    "TeamForm",
    "open_work",
    "sentence",
    "ticked",
    "unready",
]
