"""Whatever was decided, undoing all of it gives the first state, in the database."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import NOON, Cast
from unhidden.access.actor import Actor
from unhidden.intelligence.gradings.rules import Grade
from unhidden.intelligence.models import Judgement, Link, LinkWithdrawal, Mention
from unhidden.intelligence.reports.actions import gradings
from unhidden.intelligence.reports.actions import links as links_actions
from unhidden.intelligence.reports.queries import items
from unhidden.intelligence.reports.queries.items import ItemView
from unhidden.intelligence.subjects.actions import judgements
from unhidden.intelligence.subjects.actions.judgements import JudgedAlready, NotOneKind
from unhidden.intelligence.subjects.queries import links as links_queries
from unhidden.intelligence.subjects.queries import subjects
from unhidden.intelligence.subjects.queries.links import ItemLink
from unhidden.intelligence.subjects.rules.subjects import (
    DecidedSince,
    NothingToJoin,
    NothingToSplit,
    SubjectContradiction,
)
from unhidden.intelligence.tests.links import linked

REASON = "Both sources give the same telephone number."
GRADES = (Grade("1", "A", "P"), Grade("2", "B", "P"), Grade("3", "D", "P"))
REFUSED = (
    SubjectContradiction,
    DecidedSince,
    NothingToJoin,
    NothingToSplit,
    NotOneKind,
    JudgedAlready,
)
PICK = st.integers(0, 3)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["same", "different", "join", "split", "undo", "grade", "link"]
        ),
        PICK,
        PICK,
    ),
    min_size=4,
    max_size=9,
)


@dataclass
class Desk:
    """Two items that name two people each, who are linked; and what was decided."""

    by: Actor
    mentions: list[UUID] = field(default_factory=list)
    reports: list[UUID] = field(default_factory=list)
    decisions: list[UUID] = field(default_factory=list)

    def __post_init__(self) -> None:
        for names in (("Arben", "Bujar"), ("Arbën", "Drita")):
            self.mentions += linked(*names, by=self.by)
            (said,) = subjects.get_subject(
                viewer=self.by, mention_id=self.mentions[-1]
            ).said
            self.reports.append(said.intelligence_id)

    @property
    def told(self) -> dict[str, Any]:
        return {"reason": REASON, "actor": self.by, "at": NOON}

    def item(self, number: int) -> ItemView:
        key = self.reports[number % 2]
        return items.get_graded_report(viewer=self.by, intelligence_id=key).items[0]

    def link(self, number: int) -> ItemLink:
        key = self.reports[number % 2]
        (found,) = links_queries.links_of(viewer=self.by, intelligence_id=key, number=1)
        return found

    @property
    def state(self) -> object:
        """Who is one with whom, which links stand, and with which grades."""
        return (
            [
                {
                    each.id
                    for each in subjects.get_subject(viewer=self.by, mention_id=m).said
                }
                for m in self.mentions
            ],
            [self.link(number).withdrawn is None for number in (0, 1)],
            [self.item(number).stands.grade for number in (0, 1)],
        )

    def take(self, what: str, one: int, other: int) -> None:
        """The step, or nothing where the rules refuse it."""
        with suppress(*REFUSED):
            self._take(what, one, other)

    def _take(self, what: str, one: int, other: int) -> None:
        here, there = self.mentions[one], self.mentions[other]
        if what == "grade":
            self.regrade(one, GRADES[other % len(GRADES)])
        elif what == "link":
            self.turn_link(one)
        elif what == "undo":
            self.undo(self.decisions[-1:])
        elif what == "join":
            rest = [each for each in self.mentions if each != here]
            made = judgements.join_mentions(mention_id=here, joining=rest, **self.told)
            self.decisions.append(made)
        elif what == "split":
            made = judgements.split_subject(
                mention_id=here, leaving=[here], **self.told
            )
            self.decisions.append(made)
        else:
            made = judgements.judge_mentions(
                mention_id=here, other_id=there, verdict=what, **self.told
            )
            self.decisions.append(made)

    def regrade(self, number: int, grade: Grade) -> None:
        item = self.item(number)
        if item.stands.grade != grade:
            gradings.regrade_item(
                item_id=item.id, seen=len(item.grades), grade=grade, **self.told
            )

    def turn_link(self, number: int) -> None:
        link = self.link(number)
        change = (
            links_actions.restore_link
            if link.withdrawn
            else links_actions.withdraw_link
        )
        change(link_id=link.id, seen=link.changes, **self.told)

    def undo(self, decisions: list[UUID]) -> None:
        for decision in reversed(decisions):
            judgements.undo_judgement(
                mention_id=self.mentions[0], decision_id=decision, **self.told
            )
            self.decisions.remove(decision)


def kept() -> list[tuple[Any, ...]]:
    """Every column of every mention."""
    return list(Mention.objects.using("stored").order_by("id").values_list())


@pytest.mark.django_db
@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_undoing_all_gives_the_first_state_and_no_mention_ever_changes(
    cast: Cast, steps: list[tuple[str, int, int]]
) -> None:
    desk = Desk(cast.actor("analyst"))
    first, mentions = desk.state, kept()
    grades = [desk.item(number).stands.grade for number in (0, 1)]

    for step in steps:
        desk.take(*step)
    desk.undo(list(desk.decisions))
    for number in (0, 1):
        desk.regrade(number, grades[number])
        if desk.link(number).withdrawn:
            desk.turn_link(number)

    assert desk.state == first
    assert kept() == mentions
    stray = Link.objects.using("stored").exclude(
        left__item=F("item"), right__item=F("item")
    )
    assert not stray.exists()
    assert not LinkWithdrawal.objects.using("stored").filter(reason="").exists()
    assert not Judgement.objects.using("stored").filter(reason="").exists()
