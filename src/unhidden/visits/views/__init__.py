"""The pages of those who visit, and of those who read what they found."""

from unhidden.visits.views.learning import learnt
from unhidden.visits.views.reading import mine, of_operation, visit
from unhidden.visits.views.recording import record

__all__ = ["learnt", "mine", "of_operation", "record", "visit"]
