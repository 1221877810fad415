"""Briefs are issued as versions, each for two audiences, and read by those who go."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.cast import NOON, Cast
from tests.made.briefs import (
    SECRET,
    WORDS,
    acknowledge,
    issue_brief,
    make_brief,
    read_paper,
    write_brief,
)
from tests.made.operations import (
    AUTHORITY,
    Week,
    make_planned_visit,
    make_team,
    make_week,
)
from tests.made.targets import make_warrant
from tests.support.papers import find_faults
from unhidden.access.absent import Absent
from unhidden.operations.briefing.actions import issuing, refusals
from unhidden.operations.briefing.queries import briefs, unbriefed

pytestmark = pytest.mark.django_db


@pytest.fixture
def week(cast: Cast) -> Week:
    """The police lead; an officer and somebody from a charity go."""
    return make_week(cast)


@pytest.fixture
def issued(cast: Cast, week: Week) -> UUID:
    brief_id = make_brief(cast, week.operation_id, week.team_id)
    assert issue_brief(cast, brief_id) == 1
    return brief_id


def card(cast: Cast, brief_id: UUID, part: str = "planner") -> briefs.BriefCard:
    return briefs.get_brief(viewer=cast.actor(part), brief_id=brief_id)


def test_police_read_the_history_and_a_charity_never_does(
    cast: Cast, issued: UUID
) -> None:
    for language in ("en", "cy"):
        police = read_paper(cast, issued, "officer", 1, language)
        charity = read_paper(cast, issued, "charity_visitor", 1, language)

        assert SECRET in police
        assert "Heronsong" not in charity
        assert "Quillmarsh" not in charity
        assert WORDS["facts"] in charity


def test_the_page_of_a_charity_has_no_source_either(cast: Cast, issued: UUID) -> None:
    view = briefs.read_brief(
        viewer=cast.actor("charity_visitor"), brief_id=issued, language="en"
    )

    assert view.sheet.audience == "Everybody else who goes"
    assert "Heronsong" not in view.sheet.all_text


def test_a_paper_is_tagged_and_says_its_language(cast: Cast, issued: UUID) -> None:
    content = briefs.fetch_paper(
        viewer=cast.actor("officer"), brief_id=issued, number=1, language="cy"
    )

    assert find_faults(content) == []
    assert b"/Lang(cy)" in content.replace(b" ", b"")


def test_who_goes_reads_it_and_nobody_else(cast: Cast, issued: UUID) -> None:
    for part in ("colleague", "partner", "analyst", "communications", "investigator"):
        with pytest.raises(Absent):
            card(cast, issued, part)
    assert card(cast, issued, "safeguarding_lead").number == 1


def test_who_has_not_acknowledged_is_listed(cast: Cast, issued: UUID) -> None:
    acknowledge(cast, issued, "officer", 1)

    found = card(cast, issued)

    assert [one.person_id for one in found.unread_readers] == [
        cast.people["charity_visitor"]
    ]
    assert found.readers[1].read_at == NOON or found.readers[0].read_at == NOON
    assert not card(cast, issued, "officer").is_waiting
    assert card(cast, issued, "charity_visitor").is_waiting


def test_a_team_that_has_not_read_its_brief_is_said(
    cast: Cast, week: Week, issued: UUID
) -> None:
    def list_teams() -> set[UUID]:
        return unbriefed.list_unbriefed_teams(
            viewer=cast.actor("planner"), operation_id=week.operation_id
        )

    before = list_teams()
    for part in ("officer", "charity_visitor"):
        acknowledge(cast, issued, part, 1)

    assert before == {week.team_id}
    assert list_teams() == set()


def test_nobody_acknowledges_twice_or_for_a_crew_they_are_not_on(
    cast: Cast, issued: UUID
) -> None:
    acknowledge(cast, issued, "officer", 1)

    with pytest.raises(refusals.BriefAlreadyRead):
        acknowledge(cast, issued, "officer", 1)
    for part in ("planner", "colleague", "safeguarding_lead"):
        with pytest.raises(Absent):
            acknowledge(cast, issued, part, 1)


def test_a_new_version_marks_what_changed_and_is_read_anew(
    cast: Cast, issued: UUID
) -> None:
    acknowledge(cast, issued, "officer", 1)
    words = WORDS | {"radio": "Channel 9, call sign Gwylan"}
    write_brief(cast, issued, words, revision=1)

    number = issue_brief(cast, issued, at=NOON + timedelta(hours=1))

    text = read_paper(cast, issued, "officer", 2)
    assert number == 2
    assert "[Changed] Radio and call signs. Channel 9, call sign Gwylan" in text
    assert text.count("[Changed]") == 1
    assert "[Changed]" not in read_paper(cast, issued, "officer", 1)
    assert card(cast, issued, "officer").is_waiting
    with pytest.raises(refusals.BriefSuperseded):
        acknowledge(cast, issued, "officer", 1)


def test_a_brief_that_says_the_same_is_not_issued_again(
    cast: Cast, issued: UUID
) -> None:
    with pytest.raises(refusals.NothingChanged):
        issue_brief(cast, issued)


def test_a_brief_is_whole_before_it_is_issued(cast: Cast, week: Week) -> None:
    words = {code: text for code, text in WORDS.items() if code != "bring"}
    brief_id = make_brief(cast, week.operation_id, week.team_id, words=words)

    with pytest.raises(refusals.BriefIncomplete) as refused:
        issue_brief(cast, brief_id)

    assert refused.value.codes == ("bring",)


def test_a_brief_of_more_than_two_pages_is_refused(cast: Cast, week: Week) -> None:
    words = dict.fromkeys(WORDS, "Many words. " * 90)
    brief_id = make_brief(cast, week.operation_id, week.team_id, words=words)

    with pytest.raises(refusals.BriefTooLong) as refused:
        issue_brief(cast, brief_id)

    assert refused.value.pages > 2
    assert card(cast, brief_id).number == 0


def test_the_phrase_sheet_marks_what_nobody_has_reviewed(
    cast: Cast, week: Week
) -> None:
    languages = ("ar", "pl", "ti", "zh-hans")
    brief_id = make_brief(cast, week.operation_id, week.team_id, languages=languages)
    issue_brief(cast, brief_id)

    text = read_paper(cast, brief_id, "officer", 1)

    # A narrow column may be broken after the stroke.
    assert "Czy potrzebuje Pan/Pani lekarza?" in text.replace("/ ", "/")
    assert "您需要医生吗" in text
    assert "ሓኪም" in text
    assert text.count("not reviewed") == 4


def test_the_welsh_paper_has_its_own_words_and_says_where_it_has_none(
    cast: Cast, week: Week
) -> None:
    brief_id = make_brief(
        cast, week.operation_id, week.team_id, welsh={"bring": "Neuadd y dref"}
    )
    issue_brief(cast, brief_id)

    text = read_paper(cast, brief_id, "officer", 1, "cy")

    assert "Neuadd y dref" in text
    assert f"{WORDS['radio']} (yn Saesneg yn unig)" in text
    assert "Neuadd y dref" not in read_paper(cast, brief_id, "officer", 1, "en")


def test_a_warrant_is_told_to_the_police_who_execute_it_and_to_nobody_else(
    cast: Cast,
) -> None:
    week = make_week(cast, kind="enforcement")
    make_warrant(cast, week.operation_id, week.premises_id)
    team_id = make_team(
        cast, week.operation_id, name="Team 2", people=("colleague", "partner")
    )
    make_planned_visit(cast, week.operation_id, team_id=team_id)
    mine, others = (
        make_brief(cast, week.operation_id, each) for each in (week.team_id, team_id)
    )
    for brief_id in (mine, others):
        issue_brief(cast, brief_id)

    told = read_paper(cast, mine, "officer", 1)

    assert f"{AUTHORITY} " in told
    assert "Wrexham Magistrates’ Court 5 April 2026 at 1pm 1" in told
    for brief_id, part in ((mine, "charity_visitor"), (others, "colleague")):
        assert AUTHORITY not in read_paper(cast, brief_id, part, 1)


def test_only_planners_issue(cast: Cast, issued: UUID) -> None:
    for part in ("officer", "charity_visitor", "safeguarding_lead", "overseer"):
        with pytest.raises(Absent):
            issuing.issue_brief(brief_id=issued, actor=cast.actor(part), at=NOON)
