"""What the room decides by plain values."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.investigations.models import (
    ActionQueue,
    EnquiryState,
    InterviewStage,
    PaperStage,
)
from unhidden.investigations.room.rules import interviews, lines, papers, queues
from unhidden.lib.contact_words import ContactWords, find_contacts

QUEUES = st.sampled_from(ActionQueue.values)
STATES = st.sampled_from(EnquiryState.values)
STAGES = st.sampled_from(InterviewStage.values)
POSTS = st.frozensets(
    st.sampled_from(["sio", "action_manager", "investigator", "exhibits_officer"])
)
WHO = st.builds(queues.WhoAsks, POSTS, st.booleans(), st.booleans())


@given(QUEUES, QUEUES, WHO)
def test_nobody_files_what_they_resulted(
    queue: str, wanted: str, who: queues.WhoAsks
) -> None:
    taken = queues.may_take(queue, wanted, who)

    assert not (taken and wanted == "filed" and who.is_last_theirs)
    assert taken == (wanted in queues.list_steps(queue, who))


@given(QUEUES, QUEUES, WHO)
def test_who_manages_nothing_takes_only_their_own_actions_on(
    queue: str, wanted: str, who: queues.WhoAsks
) -> None:
    if who.posts & queues.MANAGING or not queues.may_take(queue, wanted, who):
        return

    assert who.is_theirs
    assert wanted in ("completed", "resulted", "referred_up")


@given(st.lists(st.tuples(QUEUES, WHO), max_size=20))
def test_an_action_is_filed_only_after_a_result(
    wishes: list[tuple[str, queues.WhoAsks]],
) -> None:
    way = [queues.FIRST]
    for wanted, who in wishes:
        if queues.may_take(way[-1], wanted, who):
            way.append(wanted)

    for before, after in pairwise(way):
        assert after != "filed" or before == "resulted"
        assert after != "resulted" or before == "completed"
        assert after != "completed" or before == "allocated"


@given(
    st.lists(
        st.builds(
            queues.QueuedAction,
            st.integers(1, 99),
            st.sampled_from(["high", "medium", "low"]),
            st.none() | st.dates(),
        )
    )
)
def test_what_is_due_first_stands_first_and_what_has_no_day_last(
    actions: list[queues.QueuedAction],
) -> None:
    found = sorted(actions, key=lambda each: queues.sort_key(each, "due"))

    days = [each.due_on or date.max for each in found]
    assert days == sorted(days)


def test_an_action_is_late_the_day_after_and_never_once_it_is_filed() -> None:
    day = date(2026, 1, 5)

    assert not queues.is_due("allocated", day, day)
    assert queues.is_due("allocated", day, date(2026, 1, 6))
    for done in ("completed", "resulted", "filed"):
        assert not queues.is_due(done, day, date(2026, 1, 6))
    assert not queues.is_due("allocated", None, day)
    assert queues.count_queues(["filed", "filed"])["filed"] == 2


@given(STATES, STATES)
def test_a_line_ends_and_opens_again_only_with_a_reason(
    state: str, wanted: str
) -> None:
    if not lines.may_go(state, wanted):
        return

    assert wanted in lines.list_next_states(state)
    crosses = (state in lines.ENDED) != (wanted in lines.ENDED)
    assert lines.needs_reason(state, wanted) == crosses


def test_a_room_asks_what_could_point_away() -> None:
    assert lines.lacks_line_away(["towards"])
    assert lines.lacks_line_away([])
    assert not lines.lacks_line_away(["towards", "either"])


@given(st.sets(st.sampled_from(PaperStage.values)))
def test_a_document_goes_one_stage_at_a_time(reached: set[str]) -> None:
    stage = papers.find_stage(reached)
    following = papers.find_next_stage(stage)

    assert stage == "registered" or stage in reached
    assert (following is None) == (stage == "filed")
    assert following not in reached


@pytest.mark.parametrize(
    ("typed", "found"),
    [("D12", ("D", 12)), (" s 3 ", ("S", 3)), ("12", None), ("D", None), ("D-1", None)],
)
def test_a_reference_is_read_as_people_type_it(
    typed: str, found: tuple[str, int] | None
) -> None:
    assert papers.read_reference(typed) == found


@given(STAGES, STAGES)
def test_an_interview_is_reviewed_only_when_it_was_transcribed(
    stage: str, wanted: str
) -> None:
    if interviews.may_go(stage, wanted) and wanted == "reviewed":
        assert stage == "transcribed"
    if interviews.may_go(stage, wanted) and wanted == "transcribed":
        assert stage == "held"


def test_who_is_interviewed_how_and_who_is_there() -> None:
    assert interviews.may_be_of("caution", {"suspect", "victim"})
    assert not interviews.may_be_of("caution", {"victim"})
    assert not interviews.may_be_of("abe", {"suspect"})
    assert interviews.list_unfit("abe", ["solicitor", "supporter"]) == ["solicitor"]
    assert interviews.list_unfit("caution", ["appropriate_adult"]) == []
    assert interviews.needs_interpreter("vi")
    assert not interviews.needs_interpreter("cy")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Ring her on 07700 900 123 at night", ContactWords.PHONE),
        ("Ring +44 (0)7700-900123", ContactWords.PHONE),
        ("٠٧٧٠٠٩٠٠١٢٣", ContactWords.PHONE),
        ("0770\u200b0900123", ContactWords.PHONE),
        ("She lives near LL11 1AA", ContactWords.POSTCODE),
        ("Write to a.b@example.org", ContactWords.EMAIL),
        ("On there she is @linh_98", ContactWords.HANDLE),
        ("They sleep at 14 Mostyn Street", ContactWords.STREET),
        ("yn byw yn 3 Heol Fawr", ContactWords.STREET),
    ],
)
def test_what_reaches_somebody_is_found(text: str, what: ContactWords) -> None:
    assert what in {hit.what for hit in find_contacts(text)}


@pytest.mark.parametrize(
    "text",
    [
        "He paid £1,200 in March 2016 for 14 cars a day.",
        "At 07:30 on 05/01/2026 the van came back.",
        "Exhibit AB/1 was found with D12 and 3 phones.",
        "Person 3 says that 2 men kept the keys.",
    ],
)
def test_days_sums_and_references_are_no_contacts(text: str) -> None:
    assert find_contacts(text) == []
