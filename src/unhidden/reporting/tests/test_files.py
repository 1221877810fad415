"""Files with a report: kept sealed, cleaned, taken away, deleted, opened."""

from __future__ import annotations

import os
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from tests.cast import NOON, Cast
from tests.made import samples, sounds
from tests.made.files import make_custodian, make_file, make_second_analyst
from tests.made.reporting import make_report
from tests.support import audited
from tests.support.roles import as_role
from unhidden import cleaning
from unhidden.access.absent import Absent
from unhidden.access.actor import PUBLIC
from unhidden.access.context import acting_as
from unhidden.agencies import queries as agencies
from unhidden.desk.actions import custodians as custodians_actions
from unhidden.desk.actions.custodians import KeysOfCustodiansNeeded, NotYourself
from unhidden.desk.queries import custodians as custodians_queries
from unhidden.reporting import tasks
from unhidden.reporting.actions import files as files_actions
from unhidden.reporting.actions import opening
from unhidden.reporting.actions.files import FileTooBig, TooManyFiles
from unhidden.reporting.actions.opening import NoReason
from unhidden.reporting.actions.sending import ReportAlreadySent
from unhidden.reporting.models import Custodian, FileChunk, ReportFile
from unhidden.reporting.queries import files as files_queries
from unhidden.vault.models import RecordKey
from unhidden.vault.rings import KeyRing

pytestmark = pytest.mark.django_db
PICTURE, NAME = samples.picture("PNG"), "Gwen at the wash.png"
TABLES = (ReportFile, FileChunk, RecordKey)


def of_file(file_id: UUID) -> dict[str, int]:
    """How many rows there are of a file, in each table."""
    stored = FileChunk.objects.using("stored").filter(file_id=file_id)
    return {
        "file": ReportFile.objects.using("stored").filter(id=file_id).count(),
        "pieces": stored.count(),
        "keys": RecordKey.objects.using("stored").filter(record_id=file_id).count(),
    }


GONE = {"file": 0, "pieces": 0, "keys": 0}


def everything_stored() -> bytes:
    """Each value of each row of ours, as the database gives it."""
    found = []
    with connection.cursor() as cursor, as_role("backup"):
        cursor.execute(
            "select tablename from pg_tables where schemaname = 'public'"
            " and tablename ~ '^(reporting|vault|audit)_'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'select * from "{table}"')  # noqa: S608  # our own names
            for row in cursor.fetchall():
                found += [v if isinstance(v, bytes) else str(v).encode() for v in row]
    return b"\n".join(found)


def test_a_file_lies_sealed_and_nothing_of_it_in_clear(cast: Cast) -> None:
    form_key = uuid4()

    kept = make_file(form_key, samples.pdf(), name=NAME)
    make_report(form_key=form_key)

    stored = everything_stored()
    for secret in (samples.SECRET, NAME, samples.WORDS, "2026:01:05"):
        assert secret.encode() not in stored
    assert b"%PDF" not in stored
    row = ReportFile.objects.using("stored").get(id=kept.id)
    assert row.received_on == NOON.date()
    assert row.kilobytes % 64 == 0
    pieces = FileChunk.objects.using("stored").filter(file=row)
    assert {len(piece.sealed) % 65_536 for piece in pieces} == {40}


def test_no_file_is_written_while_one_is_kept(
    cast: Cast, tmp_path: os.PathLike[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = os.stat(tmp_path).st_mtime_ns

    make_file(uuid4(), samples.docx(), name="a.docx")

    # A file that was there and went would have changed the folder.
    assert os.stat(tmp_path).st_mtime_ns == before
    assert os.listdir(tmp_path) == []


def test_a_desk_reads_the_copy_and_is_told_what_it_lacks(cast: Cast) -> None:
    form_key, analyst = uuid4(), cast.actor("analyst")
    kept = make_file(form_key, PICTURE, name=NAME)
    report_id = make_report(form_key=form_key)

    (listed,) = opening.list_files(report_id=report_id, actor=analyst, at=NOON)
    opened = opening.open_copy(
        report_id=report_id, file_id=kept.id, actor=analyst, at=NOON
    )

    assert (listed.name, listed.kind_label, listed.is_image) == (NAME, "Picture", True)
    assert listed.found == kept.found
    assert "a place" in listed.found
    assert opened.media_type == "image/png"
    assert samples.SECRET.encode() not in opened.content
    assert opened.content == cleaning.clean_apart(PICTURE).content
    (event,) = audited.history(subject_ids=[report_id])[1:]
    assert (event.name, event.verb) == ("reporting.file_opened", "consultation")
    assert NAME not in repr((kept, listed, opened))


def test_sound_has_a_length_and_a_copy_if_it_is_known(cast: Cast) -> None:
    form_key, analyst = uuid4(), cast.actor("analyst")
    kept = make_file(form_key, samples.tagged_mp3(), name="a.mp3")
    other = make_file(form_key, sounds.m4a() + b"\0\0\0\x08moof", name="a.m4a")
    report_id = make_report(form_key=form_key)
    given = {"report_id": report_id, "actor": analyst, "at": NOON}

    listed, unknown = opening.list_files(**given)  # type: ignore[arg-type]
    opened = opening.open_copy(file_id=kept.id, **given)  # type: ignore[arg-type]

    assert (listed.has_copy, unknown.has_copy) == (True, False)
    assert listed.seconds in (1, 2)
    assert (opened.name, opened.media_type) == ("a.mp3", "audio/mpeg")
    assert samples.SECRET.encode() not in opened.content
    with pytest.raises(Absent):
        opening.open_copy(file_id=other.id, **given)  # type: ignore[arg-type]


def test_a_named_custodian_opens_the_original_and_says_why(cast: Cast) -> None:
    form_key, other = uuid4(), make_second_analyst(cast)
    kept = make_file(form_key, PICTURE, name=NAME)
    report_id = make_report(form_key=form_key)
    custodian = make_custodian(cast)
    given = {"report_id": report_id, "file_id": kept.id, "at": NOON}
    others = (other, cast.actor("officer"), cast.actor("investigator"), cast.stranger)

    with pytest.raises(NoReason):
        opening.open_original(**given, reason=" ", actor=custodian)  # type: ignore[arg-type]
    opened = opening.open_original(**given, reason="Court order", actor=custodian)  # type: ignore[arg-type]
    for somebody in others:
        with pytest.raises(Absent):
            opening.open_original(**given, reason="a", actor=somebody)  # type: ignore[arg-type]

    assert (opened.content, opened.name) == (PICTURE, NAME)
    assert not opened.is_image
    (event,) = audited.history(subject_ids=[report_id])[1:]
    assert event.name == "reporting.original_file_opened"
    assert (event.verb, event.justification) == ("consultation", "Court order")
    assert event.categories == ["narrative"]
    assert event.detail["file"] == str(kept.id)


def test_two_others_make_a_custodian_and_one_ends_it(cast: Cast) -> None:
    analyst, namer = cast.actor("analyst"), cast.actor("investigator")
    lead = cast.actor("safeguarding_lead")
    given = {"person_id": analyst.person, "at": NOON}
    compared = {**given, "fingerprint": ""}

    with pytest.raises(NotYourself):
        custodians_actions.name_custodian(**given, actor=analyst)  # type: ignore[arg-type]
    with pytest.raises(Absent):
        custodians_actions.name_custodian(person_id=lead.person, actor=namer, at=NOON)
    custodians_actions.name_custodian(**given, actor=namer)  # type: ignore[arg-type]
    for too_near in (namer, analyst):
        with pytest.raises(NotYourself):
            custodians_actions.agree_to_custodian(**compared, actor=too_near)  # type: ignore[arg-type]
    assert not files_queries.is_custodian(viewer=analyst)
    custodians_actions.agree_to_custodian(**compared, actor=lead)  # type: ignore[arg-type]
    assert files_queries.is_custodian(viewer=analyst)
    (row,) = custodians_queries.list_custodians(viewer=lead, day=NOON.date()).rows
    assert (row.name, row.has_keys) == ("Analyst", True)

    custodians_actions.end_custodian(**given, actor=namer)  # type: ignore[arg-type]

    assert not files_queries.is_custodian(viewer=analyst)
    assert Custodian.objects.using("stored").get().ended_by == namer.person


def test_after_the_set_up_only_a_custodian_lets_another_one_in(cast: Cast) -> None:
    second, first = make_second_analyst(cast), make_custodian(cast)
    form_key = uuid4()
    kept = make_file(form_key, PICTURE)
    report_id = make_report(form_key=form_key)
    lead = cast.actor("safeguarding_lead")
    custodians_actions.finish_custodians(actor=first, at=NOON)
    given = {"person_id": second.person, "at": NOON}
    assert isinstance(second.keys, KeyRing)
    compared = {**given, "fingerprint": second.keys.fingerprint}
    custodians_actions.name_custodian(**given, actor=cast.actor("investigator"))  # type: ignore[arg-type]

    with pytest.raises(KeysOfCustodiansNeeded):
        custodians_actions.agree_to_custodian(**compared, actor=lead)  # type: ignore[arg-type]
    assert not files_queries.is_custodian(viewer=second)
    custodians_actions.agree_to_custodian(**compared, actor=first)  # type: ignore[arg-type]

    opened = opening.open_original(
        report_id=report_id, file_id=kept.id, reason="a", actor=second, at=NOON
    )
    assert opened.content == PICTURE


def test_ten_files_and_no_more(cast: Cast) -> None:
    form_key = uuid4()
    kept = [make_file(form_key, b"text", name=f"{n}.txt") for n in range(10)]

    with pytest.raises(TooManyFiles):
        make_file(form_key, b"text")
    with as_role("public"):
        files_actions.take_file_away(
            form_key=form_key, file_id=kept[3].id, actor=PUBLIC, at=NOON
        )
    again = make_file(form_key, b"text")

    row = ReportFile.objects.using("stored").get(id=again.id)
    assert row.number == 4


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"a" * (files_actions.MOST_BYTES + 1), FileTooBig),
        (PICTURE[:-40], cleaning.DamagedFile),
        (b"MZ\x90\0", cleaning.WrongType),
    ],
    ids=["too big", "broken off", "of no kind"],
)
def test_what_is_refused_leaves_nothing(
    cast: Cast, content: bytes, refusal: type[Exception]
) -> None:
    before = {table: table.objects.using("stored").count() for table in TABLES}

    with pytest.raises(refusal):
        make_file(uuid4(), content)

    assert before == {table: table.objects.using("stored").count() for table in TABLES}


def test_a_large_file_comes_back_whole(cast: Cast) -> None:
    form_key, analyst = uuid4(), cast.actor("analyst")
    content = b"0123456789abcdef" * 40_000
    kept = make_file(form_key, content, name="a.txt")
    report_id = make_report(form_key=form_key)

    opened = opening.open_copy(
        report_id=report_id, file_id=kept.id, actor=analyst, at=NOON
    )

    assert opened.content == content
    assert of_file(kept.id)["pieces"] == 2 * (1 + 3)


def test_only_who_has_the_key_takes_a_file_away_and_only_before_sending(
    cast: Cast,
) -> None:
    form_key, other_key = uuid4(), uuid4()
    first, second = make_file(form_key, b"one"), make_file(form_key, b"two")

    def take(key: UUID, file_id: UUID) -> bool:
        with as_role("public"):
            return files_actions.take_file_away(
                form_key=key, file_id=file_id, actor=PUBLIC, at=NOON
            )

    assert not take(other_key, first.id)
    assert take(form_key, first.id)
    assert of_file(first.id) == GONE
    make_report(form_key=form_key)
    assert not take(form_key, second.id)
    assert of_file(second.id)["file"] == 1
    with pytest.raises(ReportAlreadySent):
        make_file(form_key, b"three")


def test_files_of_a_form_that_was_never_sent_are_deleted_after_two_days(
    cast: Cast,
) -> None:
    sent, now = uuid4(), timezone.now()
    of_report = make_file(sent, b"sent", at=NOON)
    make_report(form_key=sent)
    forgotten = make_file(uuid4(), b"old", at=now - timedelta(days=2))
    young = make_file(uuid4(), b"new", at=now - timedelta(days=1))

    with as_role("worker"):
        count = tasks.purge_files(timestamp=0)

    assert count == 1
    assert of_file(forgotten.id) == GONE
    assert of_file(of_report.id) == of_file(young.id)
    assert of_file(young.id)["file"] == 1


@pytest.mark.parametrize(
    ("process", "statement"),
    [
        ("public", "select id from reporting_reportfile"),
        ("public", "select sealed from reporting_filechunk"),
        ("public", "delete from reporting_reportfile"),
        ("public", "update reporting_filechunk set number = 9"),
        ("public", "select wall.purge_unsent_files()"),
        ("public", "select wall.drop_files('{}')"),
        ("worker", "select id from reporting_reportfile"),
        ("worker", "select wall.drop_files('{}')"),
        ("staff", "delete from reporting_filechunk"),
        ("staff", "update reporting_custodian set named_by = person_id"),
    ],
)
def test_the_database_refuses_the_rest(
    cast: Cast, process: str, statement: str
) -> None:
    with (
        as_role(process),
        connection.cursor() as cursor,
        pytest.raises(DatabaseError, match="permission denied"),
    ):
        cursor.execute(statement)


def test_a_reader_meets_no_piece_of_an_original(cast: Cast) -> None:
    form_key, analyst = uuid4(), cast.actor("analyst")
    make_file(form_key, b"text")
    make_report(form_key=form_key)

    with acting_as(analyst.doing("report_triage")):
        seen = set(FileChunk.objects.values_list("is_original", flat=True))
    with acting_as(make_custodian(cast).doing("report_triage")):
        seen_by_custodian = set(FileChunk.objects.values_list("is_original", flat=True))

    assert seen == {False}
    assert seen_by_custodian == {False, True}
    assert agencies.custodians_of(analyst.organisation) != analyst.organisation
