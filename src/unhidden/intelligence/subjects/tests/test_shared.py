"""Two who share what somebody joined are offered, and it counts a little."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOON, Cast
from tests.made.intelligence import make_intelligence, make_item
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from unhidden.access.actor import Actor
from unhidden.intelligence.models import Judgement, Link, Mention
from unhidden.intelligence.reports.actions import links, mentions
from unhidden.intelligence.reports.queries import items
from unhidden.intelligence.subjects.queries import subjects
from unhidden.intelligence.subjects.queries.subjects import CandidateView
from unhidden.intelligence.subjects.rules.mentions import NewLink, NewMention
from unhidden.intelligence.tests.judging import judge, make_mention
from unhidden.sharing.actions import exclusions

pytestmark = pytest.mark.django_db
NUMBER = "07700 900123"


def tell(
    *said: tuple[str, str], by: Actor, kind: str = "uses", **given: str
) -> list[UUID]:
    """An item that links the first with each of the others; gives the mentions."""
    told = tuple(NewMention(*each) for each in said)
    key = make_intelligence(make_item(mentions=told, **given), by=by)
    (item,) = items.get_graded_report(viewer=by, intelligence_id=key).items
    known = {(each.kind, each.text): each.id for each in item.mentions}
    first, *others = [known[each] for each in said]
    for other in others:
        new = NewLink(first, other, kind)
        mentions.link_mentions(
            intelligence_id=key, number=1, new=new, actor=by, at=NOON
        )
    return [first, *others]


def tell_user(name: str, *, by: Actor, **given: str) -> list[UUID]:
    return tell(("person", name), ("phone", NUMBER), by=by, **given)


def find(mention: UUID, other: UUID, *, by: Actor) -> CandidateView | None:
    found = subjects.list_matches(viewer=by, mention_id=mention)
    return next((each for each in found if each.said.id == other), None)


def test_a_pair_that_shares_a_joined_phone_is_offered_and_never_likely(
    cast: Cast,
) -> None:
    by = cast.actor("analyst")
    arben, phone = tell_user("Arben", by=by)
    beni, same = tell_user("Beni Kola", by=by)
    assert find(arben, beni, by=by) is None

    judge(phone, same, "same", by=by)

    for one, other in ((arben, beni), (beni, arben)):
        found = find(one, other, by=by)
        assert found is not None
        assert found.advice == "shared"
        parts = [(p.what, p.level, p.bits) for p in found.comparison.parts]
        assert ("shared", "phone", 5.0) in parts


def test_list_and_pair_give_one_weight_with_what_is_shared(
    cast: Cast,
) -> None:
    by = cast.actor("analyst")
    one, phone = tell_user("Arben Hoxha", by=by)
    other, same = tell_user("Arbën Hoxha", by=by)
    judge(phone, same, "same", by=by)

    listed = find(one, other, by=by)
    _, _, paired = subjects.get_mention_pair(viewer=by, mention_id=one, other_id=other)

    assert listed is not None
    assert paired is not None
    assert listed.comparison.bits == paired.bits
    assert "shared" in {part.what for part in paired.parts}


def test_a_judgement_tells_nobody_what_the_two_share_out_of_their_sight(
    cast: Cast,
) -> None:
    by, planner = cast.actor("analyst"), cast.actor("planner")
    one, phone = tell_user("Arben Hoxha", by=by)
    again, same = tell_user("Arben Hoxha", by=by)
    other = make_mention("Arbën Hoxha", by=by)
    judge(phone, same, "same", by=by)
    judge(other, again, "same", by=by)
    exclusions.keep_out(
        domain="intelligence",
        record_id=Mention.objects.using("stored").get(id=again).item.report_id,
        reason="conflict", actor=by, at=NOON, person_id=planner.person,
    )  # fmt: skip
    _, _, seen = subjects.get_mention_pair(viewer=by, mention_id=other, other_id=one)
    assert seen is not None
    assert "shared" in {part.what for part in seen.parts}

    decision = judge(other, one, "same", by=by)

    _, _, theirs = subjects.get_mention_pair(
        viewer=planner, mention_id=other, other_id=one
    )
    told = subjects.get_subject(viewer=planner, mention_id=one)
    (shown,) = [each for each in told.decided if each.decision_id == decision]
    assert theirs is not None
    assert shown.bits == theirs.bits < seen.bits
    kept = Judgement.objects.using("stored").get(decision=decision)
    assert "shared" not in {part["what"] for part in kept.parts}


def test_two_whom_a_report_links_with_each_other_are_two(cast: Cast) -> None:
    by = cast.actor("analyst")
    arben, phone = tell_user("Arben Hoxha", by=by)
    beni, same = tell_user("Arben Hoxha", by=by)
    judge(phone, same, "same", by=by)
    ask = find(arben, beni, by=by)
    assert ask is not None

    seen, other = tell(
        ("person", "Arben Hoxha"), ("person", "His cousin"), by=by, kind="with"
    )
    judge(seen, arben, "same", by=by)
    judge(other, beni, "same", by=by)

    _, _, found = subjects.get_mention_pair(viewer=by, mention_id=arben, other_id=beni)
    assert found is not None
    assert [(p.level, p.bits) for p in found.parts if p.what == "linked"] == [
        ("as_two", -8.0)
    ]
    assert not [p for p in found.parts if p.what == "shared"]


def test_one_report_that_names_both_at_one_phone_shares_nothing(cast: Cast) -> None:
    by = cast.actor("analyst")
    told = ("phone", NUMBER), ("person", "Arben"), ("person", "Beni Kola")
    _, arben, beni = tell(*told, by=by, kind="named_in")

    assert find(arben, beni, by=by) is None


@pytest.mark.parametrize("ended", ["withdrawn", "false", "kept out", "parted"])
def test_what_does_not_stand_or_is_not_in_view_counts_for_nothing(
    cast: Cast, ended: str
) -> None:
    by = cast.actor("analyst")
    arben, phone = tell_user("Arben", by=by)
    graded = {"assessment": "E"} if ended == "false" else {}
    beni, same = tell_user("Beni Kola", by=by, **graded)
    decision = judge(phone, same, "same", by=by)
    assert (find(arben, beni, by=by) is None) == (ended == "false")

    if ended == "withdrawn":
        link = Link.objects.using("stored").get(left=beni)
        links.withdraw_link(
            link_id=link.id, seen=0, reason="Misheard", actor=by, at=NOON
        )
    elif ended == "parted":
        assert decision
        judge(phone, same, "different", by=by)
    elif ended == "kept out":
        planner = cast.actor("planner")
        assert find(arben, beni, by=planner)
        key = Link.objects.using("stored").get(left=beni).item.report_id
        exclusions.keep_out(
            domain="intelligence", record_id=key, reason="conflict",
            actor=by, at=NOON, person_id=planner.person,
        )  # fmt: skip
        by = planner

    assert find(arben, beni, by=by) is None


def test_the_page_says_what_both_are_linked_to(
    cast: Cast,
    signed_in: SignedIn,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    by = cast.actor("analyst")
    arben, phone = tell_user("Arben", by=by)
    beni, same = tell_user("Beni Kola", by=by)
    judge(phone, same, "same", by=by)
    client = signed_in("analyst")
    page = reverse("intelligence:subject", args=[arben])
    client.get(page)

    with django_assert_max_num_queries(30):
        shown = client.get(page)
    with django_assert_max_num_queries(30):
        judged = client.get(reverse("intelligence:judge", args=[arben, beni]))

    assert "Linked to the same thing" in words(shown)
    for each in (shown, judged):
        assert "Both are linked to one phone: +5.0" in words(each)
