"""The cases and reports that each of the cast may see, for the hunt for leaks."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from tests.cast import Cast
from unhidden.access.actor import Actor
from unhidden.access.policy import Purpose
from unhidden.intelligence.models import IntelligenceReport
from unhidden.safeguarding.models import Case

PEOPLE = {
    "support_worker": Purpose.SAFEGUARDING_SUPPORT,
    "other_support_worker": Purpose.SAFEGUARDING_SUPPORT,
    "analyst": Purpose.INTEL_ASSESSMENT,
    "investigator": Purpose.INTEL_ASSESSMENT,
    "partner": Purpose.OPERATION_DELIVERY,
    "administrator": Purpose.SYSTEM_ADMIN,
}


def expected(cast: Cast) -> dict[Actor, frozenset[UUID]]:
    """What each may see, by who was let in and whose it is."""
    cases = frozenset(Case.objects.using("stored").values_list("id", flat=True))
    written = IntelligenceReport.objects.using("stored")
    reports = frozenset(written.values_list("id", flat=True))
    sees = {"support_worker": cases, "analyst": reports, "investigator": reports}
    return {
        replace(cast.actor(part), purpose=purpose): sees.get(part, frozenset())
        for part, purpose in PEOPLE.items()
    }
