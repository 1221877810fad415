"""Lists of the scheme are taken in all or none, and keep their history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from django.test import override_settings

from tests.cast import NOON, Cast
from tests.made.places import (
    CONWY,
    GWYNEDD,
    IMPORTER,
    REAL_LISTS,
    events,
    make_premises,
)
from tests.support.roles import as_role
from unhidden.access.absent import Absent
from unhidden.access.actor import NOBODY, Actor
from unhidden.places.actions import food
from unhidden.places.actions.files import PlacesImportRefused
from unhidden.places.actions.runs import ImportSummary
from unhidden.places.models import ImportRun, Premises
from unhidden.places.tests.fhrs_files import WITHHELD, entry, fhrs

pytestmark = pytest.mark.django_db

NOT_HERE = "The agency's real files are not here: ../shared/data/fhrs is missing."

Write = Callable[[str, bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return written


def take_in(
    *paths: Path, actor: Actor = IMPORTER, at: datetime = NOON
) -> ImportSummary:
    with as_role("worker"):
        return food.import_fhrs(paths=paths, actor=actor, at=at)


def refusal(*paths: Path) -> str:
    with as_role("worker"), pytest.raises(PlacesImportRefused) as caught:
        food.import_fhrs(paths=paths, actor=IMPORTER, at=NOON)
    return str(caught.value)


def changes(summary: ImportSummary) -> tuple[int, int, int]:
    return summary.added, summary.changed, summary.closed


def versions() -> list[tuple[object, ...]]:
    """Which version of each row there is: a row that is written gets another."""
    with connection.cursor() as cursor:
        cursor.execute("select id, ctid::text from places_premises order by id")
        return list(cursor.fetchall())


@pytest.mark.skipif(not REAL_LISTS, reason=NOT_HERE)
def test_the_real_files_are_taken_in_and_the_second_time_changes_nothing() -> None:
    first = take_in(*REAL_LISTS)
    before = versions()
    second = take_in(*REAL_LISTS)

    assert (first.total, first.councils) == (5_747, 4)
    assert changes(first) == (5_747, 0, 0)
    assert (second.total, second.councils) == (5_747, 4)
    assert changes(second) == (0, 0, 0)
    assert versions() == before


@pytest.mark.skipif(not REAL_LISTS, reason=NOT_HERE)
def test_the_real_files_keep_nothing_of_who_works_from_home() -> None:
    take_in(*REAL_LISTS)

    withheld = Premises.objects.filter(address="")
    assert withheld.count() == 417
    assert not withheld.exclude(postcode="", latitude=None, longitude=None).exists()


def test_premises_are_stored_as_they_are_listed(write: Write) -> None:
    take_in(write("a.xml", fhrs(entry(), on="2020-11-11")))

    premises = Premises.objects.get(fhrs_id=17)
    assert (premises.name, premises.kind) == ("Caffi'r Ddraig", "restaurant")
    assert (premises.address, premises.postcode) == (
        "2 Stryd y Castell, Conwy",
        "LL32 8HT",
    )
    assert (premises.latitude, premises.longitude) == (53.2805, -3.8309)
    assert (premises.council_id, premises.source) == (CONWY, "fhrs")
    assert premises.first_seen_on == premises.last_seen_on == date(2020, 11, 11)


def test_a_business_at_somebodys_home_has_no_place(write: Write) -> None:
    take_in(write("a.xml", fhrs(entry(**WITHHELD, BusinessName="Cacennau Mair"))))

    premises = Premises.objects.get()
    assert (premises.name, premises.council_id) == ("Cacennau Mair", CONWY)
    assert (premises.address, premises.postcode, premises.latitude) == ("", "", None)


def test_a_newer_extract_updates_name_kind_address_and_position(write: Write) -> None:
    take_in(write("a.xml", fhrs(entry(), on="2020-11-11")))
    known = Premises.objects.get()

    newer = entry(
        BusinessName="Ddraig Aur",
        BusinessTypeID="7844",
        AddressLine1="3 Stryd y Castell",
        Latitude="53.29",
    )
    summary = take_in(write("b.xml", fhrs(newer, on="2021-03-01")))

    premises = Premises.objects.get()
    assert changes(summary) == (0, 1, 0)
    assert (premises.id, premises.name) == (known.id, "Ddraig Aur")
    assert (premises.kind, premises.latitude) == ("takeaway", 53.29)
    assert "3 stryd y castell" in premises.search_text
    assert premises.first_seen_on == date(2020, 11, 11)
    assert premises.last_seen_on == date(2021, 3, 1)


def test_premises_no_longer_listed_are_closed_and_kept(write: Write) -> None:
    two = fhrs(entry(), entry(FHRSID="18"), on="2020-11-11")
    take_in(write("a.xml", two))

    summary = take_in(write("b.xml", fhrs(entry(), on="2021-03-01")))

    closed = Premises.objects.get(fhrs_id=18)
    assert changes(summary) == (0, 0, 1)
    assert (closed.closed_on, closed.last_seen_on) == (
        date(2021, 3, 1),
        date(2020, 11, 11),
    )
    open_one = Premises.objects.get(fhrs_id=17)
    assert (open_one.closed_on, open_one.last_seen_on) == (None, date(2021, 3, 1))


def test_premises_that_come_back_are_open_again(write: Write) -> None:
    two = [entry(), entry(FHRSID="18")]
    take_in(write("a.xml", fhrs(*two, on="2020-11-11")))
    take_in(write("b.xml", fhrs(entry(), on="2021-03-01")))

    summary = take_in(write("c.xml", fhrs(*two, on="2021-06-01")))

    back = Premises.objects.get(fhrs_id=18)
    assert changes(summary) == (0, 1, 0)
    assert (back.closed_on, back.first_seen_on) == (None, date(2020, 11, 11))


def test_one_councils_list_closes_nothing_of_another(write: Write, cast: Cast) -> None:
    elsewhere = entry(FHRSID="30", LocalAuthorityCode="554")
    by_hand = make_premises(by=cast.actor("analyst"), council=CONWY)
    take_in(write("a.xml", fhrs(elsewhere, on="2020-08-13")))

    take_in(write("b.xml", fhrs(entry(), on="2021-03-01")))

    assert Premises.objects.get(fhrs_id=30).closed_on is None
    assert Premises.objects.get(fhrs_id=30).council_id == GWYNEDD
    assert Premises.objects.get(id=by_hand).closed_on is None


def test_an_older_extract_is_refused(write: Write) -> None:
    take_in(write("new.xml", fhrs(entry(BusinessName="New"), on="2021-03-01")))

    sentence = refusal(write("old.xml", fhrs(entry(), on="2020-11-11")))

    assert sentence == (
        "old.xml: It is an extract of 11 November 2020, and one of 1 March 2021"
        " was taken in for Conwy before."
    )
    assert Premises.objects.get().name == "New"


def test_an_extract_from_the_future_is_refused(write: Write) -> None:
    sentence = refusal(write("a.xml", fhrs(entry(), on="2062-11-11")))

    assert "a day to come (11 November 2062)" in sentence


def test_premises_that_another_council_lists_are_refused(write: Write) -> None:
    take_in(write("a.xml", fhrs(entry())))

    sentence = refusal(write("b.xml", fhrs(entry(LocalAuthorityCode="554"))))

    assert sentence == "b.xml, FHRSID 17: Another council lists these premises."


def test_premises_that_another_council_closed_may_move(write: Write) -> None:
    take_in(write("a.xml", fhrs(entry(), entry(FHRSID="18"), on="2020-11-11")))
    take_in(write("b.xml", fhrs(entry(FHRSID="18"), on="2021-03-01")))

    moved = entry(LocalAuthorityCode="554")
    take_in(write("c.xml", fhrs(moved, on="2020-06-01")))

    premises = Premises.objects.get(fhrs_id=17)
    assert (premises.council_id, premises.closed_on) == (GWYNEDD, None)
    assert premises.first_seen_on == date(2020, 6, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        fhrs(entry(LocalAuthorityCode="554"))[:-40],
        fhrs(entry(LocalAuthorityCode="554", BusinessName=None)),
        fhrs(*[entry(LocalAuthorityCode="554")] * 2),
        fhrs(entry(LocalAuthorityCode="554"), count="7"),
        fhrs(entry(LocalAuthorityCode="999")),
    ],
)
def test_a_wrong_file_leaves_nothing_of_any_file(write: Write, wrong: bytes) -> None:
    right = write("FHRS550en-GB.xml", fhrs(entry(FHRSID="1")))

    sentence = refusal(right, write("FHRS554en-GB.xml", wrong))

    assert sentence.startswith("FHRS554en-GB.xml")
    assert not Premises.objects.exists()
    assert not ImportRun.objects.using("stored").exists()
    assert events() == []


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.xml") == (
        "none.xml: it cannot be read (No such file or directory)."
    )
    assert "(Is a directory)" in refusal(tmp_path)


def test_each_file_is_one_row_and_one_event(write: Write) -> None:
    take_in(
        write("a.xml", fhrs(entry(), entry(FHRSID="18"))),
        write("b.xml", fhrs(entry(FHRSID="30", LocalAuthorityCode="554"))),
    )

    first, second = ImportRun.objects.using("stored").order_by("file_name")
    assert (first.total, first.added, first.council_id) == (2, 2, CONWY)
    assert (second.total, second.added, second.council_id) == (1, 1, GWYNEDD)
    counts = {"changed": 0, "closed": 0}
    recorded = {subject: (name, detail) for name, subject, detail in events()}
    assert recorded == {
        first.id: (
            "places.premises_imported",
            {"council": CONWY, "total": 2, "added": 2, **counts},
        ),
        second.id: (
            "places.premises_imported",
            {"council": GWYNEDD, "total": 1, "added": 1, **counts},
        ),
    }


def test_progress_is_told_in_bytes_until_all_are_read(write: Write) -> None:
    told: list[tuple[int, int]] = []
    paths = [
        write("a.xml", fhrs(*(entry(FHRSID=str(n)) for n in range(1, 400)))),
        write("b.xml", fhrs(entry(FHRSID="999", LocalAuthorityCode="554"))),
    ]
    total = sum(path.stat().st_size for path in paths)

    with as_role("worker"):
        food.import_fhrs(
            paths=paths,
            actor=IMPORTER,
            at=NOON,
            progress=lambda done, of: told.append((done, of)),
        )

    assert told == sorted(told)
    assert len(told) > 2
    assert told[-1] == (total, total)


@pytest.mark.parametrize("part", ["analyst", "planner", "administrator"])
def test_no_role_may_import(cast: Cast, part: str, write: Write) -> None:
    path = write("a.xml", fhrs(entry()))

    for actor in (cast.actor(part), NOBODY):
        with override_settings(SIGNING_KEYS={}), pytest.raises(Absent):
            take_in(path, actor=actor)


def test_the_staff_site_could_not_import_if_it_tried(write: Write) -> None:
    take_in(write("a.xml", fhrs(entry(), on="2020-11-11")))
    newer = write("b.xml", fhrs(entry(BusinessName="Other"), on="2021-03-01"))

    with as_role("staff"), pytest.raises(DatabaseError, match="permission denied"):
        food.import_fhrs(paths=[newer], actor=IMPORTER, at=NOON)


def test_the_same_day_may_bring_a_corrected_list(write: Write) -> None:
    take_in(write("a.xml", fhrs(entry(), on="2020-11-11")))

    corrected = fhrs(entry(BusinessName="Corrected"), on="2020-11-11")
    summary = take_in(write("b.xml", corrected), at=datetime(2026, 1, 6, tzinfo=UTC))

    assert changes(summary) == (0, 1, 0)
