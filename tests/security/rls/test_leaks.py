"""Twelve threads on six connections: no row outlives the page it was shown on."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from uuid import UUID

import pytest
from django.conf import settings

from tests.cast import Cast, make_cast
from tests.made.intelligence import make_intelligence
from tests.made.safeguarding import make_case
from tests.postgres import Server
from tests.security.rls import leaks
from unhidden.access.actor import Actor
from unhidden.access.policy import Purpose
from unhidden.hosting.postgres import connecting
from unhidden.intelligence.models import IntelligenceReport
from unhidden.safeguarding.models import Case

PAGES = 10_000
PEOPLE = {
    "support_worker": Purpose.SAFEGUARDING_SUPPORT,
    "other_support_worker": Purpose.SAFEGUARDING_SUPPORT,
    "analyst": Purpose.INTEL_ASSESSMENT,
    "investigator": Purpose.INTEL_ASSESSMENT,
    "partner": Purpose.OPERATION_DELIVERY,
    "administrator": Purpose.SYSTEM_ADMIN,
}


@pytest.mark.django_db(transaction=True)
def test_nobody_sees_a_row_that_another_was_shown(
    test_server: Server,
    test_database: str,
    record_property: Callable[[str, object], None],
) -> None:
    cast = make_cast()
    make_case(cast)
    make_intelligence(by=cast.actor("analyst"))
    people = expected(cast)
    assert settings.CONTEXT_KEY
    with ExitStack() as stack:
        connections = [
            stack.enter_context(
                connecting.connect(test_server.parameters(test_database))
            )
            for _ in range(leaks.CONNECTIONS)
        ]

        found = leaks.hammer(connections, people, leaks.QUERY, PAGES)

    print(f"\n{found}")
    record_property("access.leaks", found.wrong + found.outside)
    assert found.pages == PAGES
    assert found.failures > PAGES // 5
    assert (found.wrong, found.outside) == (0, 0)
    assert len(set(people.values())) >= 3


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
