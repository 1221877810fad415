"""Two operators who import the same list at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connections

from tests.cast import NOON
from tests.made.places import IMPORTER
from tests.support.roles import as_role
from unhidden.places.actions import food
from unhidden.places.models import ImportRun, Premises
from unhidden.places.tests.fhrs_files import entry, fhrs


@pytest.mark.django_db(transaction=True)
def test_the_same_list_twice_at_once_is_taken_in_once(tmp_path: Path) -> None:
    path = tmp_path / "FHRS550en-GB.xml"
    path.write_bytes(fhrs(*(entry(FHRSID=str(n)) for n in range(1, 200))))
    both_are_there = Barrier(2, timeout=20)

    def take_in(_operator: int) -> tuple[int, int]:
        try:
            with as_role("worker"):
                both_are_there.wait()
                summary = food.import_fhrs(paths=[path], actor=IMPORTER, at=NOON)
            return summary.added, summary.changed
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as operators:
        found = sorted(operators.map(take_in, range(2)))

    assert found == [(0, 0), (199, 0)]
    assert Premises.objects.count() == 199
    assert ImportRun.objects.using("stored").count() == 2
