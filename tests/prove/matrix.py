"""The whole matrix: every table written to, every row that may not be, tried."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from hashlib import sha256

from tests.prove import worlds
from tests.prove.done import Done
from tests.prove.figures import Figure, Unproved
from tests.security.rls import matrix, proved
from tests.security.rls.sample import WHOLE
from tests.support import postgres
from unhidden.access import decisions, policy
from unhidden.access.policy import Role

PART = "matrix"


def run() -> Iterator[Figure]:
    """Raises Unproved where Python and PostgreSQL differ. A role is one step."""
    done = Done(PART)
    with postgres.running() as server:
        with worlds.made(server, "prove") as (cursor, _):
            now = _digest(proved.digests(cursor))
        waiting = [role for role in Role.values if done.result(role, now) is None]
        for role, cells, different in worlds.in_each(server, _compare, waiting):
            done.add(role, now, {"cells": cells, "different": different})
            print(f"{role}: {cells:,} cells {different[:5] or ''}")
    results = [done.result(role, now) or {} for role in Role.values]
    yield Figure(PART, "cells", sum(int(str(each["cells"])) for each in results))
    different = [str(each["different"]) for each in results if each["different"]]
    yield Figure(PART, "cells that differ", len(different))
    if different:
        raise Unproved(different)


def _compare(role: str) -> tuple[str, int, list[str]]:
    cursor, made = worlds.here()
    result = matrix.prove(cursor, made, [role], sample=WHOLE)
    return role, sum(result.cells.values()), result.mismatches[:50]


def _digest(objects: dict[str, str]) -> str:
    """Of all that decides: the wall's objects, and the decision in Python."""
    source = [inspect.getsource(each) for each in (decisions, policy)]
    return sha256(repr((sorted(objects.items()), source)).encode()).hexdigest()
