"""A log is added to by whom it is open to, numbered, and never changed."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from tests.cast import NOON, Cast
from tests.made.command import COMMANDER, appoint, decide, make_commander
from tests.made.operations import make_operation
from unhidden.access.absent import Absent
from unhidden.access.context import acting_as
from unhidden.decision_log import actions
from unhidden.decision_log.actions import drafts as draft_actions
from unhidden.decision_log.actions import refusals
from unhidden.decision_log.models import DecisionAddendum, DecisionDraft, LoggedDecision
from unhidden.decision_log.queries import decisions, drafts
from unhidden.decision_log.queries.decisions import DUE, OPEN, LogFilter, LogPage
from unhidden.operations.command import actions as command

HOUR = timedelta(hours=1)
TASK = "operation_delivery"


@pytest.fixture
def operation_id(cast: Cast) -> UUID:
    return make_operation(cast)


def read(
    cast: Cast, operation_id: UUID, part: str = "planner", **wanted: object
) -> LogPage:
    return decisions.read_log(
        viewer=cast.actor(part),
        domain="operation",
        subject_id=operation_id,
        wanted=LogFilter(**wanted),  # type: ignore[arg-type]  # the fields' own types
        at=NOON + 5 * HOUR,
    )


def add(cast: Cast, decision_id: UUID, part: str = "planner", **changed: object) -> int:
    """A correction of the decision, with something else of it."""
    given = {"kind": "correction", "text": "Thursday is the 8th.", "review_at": None}
    return actions.write_addendum(
        id=uuid4(),
        domain="operation",
        decision_id=decision_id,
        actor=cast.actor(part),
        at=NOON + 2 * HOUR,
        **{**given, **changed},  # type: ignore[arg-type]  # the arguments' own types
    )


def test_decisions_are_numbered_in_their_log_without_gaps(
    cast: Cast, operation_id: UUID
) -> None:
    other = make_operation(cast, name="Other")
    decide(cast, operation_id)
    with pytest.raises(refusals.HeadingMissing), transaction.atomic():
        decide(cast, operation_id, values=" ")
    decide(cast, other)

    decide(cast, operation_id)

    assert [card.number for card in read(cast, operation_id).decisions] == [2, 1]
    assert [card.number for card in read(cast, other).decisions] == [1]


def test_a_decision_says_who_wrote_it_in_which_post_and_when(
    cast: Cast, operation_id: UUID
) -> None:
    appoint(cast, operation_id)

    decision_id = decide(cast, operation_id, "officer")

    view = decisions.read_decision(
        viewer=cast.actor("officer"),
        domain="operation",
        decision_id=decision_id,
        at=NOON,
    )
    assert view.card.capacity == "Safeguarding lead"
    assert view.written_at == NOON
    assert view.rejected == (("Go today", "Nobody who decides would be there."),)
    assert view.texts["values"].startswith("Whoever works there")


def test_a_log_is_open_to_who_is_in_charge_of_the_operation(
    cast: Cast, operation_id: UUID
) -> None:
    decision_id = decide(cast, operation_id)

    with pytest.raises(Absent):
        read(cast, operation_id, "officer")
    with pytest.raises(Absent):
        decide(cast, operation_id, "officer")
    with pytest.raises(Absent):
        add(cast, decision_id, "officer")
    appoint(cast, operation_id)

    assert read(cast, operation_id, "officer").total == 1


@pytest.mark.parametrize(
    ("post", "part"), [("bronze", "charity_visitor"), ("controller", "colleague")]
)
def test_other_posts_read_what_they_decided_and_what_is_addressed_to_them(
    cast: Cast, operation_id: UUID, post: str, part: str
) -> None:
    strand = "Visits" if post == "bronze" else ""
    appoint(cast, operation_id, post, part, strand=strand)
    appoint(cast, operation_id, "silver", make_commander(cast))
    hidden = decide(cast, operation_id, COMMANDER, addressed_to=("gold",))
    told = decide(cast, operation_id, COMMANDER, addressed_to=("gold", post))
    own = decide(cast, operation_id, part)
    before = decide(cast, operation_id)

    for reader, found in ((part, [own, told]), ("planner", [before])):
        log = read(cast, operation_id, reader)
        assert [card.id for card in log.decisions] == found
        assert not log.subject.is_whole
    assert add(cast, told, part) == 1
    for refused in (hidden, before):
        with pytest.raises(Absent):
            add(cast, refused, part)
    assert read(cast, operation_id, COMMANDER).total == 4


def test_an_ended_post_closes_the_log_to_its_holder(
    cast: Cast, operation_id: UUID
) -> None:
    post_id = appoint(cast, operation_id)
    decision_id = decide(cast, operation_id, "officer")

    command.end_post(post_id=post_id, actor=cast.actor("officer"), at=NOON + HOUR)

    with pytest.raises(Absent):
        decisions.read_decision(
            viewer=cast.actor("officer"),
            domain="operation",
            decision_id=decision_id,
            at=NOON,
        )
    with acting_as(cast.actor("officer").doing(TASK)):
        assert not LoggedDecision.objects.exists()
        assert not DecisionAddendum.objects.exists()


@pytest.mark.parametrize("table", ["decision_log_decision", "decision_log_addendum"])
@pytest.mark.parametrize("change", ["update {} set number = 9", "delete from {}"])
def test_no_page_changes_or_deletes_an_entry(
    cast: Cast, operation_id: UUID, table: str, change: str
) -> None:
    add(cast, decide(cast, operation_id))

    with (
        acting_as(cast.actor("planner").doing(TASK)),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change.format(table))


def test_corrections_are_addenda_with_numbers_of_their_own(
    cast: Cast, operation_id: UUID
) -> None:
    decision_id = decide(cast, operation_id)

    assert [add(cast, decision_id), add(cast, decision_id)] == [1, 2]

    view = decisions.read_decision(
        viewer=cast.actor("planner"),
        domain="operation",
        decision_id=decision_id,
        at=NOON,
    )
    assert [each.text for each in view.addenda] == ["Thursday is the 8th."] * 2


def test_a_decision_is_open_until_its_last_review_sets_no_other(
    cast: Cast, operation_id: UUID
) -> None:
    decision_id = decide(cast, operation_id, review_at=NOON + HOUR)
    decide(cast, operation_id, review_at=NOON + 9 * HOUR)
    decide(cast, operation_id)

    assert read(cast, operation_id).due == 1
    assert len(read(cast, operation_id, review=OPEN).decisions) == 2
    add(cast, decision_id, kind="review", review_at=NOON + 4 * HOUR)
    assert len(read(cast, operation_id, review=DUE).decisions) == 1
    add(cast, decision_id, kind="review")
    assert len(read(cast, operation_id, review=OPEN).decisions) == 1
    assert read(cast, operation_id, review=DUE).decisions == ()


def test_the_list_shows_one_author_alone(cast: Cast, operation_id: UUID) -> None:
    appoint(cast, operation_id)
    decide(cast, operation_id)
    decide(cast, operation_id, "officer")

    shown = read(cast, operation_id, "officer", author_id=cast.people["officer"])

    assert [card.number for card in shown.decisions] == [2]
    assert len(shown.authors) == 2


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"decided_at": NOON + HOUR}, refusals.DecidedLater),
        ({"review_at": NOON}, refusals.ReviewedBefore),
        ({"rejected": (("Wait", " "),)}, refusals.ReasonAgainstMissing),
        ({"title": ""}, refusals.HeadingMissing),
    ],
)
def test_a_decision_that_does_not_hold_together_is_refused(
    cast: Cast,
    operation_id: UUID,
    changed: dict[str, object],
    refusal: type[Exception],
) -> None:
    with pytest.raises(refusal):
        decide(cast, operation_id, **changed)  # type: ignore[arg-type]  # the fields' own types


def test_a_form_sent_twice_is_written_once(cast: Cast, operation_id: UUID) -> None:
    decision_id = decide(cast, operation_id)

    with pytest.raises(refusals.DecisionWritten):
        decide(cast, operation_id, id=decision_id)


def test_a_draft_is_kept_until_the_decision_is_written(
    cast: Cast, operation_id: UUID
) -> None:
    planner = cast.actor("planner")
    log = {"domain": "operation", "subject_id": operation_id}
    for title in ("Half", "Half a title"):
        draft_actions.keep_draft(
            domain="operation",
            subject_id=operation_id,
            typed={"title": [title]},
            actor=planner,
            at=NOON,
        )
    appoint(cast, operation_id)

    found = drafts.find_draft(viewer=planner, **log)  # type: ignore[arg-type]  # the log's own
    assert found is not None
    assert found.typed == {"title": ["Half a title"]}
    assert drafts.find_draft(viewer=cast.actor("officer"), **log) is None  # type: ignore[arg-type]  # the log's own
    decide(cast, operation_id)

    with acting_as(planner.doing(TASK)):
        assert not DecisionDraft.objects.exists()
