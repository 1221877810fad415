"""The hammer of leaks for long: nobody sees a row that another was shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

from tests.cast import make_cast
from tests.made.intelligence import make_intelligence
from tests.made.safeguarding import make_case
from tests.prove.figures import Figure, Unproved
from tests.security.rls import leaks
from tests.security.rls.expected import expected
from tests.support import postgres
from tests.support.databases import Databases
from unhidden.hosting.postgres import connecting

PART, NAME = "leaks", "prove_leaks"
PAGES = 200_000


def run() -> Iterator[Figure]:
    """Raises Unproved for rows that were somebody else's."""
    with postgres.running() as server, ExitStack() as stack:
        server.remake(NAME)
        databases = Databases(server, NAME)
        databases.point_to(NAME)
        cast = make_cast()
        make_case(cast)
        make_intelligence(by=cast.actor("analyst"))
        connections = [
            stack.enter_context(connecting.connect(server.parameters(NAME)))
            for _ in range(leaks.CONNECTIONS)
        ]
        found = leaks.hammer(connections, expected(cast), leaks.QUERY, PAGES)
    yield Figure(PART, "pages", found.pages, f"{found.failures} of which failed")
    yield Figure(PART, "rows of others", found.wrong + found.outside)
    if found.wrong or found.outside:
        raise Unproved([str(found)])
