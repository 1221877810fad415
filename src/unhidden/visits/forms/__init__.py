"""What a team types about a visit, and what somebody asks of the list."""

from unhidden.visits.forms.filters import VisitsFilter
from unhidden.visits.forms.learning import LearningForm
from unhidden.visits.forms.record import RecordForm

__all__ = ["LearningForm", "RecordForm", "VisitsFilter"]
