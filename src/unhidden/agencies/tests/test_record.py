"""The pages of the record: how it stands, and the review of a sample."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from lxml import html

from tests.cast import PASSWORD, Cast
from tests.made import audit as made
from tests.made.reporting import make_report
from tests.made.safeguarding import make_case
from unhidden.access import context
from unhidden.access.policy import Purpose
from unhidden.audit import queries
from unhidden.audit.models import Event
from unhidden.audit.queries import SealingState
from unhidden.ui import dates

pytestmark = pytest.mark.django_db
URL = "/record/"


def _as(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


def _refusal(cast: Cast) -> Event:
    """Somebody asked for a case that is not theirs."""
    _as(cast, "other_support_worker").get(f"/cases/{make_case(cast)}/")
    return Event.objects.using("stored").get(name="audit.refused")


def test_refusals_come_first_in_the_sample_with_names(cast: Cast) -> None:
    refusal = _refusal(cast)

    page = _as(cast, "overseer").get(URL).text

    assert page.index(str(refusal.id)) < page.index("Last sealed")
    assert "Consultation: Survivor’s case, refused" in page
    assert "Other Support Worker" in page
    assert page.count("/record/") > 5


def test_a_review_is_recorded_and_leaves_the_sample(cast: Cast) -> None:
    refusal, client = _refusal(cast), _as(cast, "overseer")
    url = f"{URL}{refusal.id}/"

    empty = client.post(url, {})
    done = client.post(url, {"result": "asked"}, follow=True)

    assert "Select what you found" in empty.text
    assert "Your review is recorded" in done.text
    assert "To be asked about" in done.text
    assert done.text.index(str(refusal.id)) > done.text.index("Last reviewed")
    (review,) = Event.objects.using("stored").filter(name="audit.event_reviewed")
    assert (review.subject_id, review.detail) == (refusal.id, {"result": "asked"})
    assert review.person_id == cast.people["overseer"]


def test_what_a_replay_wrote_of_older_days_is_for_nobody_to_review(cast: Cast) -> None:
    refusal, since = _refusal(cast), timezone.now() - timedelta(days=7)
    older = Event.objects.using("stored").filter(recorded_at__gte=since, at__lt=since)

    rows = queries.sample_events(
        viewer=cast.actor("overseer"), since=since, seed="", most=999
    )

    assert older.filter(person_id__isnull=False).exists()
    assert refusal.id in {row.id for row in rows}
    assert not {row.id for row in rows}.intersection(older.values_list("id", flat=True))


@pytest.mark.parametrize("detail", ['{"result": "proper"}', '{"result": "x"}', "{}"])
def test_what_sql_in_anothers_page_adds_as_a_review_is_none(
    cast: Cast, detail: str
) -> None:
    refusal = _refusal(cast)
    asker = cast.actor("other_support_worker").doing(Purpose.SAFEGUARDING_SUPPORT)
    with context.acting_as(asker), connection.cursor() as cursor:
        cursor.execute(
            "select wall.note('audit.event_reviewed', 'consultation', 'x', %s,"
            " '', now(), %s, jsonb_build_object('detail', %s::jsonb))",
            [refusal.id, asker.person, detail],
        )

    assert _as(cast, "overseer").get(URL).status_code == 200
    assert queries.list_reviews(viewer=cast.actor("overseer"), most=9) == ()


def test_nobody_reviews_what_they_did_themselves(cast: Cast) -> None:
    refusal, client = _refusal(cast), _as(cast, "overseer")
    client.get(f"{URL}{refusal.id}/")
    own = Event.objects.using("stored").filter(person_id=cast.people["overseer"]).last()
    assert own is not None

    assert str(own.id) not in client.get(URL).text
    assert client.post(f"{URL}{own.id}/", {"result": "proper"}).status_code == 404


@pytest.mark.parametrize("part", ["officer", "support_worker", "administrator"])
def test_only_overseers_open_the_record(cast: Cast, part: str) -> None:
    client = _as(cast, part)

    assert client.get(URL).status_code == 404
    assert client.get(f"{URL}{_refusal(cast).id}/").status_code == 404


def test_the_page_shows_what_was_sealed(cast: Cast) -> None:
    total = Event.objects.using("stored").count()
    made.seal()

    page = _as(cast, "overseer").get(URL).text

    assert f"{total:,}" in page
    assert made.kept_anchors()[0].head[:16] in page


@pytest.mark.parametrize("has_a_moment", [False, True])
@pytest.mark.parametrize(
    ("language", "label"), [("en", "Recorded"), ("cy", "Cofnodwyd")]
)
def test_of_what_the_public_did_the_day_alone_is_shown(
    cast: Cast,
    language: str,
    label: str,
    has_a_moment: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_report()
    event = Event.objects.using("stored").get(name="reporting.report_received")
    client = _as(cast, "overseer")
    client.post("/language/", {"language": language})
    if has_a_moment:  # as an earlier version kept it
        read, morning = queries._entry, timezone.now().replace(hour=9, minute=47)
        monkeypatch.setattr(
            queries, "_entry", lambda row: replace(read(row), recorded_at=morning)
        )

    page: Any = html.fromstring(client.get(f"{URL}{event.id}/").text)

    (shown,) = page.xpath(f"//dt[normalize-space()='{label}']/following-sibling::dd[1]")
    with override(language):
        assert shown.text_content().strip() == dates.format_day(timezone.localdate())


def test_what_waits_too_long_and_months_that_run_out_are_alarms() -> None:
    now = timezone.now()
    late = SealingState(3, now - timedelta(minutes=5), now + timedelta(days=300))
    short = SealingState(0, None, now + timedelta(days=40))

    assert (late.is_late(now), late.runs_out(now)) == (True, False)
    assert (short.is_late(now), short.runs_out(now)) == (False, True)
    assert SealingState(0, None, None).runs_out(now)


def test_the_months_ahead_are_there_and_made_once() -> None:
    lasts_until = queries.find_sealing_state().lasts_until

    assert lasts_until is not None
    assert lasts_until - timezone.now() > timedelta(days=150)


def test_overseers_see_how_the_installation_is_in_both_languages(cast: Cast) -> None:
    client = _as(cast, "overseer")

    page = client.get(URL).text.partition("State of the installation")[2]
    client.post("/language/", {"language": "cy", "next": URL})
    welsh = client.get(URL).text

    words = " ".join(re.sub("<[^>]*>", " ", page).split())
    assert re.search("Database (State )?Well", words)
    assert re.search("Background worker (State )?Wrong", words)
    assert "The worker does not run." in page
    assert "Nid yw’r gweithiwr cefndir yn rhedeg." in welsh


def test_nobody_but_overseers_sees_it(cast: Cast) -> None:
    assert _as(cast, "analyst").get(URL).status_code == 404
