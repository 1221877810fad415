"""Services that were asked, and documents of a case."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connections

from tests.cast import NOON, TODAY, Cast
from tests.made import support as made
from tests.made.safeguarding import make_case
from tests.support import audited
from unhidden.access.absent import Absent
from unhidden.safeguarding.support.actions import files
from unhidden.safeguarding.support.actions import providers as service_actions
from unhidden.safeguarding.support.queries import files as file_queries
from unhidden.safeguarding.support.queries import needs as need_queries
from unhidden.safeguarding.support.queries import providers

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def case_id(cast: Cast) -> UUID:
    return make_case(cast)


def see_needs(cast: Cast, case_id: UUID) -> need_queries.NeedsPage:
    worker = cast.actor("support_worker")
    return need_queries.list_needs(viewer=worker, case_id=case_id, today=TODAY)


def test_a_service_goes_from_state_to_state_and_never_back(
    cast: Cast, case_id: UUID
) -> None:
    need_id = made.make_need(cast, case_id)
    provider_id = made.make_provider(cast)
    worker = cast.actor("support_worker")
    asked: dict[str, Any] = {
        "case_id": case_id,
        "need_id": need_id,
        "provider_id": provider_id,
        "asked_on": TODAY,
        "actor": worker,
        "at": NOON,
    }
    referral_id = service_actions.ask_service(**asked)
    step: dict[str, Any] = {
        "case_id": case_id,
        "referral_id": referral_id,
        "actor": worker,
    }

    with pytest.raises(service_actions.ServiceAlreadyAsked):
        service_actions.ask_service(**asked)
    for state in ("waiting", "started"):
        service_actions.tell_service_state(**step, state=state, day=TODAY, at=NOON)
    with pytest.raises(service_actions.ServiceMoved):
        service_actions.tell_service_state(**step, state="waiting", day=TODAY, at=NOON)

    (need,) = see_needs(cast, case_id).open
    assert [(one.state, one.is_open) for one in need.services] == [("started", True)]
    assert need.services[0].provider is not None
    assert need.services[0].provider.name == "A practice in Wrexham"


def test_a_directory_is_its_organisations_alone(cast: Cast) -> None:
    provider_id = made.make_provider(cast)

    ours = providers.list_providers(viewer=cast.actor("support_worker"))
    theirs = providers.list_providers(viewer=cast.actor("other_support_worker"))

    assert [one.id for one in ours] == [provider_id]
    assert theirs == []
    with connections["stored"].cursor() as cursor:
        cursor.execute("select name_sealed from safeguarding_serviceprovider")
        assert b"Wrexham" not in bytes(cursor.fetchone()[0])


def test_the_last_word_on_a_services_room_counts(cast: Cast, case_id: UUID) -> None:
    need_id = made.make_need(cast, case_id)
    provider_id = made.make_provider(cast)
    worker = cast.actor("support_worker")
    for _ in range(2):
        service_actions.declare_provider_room(
            provider_id=provider_id, room="closed", weeks=None, actor=worker, at=LATER
        )

    (card,) = providers.list_providers(viewer=worker)
    assert not card.takes_people
    with pytest.raises(service_actions.ProviderTakesNobody):
        service_actions.ask_service(
            case_id=case_id,
            need_id=need_id,
            provider_id=provider_id,
            asked_on=TODAY,
            actor=worker,
            at=NOON,
        )


def test_a_file_is_kept_sealed_opened_by_name_and_withdrawn(
    cast: Cast, case_id: UUID
) -> None:
    worker = cast.actor("support_worker")
    content = b"Dear Sir, I was born in Adiaba. " * 20_000

    file_id = made.make_case_file(cast, case_id, content, name="../her\\letter.txt")

    page = file_queries.list_files(viewer=worker, case_id=case_id)
    opened = files.open_file(case_id=case_id, file_id=file_id, actor=worker, at=NOON)
    assert [file.name for file in page.files] == ["letter.txt"]
    assert opened.content == content
    with connections["stored"].cursor() as cursor:
        cursor.execute("select sealed from safeguarding_casefilepiece order by number")
        stored = b"".join(bytes(row[0]) for row in cursor.fetchall())
    assert b"Adiaba" not in stored
    assert b"letter" not in stored
    assert "safeguarding.file_opened" in audited.names_about(subject_id=file_id)
    withdrawn: dict[str, Any]
    withdrawn = {"case_id": case_id, "file_id": file_id, "actor": worker, "at": NOON}
    files.withdraw_file(**withdrawn, reason="asked")
    with pytest.raises(files.FileAlreadyWithdrawn):
        files.withdraw_file(**withdrawn, reason="asked")
    with pytest.raises(Absent):
        files.open_file(case_id=case_id, file_id=file_id, actor=worker, at=NOON)


def test_a_file_that_is_sent_again_is_kept_once(cast: Cast, case_id: UUID) -> None:
    content = b"Dear Sir, your appointment is on Monday."

    first = made.make_case_file(cast, case_id, content, name="letter.txt")
    again = made.make_case_file(cast, case_id, content, name="letter.txt")
    other = made.make_case_file(cast, case_id, content + b"!", name="letter.txt")
    named = made.make_case_file(cast, case_id, content, name="second.txt")

    assert first == again
    assert len({first, other, named}) == 3
    assert audited.names_about(subject_id=first).count("safeguarding.file_added") == 1
    files.withdraw_file(
        case_id=case_id,
        file_id=first,
        reason="wrong_file",
        actor=cast.actor("support_worker"),
        at=NOON,
    )
    assert made.make_case_file(cast, case_id, content, name="letter.txt") != first


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", files.CaseFileEmpty),
        (b"MZ\x90\x00\x03" * 50, files.CaseFileOfWrongType),
        (b"a" * (25 * 1024 * 1024 + 1), files.CaseFileTooBig),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_by_name(
    cast: Cast, case_id: UUID, content: bytes, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        made.make_case_file(cast, case_id, content)
