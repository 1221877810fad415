"""What the record speaks of, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KINDS: dict[str, str | Promise] = {
    "agencies.engagement": _("Engagement"),
    "agencies.organisation": _("Organisation"),
    "agencies.person": _("Person who works here"),
    "audit.event": _("Entry of the record"),
    "database.role": _("Role of the database"),
    "intelligence.intelligencereport": _("Intelligence"),
    "intelligence.premisesrisk": _("Risk of premises"),
    "investigations.investigation": _("Investigation"),
    "operations.awarenessevent": _("Awareness event"),
    "operations.operation": _("Operation"),
    "operations.plannedvisit": _("Planned visit"),
    "operations.team": _("Team of an operation"),
    "oversight.publication": _("Published results"),
    "oversight.resultsheet": _("Results"),
    "page": _("List or search"),
    "places.premises": pgettext_lazy("one place", "Premises"),
    "reporting.report": _("Report from the public"),
    "safeguarding.case": _("Survivor’s case"),
    "visits.possiblevictim": _("Possible victim"),
    "visits.visit": _("Visit"),
}
OTHER = _("Part of a record")


def kind(code: str) -> str | Promise:
    """What an event is about; for the less common, only that it is part of one."""
    return KINDS.get(code, OTHER)
