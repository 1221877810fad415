"""Twelve threads on six connections: no row outlives the page it was shown on."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

import pytest
from django.conf import settings

from tests.cast import make_cast
from tests.made.intelligence import make_intelligence
from tests.made.safeguarding import make_case
from tests.security.rls import leaks
from tests.security.rls.expected import expected
from tests.support.postgres import Server
from unhidden.hosting.postgres import connecting

#: `make prove PART=leaks` asks for 200,000.
PAGES = 2_500


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
