"""A link that was said wrongly is withdrawn, and that can be taken back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.db.utils import ProgrammingError
from django.urls import reverse

from tests.cast import NOON, Cast
from tests.support import audited as audit
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import acting_as
from unhidden.intelligence.models import Link, LinkWithdrawal
from unhidden.intelligence.reports.actions import links as links_actions
from unhidden.intelligence.reports.actions import mentions
from unhidden.intelligence.reports.actions.links import (
    LinkChangedSince,
    NoReasonToWithdraw,
)
from unhidden.intelligence.reports.actions.mentions import (
    LinkSaidOtherwise,
    LinkWithdrawn,
)
from unhidden.intelligence.retention.queries import reviews
from unhidden.intelligence.subjects.queries import links as links_queries
from unhidden.intelligence.subjects.queries import near, subjects
from unhidden.intelligence.subjects.queries.links import ItemLink
from unhidden.intelligence.subjects.rules.mentions import NewLink
from unhidden.intelligence.tests.judging import set_anew, taken_away
from unhidden.intelligence.tests.links import linked

pytestmark = pytest.mark.django_db
WHY = "The van was another’s."
MAY, JUNE = date(2025, 5, 1), date(2025, 6, 1)


def report_of(mention: UUID, *, by: Actor) -> UUID:
    (said,) = subjects.get_subject(viewer=by, mention_id=mention).said
    return said.intelligence_id


def links(mention: UUID, *, by: Actor) -> list[ItemLink]:
    key = report_of(mention, by=by)
    return links_queries.links_of(viewer=by, intelligence_id=key, number=1)


def withdraw(link: ItemLink, *, by: Actor, seen: int = 0, reason: str = WHY) -> None:
    links_actions.withdraw_link(
        link_id=link.id, seen=seen, reason=reason, actor=by, at=NOON
    )


def restore(link: ItemLink, *, by: Actor, seen: int = 1) -> None:
    links_actions.restore_link(
        link_id=link.id, seen=seen, reason="So.", actor=by, at=NOON
    )


def say(ends: list[UUID], since: date | None, *, by: Actor, kind: str = "with") -> None:
    mentions.link_mentions(
        intelligence_id=report_of(ends[0], by=by),
        number=1,
        new=NewLink(ends[0], ends[1], kind, since, None),
        actor=by,
        at=NOON,
    )


def beside(mention: UUID, look: near.LinkFilter = near.ALL) -> list[str]:
    found = near.list_subject_links({mention: [mention]}, look, width=9)
    return [each.kind for each in found]


def test_what_is_withdrawn_counts_nowhere_and_stands_again_when_taken_back(
    cast: Cast,
) -> None:
    analyst = cast.actor("analyst")
    ends = linked("Arben", "Bujar", by=analyst, kind="exploited_by")
    key = report_of(ends[0], by=analyst)
    (link,) = links(ends[0], by=analyst)

    def counted() -> tuple[list[str], list[str], int]:
        with acting_as(analyst.doing("intel_assessment")):
            alone = beside(ends[0])
            together = beside(ends[0], near.LinkFilter(is_together=True))
        kept = reviews.find_report_retention(
            viewer=analyst, intelligence_id=key, at=NOON
        )
        assert kept is not None
        return alone, together, kept.group

    before = counted()
    withdraw(link, by=analyst)
    without = counted()
    restore(link, by=analyst)

    assert before == (["exploited_by"], ["exploited_by"], 2)
    assert without == ([], ["together"], 4)
    assert counted() == before
    names = {each.name for each in audit.history(subject_ids=[key])}
    assert {"intelligence.link_withdrawn", "intelligence.link_restored"} <= names


def test_it_stays_on_the_subject_s_page_struck_with_its_reason(
    cast: Cast, signed_in: SignedIn
) -> None:
    analyst, client = cast.actor("analyst"), signed_in("analyst")
    ends = linked("Arben", "Bujar", by=analyst)
    key, (link,) = report_of(ends[0], by=analyst), links(ends[0], by=analyst)
    item = reverse("intelligence:mentions", args=[key, 1])
    page = reverse("intelligence:link", args=[key, 1, link.id])

    assert page in client.get(item).content.decode()
    assert "Enter the reason" in words(client.post(page, {"seen": "0", "reason": ""}))
    done = words(client.post(page, {"seen": "0", "reason": WHY}, follow=True))
    again = words(client.post(page, {"seen": "0", "reason": WHY}))

    assert "The link is withdrawn" in done
    assert "Somebody changed this link since you opened the page" in again
    for address in (item, reverse("intelligence:subject", args=[ends[1]])):
        shown = client.get(address)
        assert "<del>" in shown.content.decode()
        assert WHY in words(shown)
    back = words(client.post(page, {"seen": "1", "reason": "No."}, follow=True))
    assert "The link stands again" in back
    assert signed_in("officer").get(page).status_code == 404


def test_other_days_are_said_only_when_the_first_are_withdrawn(
    cast: Cast, signed_in: SignedIn
) -> None:
    analyst = cast.actor("analyst")
    ends = linked("Arben", "Bujar", by=analyst, days=(MAY, None))
    (link,) = links(ends[0], by=analyst)
    typed = {"do": "link", "left": ends[0], "right": ends[1], "kind": "with"}
    page = reverse("intelligence:mentions", args=[report_of(ends[0], by=analyst), 1])

    said = words(signed_in("analyst").post(page, typed))
    say(ends, MAY, by=analyst)
    with pytest.raises(LinkSaidOtherwise):
        say(ends, JUNE, by=analyst)
    withdraw(link, by=analyst)
    with pytest.raises(LinkWithdrawn):
        say(ends, MAY, by=analyst)
    say(ends, JUNE, by=analyst)

    assert "withdraw that link first" in said
    found = {each.from_on: each.withdrawn for each in links(ends[0], by=analyst)}
    assert found.keys() == {MAY, JUNE}
    assert found[MAY] is not None
    assert found[JUNE] is None
    with pytest.raises(LinkSaidOtherwise):
        restore(link, by=analyst)


def test_it_takes_a_reason_and_who_works_on_the_report(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    (link,) = links(linked("Arben", "Bujar", by=analyst)[0], by=analyst)

    with pytest.raises(NoReasonToWithdraw):
        withdraw(link, by=analyst, reason=" ")
    with pytest.raises(LinkChangedSince):
        restore(link, by=analyst, seen=0)
    for other in ("officer", "other_investigator"):
        with pytest.raises(Absent):
            withdraw(link, by=cast.actor(other))
    withdraw(link, by=analyst)
    with pytest.raises(LinkChangedSince):
        withdraw(link, by=analyst)


def test_withdrawals_are_only_ever_added_in_one_s_own_name(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    (link,) = links(linked("Arben", "Bujar", by=analyst)[0], by=analyst)
    withdraw(link, by=analyst)
    row = LinkWithdrawal(
        link_id=link.id,
        turn=2,
        is_withdrawn=False,
        reason="So.",
        decided_by_id=cast.people["officer"],
        decided_at=NOON,
    )

    with pytest.raises(ProgrammingError), acting_as(analyst.doing("intel_assessment")):
        row.save(force_insert=True)
    for change in (set_anew, taken_away):
        at_work = acting_as(analyst.doing("intel_assessment"))
        with pytest.raises(ProgrammingError), at_work:
            change(LinkWithdrawal.objects.all())
    assert Link.objects.using("stored").count() == 1
