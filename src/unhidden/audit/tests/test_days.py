"""What the public did is kept by its day, and sealed when that day is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from tests.made import audit
from tests.support.postgres import Server
from tests.support.roles import as_role
from unhidden.access.actor import PUBLIC
from unhidden.access.records import new_id
from unhidden.audit import actions, queries, tree
from unhidden.audit.exporting import VERSION
from unhidden.audit.models import Event, Leaf, Waiting
from unhidden.audit.statements import (
    FORMAT,
    NONE,
    CheckpointStatement,
    hash_statement,
    signed_bytes,
)
from unhidden.audit.verifying import verify_export
from unhidden.reporting.models import Report
from unhidden.vault import signing

#: All but one event of the public: so many days ago, and their day with them.
_AGE = """
update {table} set recorded_at = wall.midnight(wall.today() - %s) {more}
 where {of} in (select id from audit_event where process = 'public')
"""
DAY = timedelta(days=1)
SUMMER, WINTER = datetime(2026, 7, 3, tzinfo=UTC), datetime(2026, 12, 3, tzinfo=UTC)


def send(count: int, *, at: datetime | None = None) -> list[UUID]:
    """So many reports come in; their ids."""
    ids = [new_id() for _ in range(count)]
    with as_role("public"):
        for each in ids:
            actions.record_event(
                name="reporting.report_received",
                actor=PUBLIC,
                subject=Report(id=each),
                at=at or timezone.now(),
                verb=actions.Verb.COLLECTION,
            )
    return ids


def grow_old(server: Server, database: str, *, days: int) -> None:
    """Their day was so many days ago."""
    with audit.superuser(server, database) as ruler:
        for table, of, more in (
            ("audit_waiting", "event_id", ", held_until = wall.midnight(wall.today())"),
            ("audit_event", "id", ""),
        ):
            ruler.execute(_AGE.format(table=table, of=of, more=more).encode(), [days])


def of_the_public() -> list[Event]:
    return list(Event.objects.using("stored").filter(process="public"))


@pytest.mark.django_db
@pytest.mark.parametrize("moment", [timedelta(0), timedelta(seconds=30)])
def test_of_a_report_the_record_keeps_the_day_alone(moment: timedelta) -> None:
    send(1, at=timezone.now() - moment)

    (event,) = of_the_public()
    for kept in (event.recorded_at, event.at):
        assert timezone.localtime(kept).time() == time(0)
        assert timezone.localdate(kept) == timezone.localdate()


@pytest.mark.django_db
@pytest.mark.parametrize("day", [SUMMER, WINTER])
def test_a_day_begins_in_london(
    day: datetime, test_server: Server, test_database: str
) -> None:
    with audit.superuser(test_server, test_database) as ruler:
        ruler.execute("set timezone = 'Asia/Tokyo'")
        (found,) = ruler.execute(
            "select wall.midnight(%s)", [day.date()]
        ).fetchone() or (day,)

    assert timezone.localtime(found).time() == time(0)
    assert timezone.localdate(found) == day.date()


@pytest.mark.django_db(transaction=True)
def test_what_the_public_did_today_waits_and_all_else_is_sealed() -> None:
    audit.add_events(3)
    send(2)

    audit.seal()

    left = Waiting.objects.using("stored").all()
    assert {row.event_id for row in left} == {event.id for event in of_the_public()}
    for row in left:
        assert timezone.localtime(row.held_until).time() == time(0)
        assert timezone.localdate(row.held_until) > timezone.localdate()
    with as_role("staff"):
        assert (
            queries.find_sealing_state().waiting,
            queries.find_sealing_state().since,
        ) == (0, None)


@pytest.mark.django_db(transaction=True)
def test_a_day_that_is_over_has_a_checkpoint_of_its_own_in_no_order_of_time(
    test_server: Server, test_database: str
) -> None:
    send(30)
    audit.add_events(3)
    grow_old(test_server, test_database, days=1)
    with as_role("staff"):
        assert queries.find_sealing_state().waiting > 30

    audit.seal()

    leaves = Leaf.objects.using("stored").order_by("checkpoint", "position")
    last = [row for row in leaves if row.checkpoint == 2]
    assert [row.event_id for row in last] == sorted(
        event.id for event in of_the_public()
    )
    with audit.superuser(test_server, test_database) as ruler:
        report = verify_export(audit.export(ruler), anchors=audit.kept_anchors())
        (text,) = ruler.execute(
            "select statement from audit_checkpoint where number = 2"
        ).fetchone() or ("",)
    yesterday = datetime.combine(timezone.localdate() - DAY, time(0))
    assert report.findings == []
    said = CheckpointStatement.from_text(text)
    assert said.count == 30
    assert said.first == said.last == of(yesterday)


def line(moment: str, process: str = "public") -> bytes:
    data = f'{{"id": "{uuid4()}", "detail": {{}}, "process": "{process}"}}'
    return f"{moment} {data}".encode()


def export(
    *checkpoints: tuple[str, Sequence[bytes]], at: str, waiting: Sequence[bytes] = ()
) -> list[bytes]:
    """A record, sealed when the checkpoints say."""
    lines, previous, total = [f"H {VERSION} {at}\n".encode()], NONE, 0
    public = signing.public_key_of(audit.KEY).hex()
    for number, (sealed_at, given) in enumerate(checkpoints, 1):
        texts = sorted(given)
        hashes = [tree.hash_leaf(text) for text in texts]
        total += len(texts)
        said = CheckpointStatement(
            number,
            previous,
            tree.hash_tree(hashes).hex(),
            len(texts),
            total,
            texts[0][:27].decode(),
            texts[-1][:27].decode(),
            sealed_at,
        )
        text = said.to_text()
        signature = signing.sign_message(signed_bytes(text), audit.KEY).hex()
        lines.append(f"C {number} {signature} {public} {text}\n".encode())
        for place, (hash_, each) in enumerate(zip(hashes, texts, strict=True)):
            lines.append(f"E {place:06} {hash_.hex()} ".encode() + each + b"\n")
        previous = hash_statement(text)
    lines += [b"U " + each + b"\n" for each in waiting]
    return [*lines, f"Z {len(lines)}\n".encode()]


def of(day: datetime, **later: float) -> str:
    """A moment so long after this day began in London."""
    at = day.replace(tzinfo=timezone.get_default_timezone()) + timedelta(**later)
    return at.astimezone(UTC).strftime(FORMAT)


def found(lines: list[bytes]) -> set[str]:
    return {finding.what for finding in verify_export(lines).findings}


@pytest.mark.parametrize("day", [SUMMER, WINTER])
def test_a_day_is_sealed_soon_after_its_end_and_not_before(day: datetime) -> None:
    mine, theirs = line(of(day)), line(of(day, hours=23), "staff")
    evening = (of(day, hours=23.01), [theirs])
    now = of(day, hours=40)

    for hours, whether in ((24.001, set()), (24.1, set()), (23.02, {"backdated"})):
        sealed = export(evening, (of(day, hours=hours), [mine]), at=now)
        assert found(sealed) == whether, hours


@pytest.mark.parametrize("day", [SUMMER, WINTER])
def test_a_day_that_is_added_to_later_is_found(day: datetime) -> None:
    others = [
        (of(day, hours=hours), [line(of(day, hours=hours - 0.001), "staff")])
        for hours in (23.9, 24.2, 30)
    ]
    late = (of(day, hours=30.1), [line(of(day))])

    assert found(export(*others, late, at=of(day, hours=31))) == {"backdated"}


def test_after_the_worker_stood_still_all_is_sealed_at_once_and_well() -> None:
    theirs = [line(of(WINTER, hours=24.5), "staff")]
    lines = export(
        (of(WINTER, hours=20), [line(of(WINTER, hours=19.999), "staff")]),
        (of(WINTER, hours=60), theirs),
        (of(WINTER, hours=60.001), [line(of(WINTER)), line(of(WINTER + DAY))]),
        at=of(WINTER, hours=61),
    )

    assert found(lines) == set()


def test_a_day_may_wait_until_it_is_over_and_no_longer() -> None:
    before = (of(WINTER, hours=1), [line(of(WINTER, hours=0.999), "staff")])
    mine = [line(of(WINTER))]

    for hours, whether in ((2, set()), (24.1, set()), (24.2, {"unsealed"})):
        lines = export(before, at=of(WINTER, hours=hours), waiting=mine)
        assert found(lines) == whether, hours


def test_what_an_earlier_version_sealed_with_its_moment_is_whole() -> None:
    moment = of(WINTER, hours=9.5)
    lines = export((of(WINTER, hours=9.501), [line(moment)]), at=of(WINTER, hours=50))

    assert found(lines) == set()


def test_a_moment_of_another_process_is_not_a_day() -> None:
    lines = export(
        (of(WINTER, hours=23), [line(of(WINTER, hours=22.9), "staff")]),
        (of(WINTER, hours=24.001), [line(of(WINTER), "staff")]),
        at=of(WINTER, hours=25),
    )

    assert found(lines) == {"backdated"}
