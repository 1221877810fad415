"""What a person may type at the desk."""

from unhidden.intelligence.forms.drafts import Draft
from unhidden.intelligence.forms.filters import OriginForm, RiskFilter, SearchForm
from unhidden.intelligence.forms.triages import TriageForm

__all__ = ["Draft", "OriginForm", "RiskFilter", "SearchForm", "TriageForm"]
