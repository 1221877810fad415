"""Each event is sealed exactly once, in the order of time, under one key."""

from __future__ import annotations

import threading
import time
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, connections, transaction

from tests.made import audit
from tests.support.postgres import Server
from tests.support.roles import as_role
from unhidden.audit import sealing
from unhidden.audit.models import Checkpoint, Leaf, Waiting
from unhidden.audit.models import Event as AuditEvent
from unhidden.audit.statements import (
    NONE,
    Anchor,
    CheckpointStatement,
    hash_statement,
    signed_bytes,
)
from unhidden.audit.verifying import verify_export
from unhidden.vault import signing

pytestmark = pytest.mark.django_db(transaction=True)


def statements() -> list[CheckpointStatement]:
    rows = Checkpoint.objects.using("stored").order_by("number")
    return [CheckpointStatement.from_text(row.statement) for row in rows]


def test_what_waits_is_sealed_and_what_is_sealed_waits_no_more() -> None:
    audit.add_events(5)

    assert audit.seal() == AuditEvent.objects.using("stored").count()
    assert audit.seal() == 0
    assert Waiting.objects.using("stored").count() == 0
    (said,) = statements()
    assert (said.number, said.previous) == (1, NONE)
    assert said.count == said.total == Leaf.objects.using("stored").count()


def test_a_checkpoint_names_the_one_before_and_is_signed() -> None:
    audit.add_sealed(3, 2)

    first, second = Checkpoint.objects.using("stored").order_by("number")
    said = CheckpointStatement.from_text(second.statement)
    assert said.previous == hash_statement(first.statement)
    assert (
        said.total - said.count == CheckpointStatement.from_text(first.statement).total
    )
    assert signing.is_signed(
        signed_bytes(second.statement),
        bytes(second.signature),
        signing.public_key_of(audit.KEY),
    )


def test_a_long_transaction_holds_back_its_own_events_alone(
    test_server: Server, test_database: str
) -> None:
    is_open, may_end = threading.Event(), threading.Event()

    def work_long() -> None:
        with transaction.atomic():
            audit.add_events(2)
            is_open.set()
            may_end.wait(20)
        connections.close_all()

    thread = threading.Thread(target=work_long)
    thread.start()
    is_open.wait(20)
    audit.add_events(3)
    audit.seal()
    sealed = Leaf.objects.using("stored").count()
    may_end.set()
    thread.join()

    assert audit.seal() == 2
    assert Leaf.objects.using("stored").count() == sealed + 2
    with audit.superuser(test_server, test_database) as connection:
        assert verify_export(audit.export(connection)).findings == []


def test_twelve_writers_and_two_sealers_lose_nothing(
    test_server: Server, test_database: str
) -> None:
    each, rounds, writers = 5, 8, 12
    before = AuditEvent.objects.using("stored").count()
    failed: list[BaseException] = []

    def at_once(do: object) -> threading.Thread:
        def run() -> None:
            try:
                for _ in range(rounds):
                    do()  # type: ignore[operator]
            except BaseException as error:  # noqa: BLE001  # told below
                failed.append(error)
            finally:
                connections.close_all()

        return threading.Thread(target=run)

    threads = [at_once(lambda: audit.add_events(each)) for _ in range(writers)]
    threads += [at_once(audit.seal) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    audit.seal()

    total = before + each * rounds * writers
    assert failed == []
    assert Leaf.objects.using("stored").count() == total
    assert statements()[-1].total == total
    with audit.superuser(test_server, test_database) as connection:
        report = verify_export(audit.export(connection), anchors=audit.kept_anchors())
    assert (report.findings, report.events) == ([], total)


def test_what_is_undone_is_not_sealed() -> None:
    audit.seal()

    with transaction.atomic():
        audit.add_events(2)
        transaction.set_rollback(True)

    assert audit.seal() == 0


def test_the_heads_are_kept_outside_and_a_half_line_is_completed(
    tmp_path: Path,
) -> None:
    file = tmp_path / "kept" / "heads"
    audit.add_sealed(2, 2)
    with as_role("worker"):
        assert sealing.keep_anchors(file) == 2
        file.write_text(file.read_text()[:-20])
        assert sealing.keep_anchors(file) == 1

    kept = [Anchor.from_line(line) for line in file.read_text().splitlines()]
    assert kept == audit.kept_anchors()


@pytest.mark.parametrize("cut", [1, 20, 105, 150, 215, 10_000])
def test_what_was_cut_from_the_end_of_the_heads_is_added_again(
    tmp_path: Path, cut: int
) -> None:
    file = tmp_path / "heads"
    audit.add_sealed(2, 2)
    with as_role("worker"):
        sealing.keep_anchors(file)
        whole = file.read_text()
        file.write_text(whole[: max(len(whole) - cut, 0)])

        sealing.keep_anchors(file)

    assert file.read_text() == whole


def test_a_crash_may_leave_much_that_is_no_line(tmp_path: Path) -> None:
    file = tmp_path / "heads"
    audit.add_sealed(2, 2)
    with as_role("worker"):
        sealing.keep_anchors(file)
        whole = file.read_bytes()
        file.write_bytes(whole + b"\0" * 10_000)

        assert sealing.keep_anchors(file) == 0

    assert file.read_bytes() == whole


def test_the_heads_of_years_take_no_memory_and_no_time(tmp_path: Path) -> None:
    file = tmp_path / "heads"
    audit.add_sealed(2, 2)
    before, last = [f"{anchor.to_line()}\n" for anchor in audit.kept_anchors()][-2:]
    with file.open("w") as opened:
        for _ in range(26):
            opened.write(before * 100_000)
        opened.write(last)
    tracemalloc.start()
    began = time.process_time()

    with as_role("worker"):
        added = sealing.keep_anchors(file)

    took, (_, most) = time.process_time() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert added == 0
    assert most < 1_000_000  # it was 802 MB when the file was read whole
    assert took < 0.2


def test_heads_that_the_database_lost_are_an_alarm(
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    test_server: Server,
    test_database: str,
) -> None:
    file = tmp_path / "heads"
    audit.add_sealed(2, 2)
    with as_role("worker"):
        sealing.keep_anchors(file)
    with audit.superuser(test_server, test_database) as connection:
        connection.execute("delete from audit_checkpoint where number = 2")

    with as_role("worker"):
        sealing.keep_anchors(file)

    assert "has lost checkpoints" in caplog.text


def test_a_record_that_went_on_by_itself_adds_nothing_to_the_heads_of_the_first(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "heads"
    audit.add_sealed(2, 2, 2)
    *shared, fork, _ = audit.kept_anchors()
    of_the_first = [*shared, replace(fork, head="0" * 64)]
    file.write_text("".join(f"{anchor.to_line()}\n" for anchor in of_the_first))
    before = file.read_text()

    with as_role("worker"):
        assert sealing.keep_anchors(file) == 0

    assert file.read_text() == before
    assert "has lost checkpoints" in caplog.text


@pytest.mark.parametrize("role", ["public", "staff"])
@pytest.mark.parametrize(
    "call",
    [
        "select * from wall.take_waiting(1, true)",
        "select wall.close_checkpoint('', '', '')",
        "select wall.make_months(1)",
    ],
)
def test_only_the_worker_seals(role: str, call: str) -> None:
    with (
        as_role(role),
        pytest.raises(DatabaseError, match="permission denied"),
        connection.cursor() as cursor,
    ):
        cursor.execute(call)
