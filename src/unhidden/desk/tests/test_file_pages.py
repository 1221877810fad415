"""Files of a report on the staff site: shown, downloaded, and refused."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD, Cast
from tests.made import samples
from tests.made.files import (
    make_custodian,
    make_file,
    make_other_custodian,
    make_other_desk,
    make_second_analyst,
)
from tests.made.reporting import make_report
from tests.support import audited
from unhidden.agencies.sign_in import unlocking
from unhidden.reporting import queries as reporting

pytestmark = pytest.mark.django_db
PICTURE = samples.picture()


def signed_in(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


@pytest.fixture
def custodian(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> Client:
    """The analyst, a custodian, with the key ring that signing in unlocks."""
    ring = make_custodian(cast).keys
    monkeypatch.setattr(unlocking, "_of_session", lambda _request, _actor: ring)
    return signed_in(cast, "analyst")


def sent(*files: tuple[str, bytes]) -> tuple[UUID, list[UUID]]:
    """A report with these files."""
    key = uuid4()
    kept = [make_file(key, content, name=name).id for name, content in files]
    return make_report(form_key=key), kept


def test_an_opened_report_lists_its_files_and_what_they_lack(cast: Cast) -> None:
    report_id, (picture, text) = sent(("<i>.jpg", PICTURE), ("list.txt", b"one, two"))
    client = signed_in(cast, "analyst")

    report = client.get(reverse("intelligence:report", args=[report_id]))
    page = client.get(reverse("intelligence:files", args=[report_id]))
    said = " ".join(page.content.decode().split())

    assert "2 files came with it" in report.content.decode()
    assert "&lt;i&gt;.jpg" in said
    assert "Picture, up to 64 KB. Left out of the copy: a place, dates" in said
    assert f'src="{reverse("intelligence:file", args=[report_id, picture])}"' in said
    assert f'href="{reverse("intelligence:file", args=[report_id, text])}"' in said
    assert "Open the original" not in said
    assert audited.names_about(subject_id=report_id)[1:] == [
        "reporting.report_opened",
        "audit.record_seen",
    ]


def test_a_picture_is_shown_apart_and_all_else_is_downloaded(cast: Cast) -> None:
    report_id, (picture, text) = sent(("a.jpg", PICTURE), ('a"\r\n.txt', b"one"))
    client = signed_in(cast, "analyst")

    shown = client.get(reverse("intelligence:file", args=[report_id, picture]))
    kept = client.get(reverse("intelligence:file", args=[report_id, text]))

    for answer in (shown, kept):
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == "no-store"
    assert (shown["Content-Type"], "attachment" in shown["Content-Disposition"]) == (
        "image/jpeg",
        False,
    )
    assert kept["Content-Type"] == "application/octet-stream"
    assert kept["Content-Disposition"].startswith("attachment; filename")
    assert "\n" not in kept["Content-Disposition"]
    assert kept.content == b"one"
    names = audited.names_about(subject_id=report_id)[1:]
    assert names == ["reporting.file_opened"] * 2


def test_an_original_is_downloaded_by_a_custodian_with_a_reason(
    cast: Cast, custodian: Client
) -> None:
    report_id, (picture,) = sent(("a.jpg", PICTURE))
    second = make_second_analyst(cast)
    url = reverse("intelligence:original_file", args=[report_id, picture])
    reasons = {"reason": "Asked for by the court"}

    assert "Enter why you open" in custodian.post(url, {"reason": " "}).content.decode()
    answer = custodian.post(url, reasons)

    assert answer.content == PICTURE
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="a.jpg"'
    opened = audited.history(subject_ids=[report_id])
    names = [each.name for each in opened]
    assert names.count("reporting.original_file_opened") == 1
    for somebody in ("second", "investigator"):
        other = signed_in(cast, somebody)
        assert other.post(url, reasons).status_code == 404
        assert other.get(url).status_code == 404
    assert not reporting.is_custodian(viewer=second)


def test_a_file_is_only_there_with_its_own_report(cast: Cast) -> None:
    report_id, (picture,) = sent(("a.jpg", PICTURE))
    other, _ = sent(("b.txt", b"text"))
    unsent = make_file(uuid4(), b"text").id
    client = signed_in(cast, "analyst")

    for wrong in ((other, picture), (report_id, unsent), (report_id, uuid4())):
        url = reverse("intelligence:file", args=wrong)
        assert client.get(url).status_code == 404


def test_custodians_are_named_and_agreed_to_on_their_page(cast: Cast) -> None:
    url = reverse("intelligence:custodians")
    namer = signed_in(cast, "investigator")
    lead = signed_in(cast, "safeguarding_lead")
    person = cast.people["analyst"]
    agree = reverse("intelligence:agree_to_custodian", args=[person])

    assert "Nobody yet" in namer.get(url).content.decode()
    namer.post(url, {"person": str(person)})
    assert "Agree<span" not in " ".join(namer.get(url).content.decode().split())
    said = namer.post(agree, follow=True).content.decode()
    assert "named by one colleague and agreed to by another" in said
    assert "They can open originals" in lead.post(agree, follow=True).content.decode()
    assert "Agreed to by Safeguarding Lead" in " ".join(
        lead.get(url).content.decode().split()
    )
    assert signed_in(cast, "officer").get(url).status_code == 404
    elsewhere = signed_in(cast, "other_investigator")
    assert "Your organisation has none" in elsewhere.get(url).content.decode()
    assert elsewhere.post(agree).status_code == 404


def test_both_desks_are_told_what_came_and_what_waits(
    cast: Cast, custodian: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = {cast.people[part]: part for part in ("analyst", "stranger")}
    monkeypatch.setattr(
        unlocking,
        "_of_session",
        lambda _request, actor: cast.actor(parts[actor.person]).keys,
    )
    report_id, _ = sent(("a.jpg", PICTURE))
    desk, page = make_other_desk(cast), reverse("intelligence:custodians")

    passed = custodian.post(
        reverse("intelligence:pass_on", args=[report_id]),
        {"desk": str(desk), "purpose": "area", "reason": "Theirs"},
        follow=True,
    )
    assert "The originals wait with your custodians" in passed.content.decode()
    assert "Nothing can be handed over until" in said_on(custodian, page)
    theirs = signed_in(cast, "stranger")
    wait = "The originals wait with the custodians of North Wales Police"
    for name in ("report", "files"):
        url = reverse(f"intelligence:{name}", args=[report_id])
        assert wait in said_on(theirs, url)
    make_other_custodian(cast)
    (waits,) = reporting.list_handovers(viewer=cast.actor("analyst"))
    url = reverse("intelligence:hand_over", args=[waits.id])
    assert f'href="{url}"' in said_on(custodian, page)
    assert theirs.get(url).status_code == 404
    assert "Enter why you hand" in custodian.post(url, {"reason": " "}).content.decode()

    done = custodian.post(url, {"reason": "They asked"}, follow=True)

    assert "The other custodians have the originals now" in done.content.decode()
    assert "Originals that wait" not in said_on(custodian, page)
    assert wait not in said_on(theirs, page)


def said_on(client: Client, url: str) -> str:
    """What a page says, on one line."""
    return " ".join(client.get(url).content.decode().split())
