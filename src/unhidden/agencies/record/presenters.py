"""What the record speaks of, in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from unhidden.health import presenters as health
from unhidden.health.checks import CheckState, HealthCheck
from unhidden.ui.parts import Cell, Column, Table, Tone

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
#: How each state of a check is called and marked.
STATES: dict[CheckState, tuple[str | Promise, Tone]] = {
    CheckState.WELL: (_("Well"), "good"),
    CheckState.FAILING: (_("Wrong"), "urgent"),
    CheckState.UNKNOWN: (_("Not known"), "warning"),
    CheckState.UNWATCHED: (_("Not watched"), "neutral"),
}


def kind(code: str) -> str | Promise:
    """What an event is about; for the less common, only that it is part of one."""
    return KINDS.get(code, OTHER)


def list_checks(checks: Iterable[HealthCheck]) -> Table:
    """How the installation is, a row for each check."""
    columns = [gettext("What is checked"), gettext("State"), gettext("What was found")]
    return Table(
        caption=gettext("State of the installation"),
        is_caption_hidden=True,
        columns=[Column(label) for label in columns],
        rows=[
            [
                gettext(health.TITLES[check.code]),
                Cell(STATES[check.state][0], tone=STATES[check.state][1]),
                gettext(health.SENTENCES[check.reason]) % check.values,
            ]
            for check in checks
        ],
    )
