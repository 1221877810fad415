"""The pages of those who visit, and of those who read what they found."""

from unhidden.visits.views.learning import report_lesson
from unhidden.visits.views.reading import of_operation, show_own_visits, show_visit
from unhidden.visits.views.recording import correct_record, record_findings
from unhidden.visits.views.releases import agree_release, ask_release

__all__ = [
    "agree_release",
    "ask_release",
    "correct_record",
    "of_operation",
    "record_findings",
    "report_lesson",
    "show_own_visits",
    "show_visit",
]
