"""What a person may type at the desk."""

from unhidden.intelligence.forms.checking import send_again
from unhidden.intelligence.forms.checks import SecondCheckForm
from unhidden.intelligence.forms.contacts import ContactForm
from unhidden.intelligence.forms.conversation import (
    HoldForm,
    PassForm,
    RouteForm,
    SayForm,
)
from unhidden.intelligence.forms.disseminations import DisseminationForm
from unhidden.intelligence.forms.drafts import (
    Draft,
)
from unhidden.intelligence.forms.entering import EnterForm
from unhidden.intelligence.forms.files import (
    CustodianForm,
    HandOverForm,
    ReasonForm,
)
from unhidden.intelligence.forms.filters import (
    OriginForm,
    RiskFilter,
)
from unhidden.intelligence.forms.finding import (
    FindForm,
    RenewForm,
    SaveForm,
    SeenForm,
)
from unhidden.intelligence.forms.gradings import GradeForm
from unhidden.intelligence.forms.judgements import (
    JoinForm,
    JudgeForm,
    SplitForm,
    UndoForm,
)
from unhidden.intelligence.forms.mentions import (
    LinkForm,
    MentionForm,
    PremisesForm,
)
from unhidden.intelligence.forms.models import PublishModelForm
from unhidden.intelligence.forms.offers import OffersForm
from unhidden.intelligence.forms.queueing import AssignForm, DangerForm
from unhidden.intelligence.forms.reviews import (
    AgreeForm,
    LiftForm,
    MatterForm,
    QueueFilter,
    ReviewForm,
)
from unhidden.intelligence.forms.rewriting import Rewriting
from unhidden.intelligence.forms.sources import SourceForm
from unhidden.intelligence.forms.spam import BackForm, SpamForm
from unhidden.intelligence.forms.triages import (
    TriageForm,
    UrgencyForm,
)

__all__ = [
    "AgreeForm",
    "AssignForm",
    "BackForm",
    "ContactForm",
    "CustodianForm",
    "DangerForm",
    "DisseminationForm",
    "Draft",
    "EnterForm",
    "FindForm",
    "GradeForm",
    "HandOverForm",
    "HoldForm",
    "JoinForm",
    "JudgeForm",
    "LiftForm",
    "LinkForm",
    "MatterForm",
    "MentionForm",
    "OffersForm",
    "OriginForm",
    "PassForm",
    "PremisesForm",
    "PublishModelForm",
    "QueueFilter",
    "ReasonForm",
    "RenewForm",
    "ReviewForm",
    "Rewriting",
    "RiskFilter",
    "RouteForm",
    "SaveForm",
    "SayForm",
    "SecondCheckForm",
    "SeenForm",
    "SourceForm",
    "SpamForm",
    "SplitForm",
    "TriageForm",
    "UndoForm",
    "UrgencyForm",
    "send_again",
]
