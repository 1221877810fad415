"""What a person may type at the desk."""

from unhidden.intelligence.forms.conversation import (
    HoldForm,
    PassForm,
    RouteForm,
    SayForm,
)
from unhidden.intelligence.forms.drafts import (
    Draft,
)
from unhidden.intelligence.forms.files import (
    CustodianForm,
    HandOverForm,
    ReasonForm,
)
from unhidden.intelligence.forms.filters import (
    OriginForm,
    RiskFilter,
    SearchForm,
)
from unhidden.intelligence.forms.judgements import (
    JudgeForm,
    SplitForm,
    UndoForm,
)
from unhidden.intelligence.forms.mentions import (
    LinkForm,
    MentionForm,
    OffersForm,
)
from unhidden.intelligence.forms.triages import (
    TriageForm,
)

__all__ = [
    "CustodianForm",
    "Draft",
    "HandOverForm",
    "HoldForm",
    "JudgeForm",
    "LinkForm",
    "MentionForm",
    "OffersForm",
    "OriginForm",
    "PassForm",
    "ReasonForm",
    "RiskFilter",
    "RouteForm",
    "SayForm",
    "SearchForm",
    "SplitForm",
    "TriageForm",
    "UndoForm",
]
