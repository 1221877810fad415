"""Retention: the clock of a subject, the queue, holds, and what is left afterwards."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from uuid import UUID, uuid4

import pytest
from django.db import connections
from django.db.utils import ProgrammingError
from psycopg import sql

from tests.cast import NOON, Cast, make_cast
from tests.made.emergency import make_colleagues
from tests.made.intelligence import SANITISED
from tests.made.places import WREXHAM, make_premises
from tests.support import audited as audit
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from tests.support.together import together
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import acting_as
from unhidden.intelligence.gradings.rules import Grade
from unhidden.intelligence.models import DisposedCount, Mention, Review, ReviewMatter
from unhidden.intelligence.reports.actions import disseminations, gradings, originals
from unhidden.intelligence.reports.actions import mentions as mentions_actions
from unhidden.intelligence.reports.queries import checks, items
from unhidden.intelligence.reports.rules.disseminations import NewDissemination
from unhidden.intelligence.retention import actions as reviews_actions
from unhidden.intelligence.retention.actions import ReviewedSince, ReviewRefused
from unhidden.intelligence.retention.queries import reviews as reviews_queries
from unhidden.intelligence.retention.rules import ReviewFault
from unhidden.intelligence.risk.queries import risks
from unhidden.intelligence.subjects.queries import subjects
from unhidden.intelligence.subjects.rules.mentions import NewMention
from unhidden.intelligence.tests.links import joined
from unhidden.intelligence.tests.reviewing import (
    LATER,
    LONG_AGO,
    NAME,
    decide,
    make_old,
    mention_of,
    second,
)

THEN = datetime(2016, 10, 18, 12, tzinfo=UTC)


def due_on(key: UUID, *, by: Actor) -> date | None:
    found = reviews_queries.find_report_retention(
        viewer=by, intelligence_id=key, at=NOON
    )
    return found.due_on if found else None


def unjudged(key: UUID, *, by: Actor) -> int:
    return reviews_queries.to_review(viewer=by, intelligence_id=key, at=NOON).unjudged


def queued(by: Actor, narrowed: str = "") -> list[UUID]:
    found = reviews_queries.reviews_due(viewer=by, at=NOON, narrowed=narrowed)
    return [row.id for row in found.rows]


def seconds(cast: Cast) -> list[Actor]:
    return make_colleagues(cast, 2, code="police", role="analyst")


def left_in_tables(ids: set[UUID]) -> set[str]:
    """The columns of any table in which one of the ids still stands."""
    columns = (
        "select table_name, column_name from information_schema.columns"
        " where table_schema = 'public' and data_type = 'uuid'"
    )
    ask = sql.SQL("select exists (select from {} where {} = any(%s))")
    with connections["stored"].cursor() as cursor:
        cursor.execute(columns)
        found = set()
        for table, column in cursor.fetchall():
            names = sql.Identifier(table), sql.Identifier(column)
            cursor.execute(ask.format(*names), [list(ids)])
            if cursor.fetchone()[0]:
                found.add(f"{table}.{column}")
        return found


def ids_of(key: UUID) -> set[UUID]:
    rows = Mention.objects.using("stored").filter(item__report=key)
    pairs = rows.values_list("id", "item_id")
    return {key, *(each for pair in pairs for each in pair)}


@pytest.mark.django_db
def test_the_clock_is_the_subject_s_and_starts_again_with_each_event(
    cast: Cast,
) -> None:
    analyst = cast.actor("analyst")
    van = NewMention("vehicle", "AB12 CDE")
    old, new = make_old(van, by=analyst), make_old(van, by=analyst, on=LATER)
    ends = [mention_of(key, by=analyst) for key in (old, new)]
    before = due_on(old, by=analyst), queued(analyst), unjudged(old, by=analyst)

    joined(*ends, by=analyst)

    assert before == (date(2022, 10, 17), [old], 1)
    assert due_on(old, by=analyst) == date(2030, 5, 1)
    assert (queued(analyst), unjudged(old, by=analyst)) == ([], 0)


@pytest.mark.django_db
def test_what_the_organisation_does_not_see_moves_no_clock(cast: Cast) -> None:
    analyst, partner = cast.actor("analyst"), cast.actor("other_investigator")
    old = make_old(by=analyst)
    theirs = make_old(by=partner, on=LATER)

    assert due_on(old, by=analyst) == date(2022, 10, 17)
    assert due_on(old, by=partner) is None
    assert (
        reviews_queries.find_report_retention(
            viewer=analyst, intelligence_id=theirs, at=NOON
        )
        is None
    )
    with pytest.raises(Absent):
        decide(theirs, "hold", by=analyst, seen=0)


@pytest.mark.django_db
def test_the_queue_has_what_is_due_by_group_the_longest_due_first(cast: Cast) -> None:
    analyst, officer = cast.actor("analyst"), cast.actor("officer")
    recent = make_old(by=officer, on=LATER)
    soon = make_old(by=officer, on=date(2020, 4, 1))
    older, serious = make_old(by=officer), make_old(by=officer, on=date(2015, 1, 1))

    reviews_actions.set_matter(
        intelligence_id=serious,
        seen=0,
        matter="slavery",
        reason="He holds their passports.",
        actor=officer,
        at=NOON,
    )

    assert queued(analyst) == [older, serious, soon]
    assert queued(analyst, "4") == [older, soon]
    assert queued(analyst, "2") == [serious]
    assert recent not in queued(analyst)
    page = reviews_queries.reviews_due(viewer=analyst, at=NOON, start=1, limit=1)
    assert ([row.id for row in page.rows], page.total) == ([serious], 3)
    assert page.by_group == {4: 2, 2: 1}
    decide(older, "retain", by=analyst, seen=0)
    assert due_on(older, by=analyst) == date(2032, 1, 5)
    assert queued(analyst) == [serious, soon]


@pytest.mark.django_db
def test_its_writer_and_the_desk_say_what_a_report_is_about_and_nobody_else(
    cast: Cast,
) -> None:
    analyst, officer = cast.actor("analyst"), cast.actor("officer")
    key = make_old(by=officer)

    def set_by(actor: Actor, seen: int) -> None:
        reviews_actions.set_matter(
            intelligence_id=key,
            seen=seen,
            matter="serious",
            reason="A knife was shown.",
            actor=actor,
            at=NOON,
        )

    set_by(officer, 0)
    with pytest.raises(ReviewedSince):
        set_by(analyst, 0)
    set_by(analyst, 1)

    with pytest.raises(Absent):
        set_by(cast.actor("colleague"), 2)
    other = cast.actor("colleague")
    row = ReviewMatter(
        report_id=key,
        turn=3,
        matter="serious",
        reason="So.",
        set_by_id=other.person,
        set_at=NOON,
    )
    at_work = acting_as(other.doing("intel_assessment"))
    with pytest.raises(ProgrammingError), at_work:
        row.save(force_insert=True)


@pytest.mark.django_db
def test_disposal_takes_two_and_leaves_figures_and_the_record_alone(
    cast: Cast,
) -> None:
    analyst, other = cast.actor("analyst"), second(cast)
    premises = make_premises(by=analyst)
    key = make_old(
        NewMention("premises", "", premises),
        NewMention("person", NAME),
        by=analyst,
        at=THEN,
    )
    kept = make_old(by=analyst, on=LATER)
    item = items.get_graded_report(viewer=analyst, intelligence_id=key).items[0]
    lives_on = mention_of(kept, by=analyst)
    gradings.regrade_item(
        item_id=item.id,
        seen=1,
        grade=Grade("2", "B", "P"),
        reason="A second source agrees.",
        actor=analyst,
        at=THEN,
    )
    gone = ids_of(key)
    assert risks.risk_of(viewer=analyst, premises_id=premises).reasons

    decide(key, "dispose", by=analyst, seen=0)
    with pytest.raises(ReviewRefused) as refused:
        decide(key, "agree", by=analyst, seen=1)
    decide(key, "agree", by=other, seen=1)

    assert refused.value.fault == ReviewFault.OWN_DECISION
    assert left_in_tables(gone) <= {"audit_event.subject_id", "audit_event.id"}
    with pytest.raises(Absent):
        items.get_graded_report(viewer=analyst, intelligence_id=key)
    assert mention_of(kept, by=analyst) == lives_on
    (left,) = DisposedCount.objects.using("stored").all()
    assert (left.month, left.council_id) == (date(2016, 10, 1), WREXHAM)
    assert (left.review_group, left.grade, left.items) == (4, "2BP", 1)
    assert left.sign_codes == ["gen_cannot_leave"]
    assert risks.risk_of(viewer=analyst, premises_id=premises).reasons == ()
    named = {each.name: each for each in audit.history(subject_ids=[key])}
    event = named["intelligence.report_disposed"]
    assert event.verb == "erasure"
    assert event.detail["decided_by"] == str(analyst.person)


@pytest.mark.django_db
def test_judgements_go_with_a_mention_and_what_they_joined_parts(cast: Cast) -> None:
    analyst, other = cast.actor("analyst"), second(cast)
    middle, one, two = (make_old(by=analyst) for _ in range(3))
    ends = [mention_of(key, by=analyst) for key in (one, two)]
    for end in ends:
        joined(mention_of(middle, by=analyst), end, by=analyst)

    decide(middle, "dispose", by=analyst, seen=0)
    decide(middle, "agree", by=other, seen=1)

    found = [subjects.get_subject(viewer=analyst, mention_id=end).said for end in ends]
    assert [len(said) for said in found] == [1, 1]


@pytest.mark.django_db
def test_what_is_anonymised_keeps_signs_grades_and_dates_and_no_words(
    cast: Cast,
) -> None:
    analyst, other = cast.actor("analyst"), second(cast)
    place = NewMention("premises", "", make_premises(by=analyst))
    key = make_old(place, NewMention("person", NAME), by=analyst)
    item = items.get_graded_report(viewer=analyst, intelligence_id=key).items[0]
    mentions = ids_of(key) - {key, item.id}
    decide(key, "anonymise", by=analyst, seen=0)
    decide(key, "agree", by=other, seen=1)

    report = items.get_graded_report(viewer=analyst, intelligence_id=key)

    (left,) = report.items
    assert (left.text, left.mentions, left.waits) == ("", (), False)
    assert (left.stands.grade.code, left.stands.grade.conditions) == ("2CC", "—")
    assert [sign.code for sign in left.signs] == ["gen_cannot_leave"]
    assert (report.event_on, report.anonymised_at) == (LONG_AGO, NOON)
    assert left_in_tables(mentions) == set()
    assert queued(analyst) == []
    assert checks.items_waiting(viewer=other).rows == []
    (count,) = DisposedCount.objects.using("stored").all()
    assert (count.council_id, count.grade, count.items) == (WREXHAM, "2CC", 1)
    with pytest.raises(Absent):
        originals.open_original(intelligence_id=key, actor=analyst, at=NOON)
    with pytest.raises(Absent):
        mentions_actions.add_mentions(
            intelligence_id=key,
            number=1,
            mentions=[NewMention("person", NAME)],
            actor=analyst,
            at=NOON,
        )
    with pytest.raises(Absent):
        disseminations.disseminate_item(
            intelligence_id=key,
            number=1,
            seen=1,
            new=NewDissemination(
                key=uuid4(),
                recipient_id=cast.organisations["council"],
                recipient_name="",
                to_person="The duty manager",
                basis="cda_1998_115",
                purpose="A visit.",
                kept_by="",
            ),
            actor=analyst,
            at=NOON,
        )


@pytest.mark.django_db
def test_a_legal_hold_beats_everything_and_is_lifted_with_a_reason(cast: Cast) -> None:
    analyst, other = cast.actor("analyst"), second(cast)
    key = make_old(by=analyst)
    decide(key, "dispose", by=analyst, seen=0)
    decide(key, "hold", by=other, seen=1)

    with pytest.raises(ReviewRefused) as refused:
        decide(key, "agree", by=other, seen=2)

    assert refused.value.fault == ReviewFault.HELD
    assert (queued(analyst), queued(analyst, "held")) == ([], [key])
    decide(key, "lift", by=other, seen=2)
    assert (queued(analyst), queued(analyst, "held")) == ([key], [])
    with pytest.raises(ReviewedSince):
        decide(key, "dispose", by=analyst, seen=1)


@pytest.mark.django_db
def test_the_pages_say_what_goes_and_ask_for_each_of_the_four_tests(
    cast: Cast, signed_in: SignedIn
) -> None:
    key = make_old(by=cast.actor("analyst"))
    page = f"/intelligence/{key}/review/"
    client, tests = signed_in("analyst"), ("necessity", "pattern", "risk")
    typed = {"seen": "0", "decision": "dispose", "reason": "Its time is over."}
    typed |= dict.fromkeys((*tests, "vulnerability"), "no")
    typed |= {f"{test}_words": "None." for test in tests}

    shown = words(client.get(page))
    refused = words(client.post(page, typed))
    typed["vulnerability_words"] = "Nobody."
    kept = words(client.post(page, typed, follow=True))
    waits = words(client.get(page))

    assert "the words of 1 item" in shown
    assert "1 mention of somebody or something" in shown
    assert "Enter how somebody is vulnerable, or why nobody is" in refused
    assert "A colleague must agree before it is done" in kept
    assert "Group 4: Intelligence only" in kept
    assert "Next review 17 October 2022" in kept
    assert SANITISED in kept
    assert "Take it back" in waits
    assert "Agree, and do it now" not in waits
    listed = client.get("/intelligence/review/?narrowed=4").content.decode()
    assert page in listed
    assert "Waits for a second person" in listed


@pytest.mark.django_db
def test_the_group_is_changed_on_its_page_by_whoever_may(
    cast: Cast, signed_in: SignedIn
) -> None:
    key = make_old(by=cast.actor("officer"))
    page = f"/intelligence/{key}/group/"
    typed = {"seen": "0", "matter": "slavery", "reason": "They work without pay."}

    kept = words(signed_in("officer").post(page, typed, follow=True))

    assert "Group 2: A suspected offence of sections 1 or 2" in kept
    assert signed_in("colleague").get(page).status_code == 404
    assert signed_in("colleague").get(f"/intelligence/{key}/review/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_who_holds_it_while_another_agrees_is_told_if_it_is_gone() -> None:
    cast = make_cast()
    analyst, (first, other) = cast.actor("analyst"), seconds(cast)
    key = make_old(by=analyst)
    decide(key, "dispose", by=analyst, seen=0)

    came = together(
        partial(decide, key, "agree", by=first, seen=1),
        partial(decide, key, "hold", by=other, seen=1),
    )

    told = [one for one in came if isinstance(one, ReviewedSince | Absent)]
    left = Review.objects.using("stored").filter(report=key).order_by("turn")
    decisions = [row.decision for row in left]
    assert len(told) == 1
    assert decisions in ([], ["dispose", "hold"])
