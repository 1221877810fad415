"""Whatever is done to the record afterwards is found: in the database and in a file."""

from __future__ import annotations

import random
from contextlib import suppress

import psycopg
import pytest

from benchmarks import audit_drills
from tests.made import audit, tampering
from tests.support.postgres import Server
from unhidden.audit.statements import Anchor
from unhidden.audit.verifying import verify_export

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = (40, 1, 25, 7, 30)
TIMES, TIMES_IN_FILE = 12, 60


@pytest.fixture
def record(test_server: Server, test_database: str) -> tuple[list[bytes], list[Anchor]]:
    """An export of a whole record, and the heads kept outside."""
    audit.add_sealed(*SIZES)
    audit.add_events(3)
    with audit.superuser(test_server, test_database) as database:
        return audit.export(database), tampering.anchors(database)


def test_a_whole_record_is_found_whole(
    record: tuple[list[bytes], list[Anchor]],
) -> None:
    lines, anchors = record

    report = verify_export(lines, anchors=anchors)

    assert report.findings == []
    assert (report.checkpoints, report.waiting) == (len(SIZES), 3)
    assert report.head == anchors[-1].head


@pytest.mark.parametrize("drill", tampering.DRILLS, ids=lambda drill: drill.__name__)
def test_every_change_of_the_database_is_found(
    drill: tampering.Drill,
    record: tuple[list[bytes], list[Anchor]],
    test_server: Server,
    test_database: str,
) -> None:
    _, anchors = record
    chance = random.Random(drill.__name__)  # noqa: S311  # chance, not secrets
    missed = []
    with audit.superuser(test_server, test_database) as database:
        for _ in range(TIMES):
            with suppress(psycopg.Rollback), database.transaction():
                wanted = drill(database, chance)
                found = verify_export(audit.export(database), anchors=anchors).findings
                if not wanted & {finding.what for finding in found}:
                    missed.append((wanted, found))
                raise psycopg.Rollback

    assert missed == []


def test_an_event_under_an_old_date_is_found_after_it_was_sealed(
    record: tuple[list[bytes], list[Anchor]], test_server: Server, test_database: str
) -> None:
    with audit.superuser(test_server, test_database) as database:
        tampering.backdate(database, random.Random(1))  # noqa: S311
    audit.seal()

    with audit.superuser(test_server, test_database) as database:
        report = verify_export(
            audit.export(database), anchors=tampering.anchors(database)
        )

    assert [finding.what for finding in report.findings] == ["backdated"]


@pytest.mark.parametrize("change", audit_drills.CHANGES, ids=lambda each: each.__name__)
def test_every_change_of_an_export_is_found(
    change: audit_drills.Change, record: tuple[list[bytes], list[Anchor]]
) -> None:
    whole, anchors = record
    chance = random.Random(change.__name__)  # noqa: S311
    missed = []
    for _ in range(TIMES_IN_FILE):
        lines = list(whole)
        at = chance.choice(audit_drills.events_of(lines))
        change(lines, at, chance)
        if not verify_export(lines, anchors=anchors).findings:
            missed.append((at, whole[at]))

    assert missed == []


def test_another_key_is_found_by_its_fingerprint_alone(
    record: tuple[list[bytes], list[Anchor]],
) -> None:
    lines, anchors = record

    assert verify_export(lines, keys=[anchors[0].key]).findings == []
    found = verify_export(lines, keys=["0" * 32]).findings
    assert {finding.what for finding in found} == {"checkpoint_by_another_key"}


@pytest.mark.parametrize(
    "text", [b"", b"\n", b"C\n", b"C 1 a b c\n", b"E x\n", b"\xff\n"]
)
def test_what_is_no_export_is_no_whole_record(text: bytes) -> None:
    assert verify_export([text]).findings
