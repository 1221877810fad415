"""Everything is held against everything, and people decide on what that proposes."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import LazySettings, settings
from django.db import connection

from tests.cast import NOON, Cast
from tests.support import audited as audit
from tests.support.postgres import Server
from tests.support.reading import words
from tests.support.roles import as_guard, as_role
from tests.support.signing_in import SignedIn
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import acting_as
from unhidden.access.rls import procedures
from unhidden.hosting.postgres.connecting import connect
from unhidden.intelligence.models import Judgement, LinkageBatch, ProposedLink
from unhidden.intelligence.subjects import tasks
from unhidden.intelligence.subjects.actions import proposals as proposal_actions
from unhidden.intelligence.subjects.actions import relinking
from unhidden.intelligence.subjects.queries import proposals, subjects
from unhidden.intelligence.subjects.rules.subjects import pair_of
from unhidden.intelligence.tests.judging import judge, make_mention
from unhidden.linkage.run_folders import RunFolders

pytestmark = pytest.mark.django_db
DAY = NOON.date()


@pytest.fixture(autouse=True)
def files(
    settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The folder in which runs have theirs."""
    settings.SPARK_FOLDER = str(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def ask(by: Actor) -> UUID:
    return proposal_actions.ask_for_batch(actor=by, at=NOON)


def work() -> bool | None:
    """What the worker does in its minute."""
    with as_role("worker"):
        return tasks.run_batch()


def listed(by: Actor, *, is_put_off: bool = False) -> proposals.ProposalList:
    return proposals.list_proposals(
        viewer=by, on=DAY, start=0, most=25, is_put_off=is_put_off
    )


def named(by: Actor) -> list[tuple[str, ...]]:
    return [card.names for card in listed(by).cards]


def make_pair(by: Actor, name: str = "Arben Krasniqi Hoxhaj") -> list[UUID]:
    return sorted(make_mention(name, by=by) for _ in "ab")


def test_a_batch_proposes_who_may_be_one_and_merges_nobody(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    people = make_pair(analyst)
    plates = [make_mention("CX12 ABC", by=analyst, kind="vehicle") for _ in "ab"]
    make_mention("Somebody Else Altogether", by=analyst)
    ask(analyst)

    assert work() is True

    found = listed(analyst)
    members = [set(card.group.members) for card in found.cards]
    assert sorted(members, key=sorted) == sorted([{*people}, {*plates}], key=sorted)
    assert (found.total, found.under_way, found.is_cut) == (2, None, False)
    subject = subjects.get_subject(viewer=analyst, mention_id=people[0])
    assert len(subject.said) == 1


def test_numbers_and_plates_that_are_only_alike_make_no_group(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    for phone, plate in (("07700 900020", "CX12 ABC"), ("07700 900021", "CX12 ABD")):
        make_mention(phone, by=analyst, kind="phone")
        make_mention(plate, by=analyst, kind="vehicle")
    ask(analyst)
    assert (work(), listed(analyst).cards) == (True, ())


def test_a_batch_reads_whatever_was_typed_and_joins_nobody_without_a_name(
    cast: Cast,
) -> None:
    analyst = cast.actor("analyst")
    hostile = [
        "Unknown male", "N/A", "Romanian driver", "😀", "X", "\u202eמ", "7", "a" * 200,
        "O'Brien-ap-Siôn", "'; drop table x", "Jo " * 60, "e\u0301" * 90,
    ]  # fmt: skip
    for name in hostile[:3]:
        for _ in "ab":
            make_mention(name, by=analyst)
    for kind, text in (("vehicle", "unknown"), ("document", "passport")):
        for _ in "ab":
            make_mention(text, by=analyst, kind=kind)
    for name in hostile[3:]:
        make_mention(name.strip(), by=analyst)
    people = make_pair(analyst)
    ask(analyst)

    assert work() is True

    assert [{*card.group.members} for card in listed(analyst).cards] == [{*people}]


def test_the_weight_of_a_batch_is_that_of_the_desk(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    one, other = make_pair(analyst)
    ask(analyst)
    work()

    with acting_as(analyst.doing("intel_assessment")):
        (link,) = ProposedLink.objects.all()

    matches = subjects.list_matches(viewer=analyst, mention_id=one)
    assert [match.said.id for match in matches] == [other]
    assert link.bits == pytest.approx(matches[0].comparison.bits)


def test_who_may_not_see_a_mention_sees_nothing_of_it(cast: Cast) -> None:
    """Not its pairs, nor a group that is larger, firmer, earlier or gone for it."""
    analyst, other = cast.actor("analyst"), cast.actor("other_investigator")
    judging = replace(other, permissions=other.permissions | {proposals.JUDGE})
    members = make_pair(analyst)
    make_pair(analyst, "Mirela Ionescu Popa")
    ask(analyst)
    work()
    before = listed(analyst).cards
    assert len(before) == 2

    theirs = make_mention("Arben Krasniqi Hoxhaj", by=other)
    ask(analyst)
    work()

    assert listed(analyst).cards == before
    with as_guard(), connection.cursor() as cursor:
        cursor.execute("select left_id, right_id from intelligence_proposedlink")
        pairs = set(cursor.fetchall())
    assert {pair_of(theirs, each) for each in members} <= pairs
    assert (listed(judging).total, listed(judging).cards) == (0, ())
    assert proposals.find_proposal(viewer=judging, mention_id=theirs) is None
    with acting_as(other.doing("intel_assessment")):
        assert not ProposedLink.objects.exists()
    with pytest.raises(Absent):
        proposals.find_proposal(viewer=judging, mention_id=members[0])
    with pytest.raises(Absent):
        proposal_actions.put_off_group(mentions=members, actor=judging, at=NOON)


def test_a_decision_takes_a_group_off_the_list_and_stands_over_the_next_batch(
    cast: Cast,
) -> None:
    analyst = cast.actor("analyst")
    one, other = make_pair(analyst)
    ask(analyst)
    work()
    assert len(named(analyst)) == 1

    judge(one, other, "different", by=analyst)

    assert named(analyst) == []
    ask(analyst)
    work()
    assert named(analyst) == []
    assert proposals.find_proposal(viewer=analyst, mention_id=one) is None


def test_what_is_put_off_comes_back_and_others_see_it_as_before(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    members = make_pair(analyst)
    ask(analyst)
    work()

    for _ in "twice":
        proposal_actions.put_off_group(mentions=members, actor=analyst, at=NOON)

    assert named(analyst) == []
    assert listed(analyst).has_put_off
    assert listed(analyst, is_put_off=True).total == 1
    later = proposals.list_proposals(
        viewer=analyst, on=DAY + proposal_actions.PUT_OFF, start=0, most=25
    )
    assert later.total == 1


def test_a_batch_is_asked_for_once_at_a_time(cast: Cast) -> None:
    ask(cast.actor("analyst"))

    with pytest.raises(proposal_actions.BatchAlready):
        ask(cast.actor("analyst"))


def test_the_operator_asks_as_nobody_and_the_worker_does_it(cast: Cast) -> None:
    ask(proposal_actions.OPERATOR)

    assert work() is True
    assert work() is False
    found = listed(cast.actor("analyst")).last
    assert found is not None
    assert found.asked_by == ""


def test_while_another_is_at_it_nothing_begins(cast: Cast, test_server: Server) -> None:
    ask(cast.actor("analyst"))
    name = str(connection.settings_dict["NAME"])
    other = connect(test_server.parameters(name, "unhidden_worker"))

    with other, other.transaction():
        assert other.execute("select wall.training_turn()").fetchone() == (True,)
        assert work() is None
    assert work() is True


def test_what_was_killed_begins_again_and_leaves_nothing_of_the_first_try(
    cast: Cast, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    analyst = cast.actor("analyst")
    make_pair(analyst)
    batch = ask(analyst)

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(relinking, "_end", die)
        with pytest.raises(KeyboardInterrupt):
            work_by_itself()
    under_way = listed(analyst).under_way
    assert under_way is not None
    assert (under_way.stage, under_way.share) == ("keeping", relinking.WEIGHED)
    assert listed(analyst).total == 0

    assert work() is True

    assert listed(analyst).total == 1
    assert list(files.iterdir()) == []
    assert audit.names_about(subject_id=batch) == [
        "intelligence.batch_asked",
        "intelligence.batch_begun",
        "intelligence.batch_begun",
        "intelligence.batch_ended",
    ]


def work_by_itself() -> None:
    """As the worker does it: what is done stays, also where it is killed midway."""
    with connection.cursor() as cursor:
        cursor.execute("set role unhidden_worker")
    try:
        tasks.run_batch()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("set role unhidden_staff")


def test_what_is_killed_again_and_again_is_given_up(cast: Cast, files: Path) -> None:
    """And the names that lay in clear go with it."""
    analyst = cast.actor("analyst")
    batch = ask(analyst)
    with RunFolders(files, str(settings.STATE)).open_folder() as folder:
        name = folder.name
    (files / name).mkdir()
    (files / name / "records.parquet").write_text("Arben Krasniqi Hoxhaj")
    with as_role("worker"):
        for _ in range(relinking.MOST_TRIES):
            procedures.ask_rows("begin_batch", batch, NOON)

    assert work() is False

    found = listed(analyst)
    assert found.last is not None
    assert (found.under_way, found.last.failure) == (None, "broken_off")
    assert list(files.iterdir()) == []
    assert ask(analyst) != batch


def test_the_worker_reads_mentions_only_while_a_batch_is_under_way(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    make_pair(analyst)

    def handed_over() -> int:
        with as_role("worker"):
            return len(procedures.ask_rows("mentions_to_relink", None, 10))

    assert handed_over() == 0
    batch = ask(analyst)
    assert handed_over() == 0
    with as_role("worker"):
        procedures.ask_rows("begin_batch", batch, NOON)
    assert handed_over() == 2
    with as_role("worker"):
        procedures.call_procedure("end_batch", batch, "", NOON)
    assert handed_over() == 0


def test_the_pages_show_how_far_it_is_and_keep_a_decision(
    cast: Cast, signed_in: SignedIn
) -> None:
    client = signed_in("analyst")
    assert "never held against each other" in words(client.get("/groups/"))
    one, other = make_pair(cast.actor("analyst"))

    client.post("/groups/look/")
    assert "Begins within a minute or two" in words(client.get("/groups/"))
    again = client.post("/groups/look/", follow=True)
    assert "Everything is being looked through already" in words(again)
    work()

    page = words(client.get("/groups/"))
    assert "Arben Krasniqi Hoxhaj" in page
    assert "2 mentions" in page
    address = f"/groups/{one}/"
    page = words(client.get(address))
    assert "The pair that says least for it" in page
    assert "Same name" in page
    given = {"mentions": [str(one), str(other)], "verdict": "same", "reason": ""}
    assert "Enter the reason" in words(client.post(address, given))
    few = {**given, "mentions": [str(one)], "reason": "x"}
    assert "Select at least two mentions" in words(client.post(address, few))

    kept = {**given, "reason": "Both give one telephone number."}
    assert client.post(address, kept).status_code == 302
    said = words(client.post(address, kept, follow=True))

    assert "Nothing is left to decide on this group" in said
    analyst = cast.actor("analyst")
    assert len(subjects.get_subject(viewer=analyst, mention_id=one).said) == 2
    assert "Nothing waits for you" in words(client.get("/groups/"))


def test_the_page_holds_mentions_apart_and_puts_a_group_off(
    cast: Cast, signed_in: SignedIn
) -> None:
    client, analyst = signed_in("analyst"), cast.actor("analyst")
    one, other = make_pair(analyst)
    ask(analyst)
    work()
    address = f"/groups/{one}/"

    assert client.post(address, {"verdict": "later"}).status_code == 302
    page = client.get("/groups/")
    assert "See what you put off" in words(page)
    assert "Arben" in words(client.get("/groups/?later"))
    given = {
        "mentions": [str(one), str(other)],
        "verdict": "apart",
        "reason": "One of them was in prison then.",
    }
    assert client.post(address, given).status_code == 302

    assert "Arben" not in words(client.get("/groups/?later"))
    matches = subjects.list_matches(viewer=analyst, mention_id=one)
    assert matches == []


def test_who_decides_on_what_a_colleague_decided_meanwhile_is_told(
    cast: Cast, signed_in: SignedIn
) -> None:
    client, analyst = signed_in("analyst"), cast.actor("analyst")
    name = "Arben Krasniqi Hoxhaj"
    one, two, three = sorted(make_mention(name, by=analyst) for _ in "abc")
    ask(analyst)
    work()
    every = [str(each) for each in (one, two, three)]
    judge(one, two, "different", by=analyst)
    judge(one, three, "different", by=analyst)
    before = Judgement.objects.using("stored").count()

    given = {"mentions": every, "verdict": "same", "reason": "One telephone."}
    for address in (f"/groups/{two}/", f"/groups/{one}/"):
        answer = client.post(address, given, follow=True)

        assert answer.status_code == 200
    assert Judgement.objects.using("stored").count() == before


def test_who_does_not_judge_sees_no_group(cast: Cast, signed_in: SignedIn) -> None:
    one, _ = make_pair(cast.actor("analyst"))
    client = signed_in("planner")

    for address in ("/groups/", f"/groups/{one}/"):
        assert client.get(address).status_code == 404
    assert client.post("/groups/look/").status_code == 404
    assert not LinkageBatch.objects.exists()
