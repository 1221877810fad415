"""Posts, conflicts, partners and the status on their pages, for who manages it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.cast import NOON, PASSWORD, Cast
from tests.made.unused import LEADER, OFFICER, MadeUnused, make_unused
from tests.support import audited as audit
from unhidden.investigations.models import (
    Investigation,
    InvestigationPartner,
    Post,
    StatusStep,
)
from unhidden.investigations.posts.actions import statuses
from unhidden.investigations.posts.rules.statuses import StatusNeedsReason

pytestmark = pytest.mark.django_db
DAY = {"from_on_day": "5", "from_on_month": "1", "from_on_year": "2026"}


def signed_in(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


@pytest.fixture(name="made")
def _made(cast: Cast) -> MadeUnused:
    return make_unused(cast)


def page_of(made: MadeUnused, more: str) -> str:
    return f"/investigations/{made.id}/{more}"


def test_a_post_is_given_and_ended_and_both_stay(made: MadeUnused, cast: Cast) -> None:
    leader, other = signed_in(cast, LEADER), str(cast.people[OFFICER])
    give = page_of(made, "posts/give/")
    told = {"person": other, "function": "indexer"}

    silent = leader.post(give, {"person": other})
    given = leader.post(give, told, follow=True)
    again = leader.post(give, told)
    end = page_of(made, f"posts/indexer/{other}/end/")
    asked = leader.get(end)
    ended = leader.post(end, follow=True)

    assert "Select a post" in silent.text
    assert "They hold the post from now on" in given.text
    assert "They hold this post already" in again.text
    assert "End this post: Indexer" in asked.text
    assert "The post has ended" in ended.text
    (row,) = Post.objects.using("stored").filter(function="indexer")
    assert row.ended_by_id == cast.people[LEADER]
    assert leader.post(end).status_code == 404


def test_the_sio_hands_over_and_never_just_ends(made: MadeUnused, cast: Cast) -> None:
    leader = signed_in(cast, LEADER)
    end = page_of(made, f"posts/sio/{cast.people[LEADER]}/end/")

    refused = leader.post(end, follow=True)

    assert "always has a senior investigating officer" in refused.text


def test_a_conflict_ends_posts_that_schedule_and_its_words_are_for_few(
    made: MadeUnused, cast: Cast
) -> None:
    leader, officer = signed_in(cast, LEADER), signed_in(cast, OFFICER)
    page = page_of(made, "conflicts/")
    words = "Their cousin works there."

    for_another = officer.post(
        page, {"person": str(cast.people[LEADER]), "words": words}
    )
    told = officer.post(
        page, {"person": str(cast.people[OFFICER]), "words": words}, follow=True
    )
    give = {"person": str(cast.people[OFFICER]), "function": "disclosure_officer"}
    refused = leader.post(page_of(made, "posts/give/"), give)

    assert "Select one from the list" in for_another.text
    assert "Their posts that schedule material ended" in told.text
    assert "They have a conflict of interest" in refused.text
    assert words in leader.get(page_of(made, "posts/")).text


def test_a_partner_takes_part_by_an_agreement_from_and_until(
    made: MadeUnused, cast: Cast
) -> None:
    leader = signed_in(cast, LEADER)
    page, bawso = page_of(made, "partners/"), str(cast.organisations["bawso"])
    told = {"organisation": bawso, "agreement": "JIT/7", "powers": ["none"], **DAY}

    silent = leader.post(page, told | {"agreement": ""})
    joined = leader.post(page, told, follow=True)
    again = leader.post(page, told)
    end = page_of(made, f"partners/{bawso}/end/")
    until = {f"until_on_{key[8:]}": value for key, value in DAY.items()}
    early = leader.post(end, until | {"until_on_year": "2025"})
    ended = leader.post(end, until, follow=True)

    assert "Enter the reference of the written agreement" in silent.text
    assert "JIT/7" in joined.text
    assert "This organisation takes part already" in again.text
    assert "It began to take part after that day" in early.text
    assert ended.status_code == 200
    (row,) = InvestigationPartner.objects.using("stored").all()
    assert row.until_on is not None
    assert leader.get(end).status_code == 404


def test_a_status_goes_on_ends_and_is_opened_again_with_a_reason(
    made: MadeUnused, cast: Cast
) -> None:
    leader, page = signed_in(cast, LEADER), page_of(made, "status/")

    early = leader.post(page, {"status": "filed", "reason": "", "seen": "open"})
    filed = leader.post(
        page,
        {"status": "filed", "reason": "No more.", "seen": "open"},
        follow=True,
    )
    stale = leader.post(page, {"status": "open", "reason": "More.", "seen": "open"})
    shut = leader.get(page_of(made, "posts/give/"))
    silent = leader.post(page, {"status": "open", "reason": "", "seen": "filed"})
    leader.post(page, {"status": "open", "reason": "A new witness.", "seen": "filed"})

    assert "Enter the reason" in early.text
    assert "No more." in filed.text
    assert "Somebody changed the status meanwhile" in stale.text
    assert shut.status_code == 404
    assert "Enter the reason" in silent.text
    steps = StatusStep.objects.using("stored").order_by("changed_at", "id")
    assert {(s.from_status, s.to_status) for s in steps} == {
        ("open", "filed"),
        ("filed", "open"),
    }
    assert Investigation.objects.using("stored").get().status == "open"
    assert "investigations.status_changed" in audit.names_about(subject_id=made.id)


def test_closing_leaves_a_step_and_opening_again_says_why(made: MadeUnused) -> None:
    told: dict[str, Any] = {
        "investigation_id": made.id,
        "actor": made.leader,
        "at": NOON + timedelta(hours=1),
    }
    statuses.change_status(seen="open", status="closed", reason="A copy.", **told)

    with pytest.raises(StatusNeedsReason):
        statuses.change_status(seen="closed", status="open", reason=" ", **told)


def test_the_sio_alone_says_of_which_day_the_law_is(
    made: MadeUnused, cast: Cast
) -> None:
    leader, page = signed_in(cast, LEADER), page_of(made, "law/")
    day = {"law_as_at_day": "17", "law_as_at_month": "10", "law_as_at_year": "2016"}

    kept = leader.post(page, day, follow=True)
    future = leader.post(page, day | {"law_as_at_year": "2999"})

    assert "law as at 17 October 2016" in kept.text
    assert "Enter a day that is not in the future" in future.text
    assert signed_in(cast, OFFICER).get(page).status_code == 404
    for more in ("", "people/", "origins/", "posts/"):
        assert "law as at 17 October 2016" in leader.get(page_of(made, more)).text


@pytest.mark.parametrize(
    "more",
    ["posts/", "posts/give/", "conflicts/", "partners/", "status/", "law/"],
)
def test_it_is_not_there_for_others(made: MadeUnused, cast: Cast, more: str) -> None:
    for part in ("officer", "support_worker", "analyst"):
        assert signed_in(cast, part).get(page_of(made, more)).status_code == 404
    if more not in ("posts/", "conflicts/"):
        assert signed_in(cast, OFFICER).get(page_of(made, more)).status_code == 404
