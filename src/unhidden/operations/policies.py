"""What may be permitted in this module."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.places.queries import PremisesCard

SEE = "operations.see_operations"
PLAN = "operations.plan"
CLOSE = "operations.close"
READ_ANSWERS = "operations.read_answers"
PROPOSE = "operations.propose_candidate"

# Given by a post while it lasts, and by no role.
COMMAND = "operations.command"

# Held by the public, and by the worker.
ATTEND = "operations.attend"
FORGET = "operations.forget_sign_ups"
SEARCH = "operations.search_plans"

# Granted by the module of visits, which stands above: who may go on a visit, and who
# reads the records of visits.
VISIT = "visits.record_visit"
RECORDS = "visits.see_visits"

PERMISSIONS = {
    SEE: _("See operations and their plans"),
    PLAN: _("Plan an operation: partners, teams, visits, events"),
    CLOSE: _("Close an operation"),
    PROPOSE: _("Propose a place to those who plan, because of a report"),
    READ_ANSWERS: _("Open what people left when they signed up or came to an event"),
    COMMAND: _("Command an operation: its texts, risks and calendar"),
    ATTEND: _("Sign up for a public event, and say how it was"),
    FORGET: _("Forget the addresses of those who signed up"),
    SEARCH: _("Search for plans that were asked for"),
}

_PUBLISHED_REGISTER = "fhrs"


def is_real(premises: PremisesCard) -> bool:
    """Whether the premises are known to exist: a published register has them.

    No invented suspicion is attached to a real place, so no synthetic operation
    visits it.
    """
    return premises.source == _PUBLISHED_REGISTER
