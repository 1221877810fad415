"""Postcodes are taken in all or none, and the same again changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import override_settings

from tests.cast import NOON, Cast
from tests.made.places import (
    IMPORTER,
    REAL_POSTCODES,
    WREXHAM,
    events,
    make_postcode,
)
from tests.support.roles import as_role
from unhidden.access.absent import Absent
from unhidden.places import queries
from unhidden.places.actions import postcodes
from unhidden.places.actions.files import PlacesImportRefused
from unhidden.places.actions.runs import ImportSummary
from unhidden.places.models import ImportRun, Postcode

pytestmark = pytest.mark.django_db

NOT_HERE = "The real postcodes are not here: ../shared/data/postcodes is missing."
LINE = '"LL110BY",10,333056,350649,"W92000004","","","","W06000006","W05000253"\r\n'


def take_in(*paths: Path) -> ImportSummary:
    with as_role("worker"):
        return postcodes.import_postcodes(paths=paths, actor=IMPORTER, at=NOON)


def written(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text("".join(lines))
    return path


@pytest.mark.skipif(not REAL_POSTCODES, reason=NOT_HERE)
def test_the_real_file_is_taken_in_and_the_second_time_changes_nothing() -> None:
    first = take_in(*REAL_POSTCODES)
    second = take_in(*REAL_POSTCODES)

    assert (first.total, first.added) == (20_045, 20_045)
    assert (second.total, second.added, second.changed) == (20_045, 0, 0)
    assert Postcode.objects.filter(council_code=WREXHAM).count() == 4_110


def test_a_postcode_has_its_place_in_degrees(tmp_path: Path) -> None:
    take_in(written(tmp_path, "ll.csv", LINE))

    point = queries.postcode_point(code="ll110by")

    assert point is not None
    assert point.latitude == pytest.approx(53.04889, abs=0.0001)
    assert point.longitude == pytest.approx(-3.00008, abs=0.0001)
    assert point.council_code == WREXHAM


def test_a_postcode_nobody_told_us_has_no_place() -> None:
    assert queries.postcode_point(code="LL11 0BY") is None
    assert queries.postcode_point(code="nowhere") is None


def test_a_postcode_that_moved_is_updated(tmp_path: Path) -> None:
    take_in(written(tmp_path, "old.csv", LINE))
    before = queries.postcode_point(code="LL11 0BY")

    moved = LINE.replace("333056", "333156")
    summary = take_in(written(tmp_path, "new.csv", moved))

    after = queries.postcode_point(code="LL11 0BY")
    assert (summary.total, summary.added, summary.changed) == (1, 0, 1)
    assert before is not None
    assert after is not None
    assert after.longitude > before.longitude


def test_a_postcode_that_is_in_no_file_any_more_is_kept(tmp_path: Path) -> None:
    make_postcode("LL57 1AA")

    take_in(written(tmp_path, "ll.csv", LINE))

    assert queries.postcode_point(code="LL57 1AA") is not None


def test_a_wrong_line_leaves_nothing_of_any_file(tmp_path: Path) -> None:
    right = written(tmp_path, "ch.csv", LINE.replace("LL110BY", "CH1 1AA"))
    wrong = written(tmp_path, "ll.csv", LINE, LINE.replace("350649", "north"))

    with as_role("worker"), pytest.raises(PlacesImportRefused) as caught:
        postcodes.import_postcodes(paths=[right, wrong], actor=IMPORTER, at=NOON)

    assert str(caught.value) == (
        "ll.csv, line 2: 'north' is no northing of the National Grid."
    )
    assert not Postcode.objects.exists()
    assert not ImportRun.objects.using("stored").exists()


def test_each_file_is_one_row_and_one_event(tmp_path: Path) -> None:
    take_in(written(tmp_path, "ll.csv", LINE))

    run = ImportRun.objects.using("stored").get()
    assert (run.kind, run.file_name, run.total, run.added) == (
        "postcodes",
        "ll.csv",
        1,
        1,
    )
    ((name, subject, _detail),) = events()
    assert (name, subject) == ("places.postcodes_imported", run.id)


def test_no_role_may_import(cast: Cast, tmp_path: Path) -> None:
    path, planner = written(tmp_path, "ll.csv", LINE), cast.actor("planner")

    with (
        as_role("worker"),
        override_settings(SIGNING_KEYS={}),
        pytest.raises(Absent),
    ):
        postcodes.import_postcodes(paths=[path], actor=planner, at=NOON)
