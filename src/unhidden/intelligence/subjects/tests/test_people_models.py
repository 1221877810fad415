"""Weights of people are learnt by the worker, and serve once they are published."""

from __future__ import annotations

from functools import partial

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.db.utils import ProgrammingError

from tests.cast import NOON, Cast
from tests.support import audited as audit
from tests.support.postgres import Server
from tests.support.reading import words
from tests.support.roles import as_role
from tests.support.signing_in import SignedIn
from unhidden.access.absent import Absent
from unhidden.access.context import acting_as
from unhidden.access.rls import procedures
from unhidden.hosting.postgres.connecting import connect
from unhidden.intelligence.models import (
    Judgement,
    LinkageModel,
    ModelPublication,
    ModelTraining,
)
from unhidden.intelligence.subjects.actions import publishing
from unhidden.intelligence.subjects.actions import retraining as retraining_actions
from unhidden.intelligence.subjects.actions.publishing import (
    ModelNoLongerFits,
    NoReasonToPublish,
    NotCompared,
    PublishedSince,
    ServesAlready,
)
from unhidden.intelligence.subjects.queries import retraining as retraining_queries
from unhidden.intelligence.subjects.queries import subjects
from unhidden.intelligence.tests.judging import judge, make_mention
from unhidden.intelligence.tests.models_of_people import (
    make_model,
    make_people,
    publish,
    worked,
)
from unhidden.linkage.people_training import PeopleLearner
from unhidden.linkage.training import TrainingPlan

pytestmark = pytest.mark.django_db
QUICK = partial(PeopleLearner, TrainingPlan(rules=(), sampled_pairs=20_000, rounds=2))


def weighed(cast: Cast) -> tuple[str, float]:
    """By which model a match is weighed, and how much it says."""
    analyst = cast.actor("analyst")
    one, _ = (make_mention("Arben Hoxhaj", by=analyst) for _ in "ab")
    found = subjects.list_matches(viewer=analyst, mention_id=one)[0].comparison
    return found.model, found.bits


def test_while_another_worker_is_at_it_nothing_is_begun(
    cast: Cast, test_server: Server
) -> None:
    retraining_actions.ask_for_training(actor=cast.actor("analyst"), at=NOON)
    name = str(connection.settings_dict["NAME"])
    other = connect(test_server.parameters(name, "unhidden_worker"))

    with other, other.transaction():
        assert other.execute("select wall.training_turn()").fetchone() == (True,)
        assert worked() == 0
        assert ModelTraining.objects.get().begun_at is None
    assert worked() > 0
    assert ModelTraining.objects.get().begun_at is not None


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_worker_learns_from_every_mention_and_tells_what_would_change(
    cast: Cast,
) -> None:
    make_people(300, by=cast.actor("analyst"))
    # What is no person is not among those that people are weighed among.
    make_mention("07700 900123", by=cast.actor("analyst"), kind="phone")
    retraining_actions.ask_for_training(actor=cast.actor("analyst"), at=NOON)

    with as_role("worker"):
        done = retraining_actions.train_models(
            learning=QUICK, fewest=300, actor=retraining_actions.TRAINER, at=NOON
        )

    assert done == 2
    found = retraining_queries.people_model(viewer=cast.actor("planner"), number=1)
    assert (found.card.mentions, found.card.is_serving) == (300, False)
    bits = {(each.comparison, each.level): each.new for each in found.levels}
    assert bits["name", "same"] > bits["name", "last"] > bits["name", "differs"]
    # Nobody has a phone here: that two differ speaks against, as it does elsewhere.
    assert bits["phone", "differs"] < 0
    change = found.change
    assert change is not None
    assert 0 < change.figures.pairs == change.figures.of
    differences = [abs(each.old - each.new) for each in change.pairs]
    assert differences == sorted(differences, reverse=True)
    assert differences
    assert change.regrouped
    other = retraining_queries.people_model(
        viewer=cast.actor("other_investigator"), number=1
    )
    assert other.change is not None
    assert (other.change.pairs, other.change.regrouped) == ((), ())


def test_a_published_model_serves_from_then_on_and_an_earlier_one_again(
    cast: Cast,
) -> None:
    analyst, planner = cast.actor("analyst"), cast.actor("planner")
    number = make_model(by=analyst)
    before = weighed(cast)
    with pytest.raises(NotCompared):
        publish(number, by=planner)
    assert worked() == 1
    assert weighed(cast) == before

    publish(number, by=planner)

    name, bits = weighed(cast)
    assert (before[0], name) == ("people", "people-7")
    assert bits == pytest.approx(before[1] + 1)
    one, other = (make_mention("Arben Hoxhaj", by=analyst) for _ in "ab")
    judge(one, other, "same", by=analyst)
    with acting_as(analyst.doing("intel_assessment")):
        assert Judgement.objects.get().model == "people-7"
    publish(0, by=planner, turn=1)
    assert weighed(cast)[0] == "people"
    publish(number, by=planner, turn=2)
    assert weighed(cast)[0] == "people-7"
    told = retraining_queries.people_models(viewer=analyst).publications
    assert [each.number for each in told] == [7, 0, 7]
    with acting_as(planner.doing("intel_assessment")):
        last = ModelPublication.objects.order_by("-turn")[0]
    assert audit.names_about(subject_id=last.id) == ["intelligence.model_published"]


def test_a_model_of_another_specification_serves_nobody(
    cast: Cast, signed_in: SignedIn
) -> None:
    planner = cast.actor("planner")
    number = make_model(by=cast.actor("analyst"), spec="of last year")
    assert worked() == 0

    with pytest.raises(ModelNoLongerFits):
        publish(number, by=planner)
    with acting_as(planner.doing("intel_assessment")):
        ModelPublication(
            turn=1,
            model=LinkageModel.objects.get(),
            reason="It fitted last year",
            published_by_id=planner.person,
            published_at=NOON,
        ).save(force_insert=True)

    assert weighed(cast)[0] == "people"
    client = signed_in("planner")
    assert "does not fit this version of the program" in words(client.get("/matching/"))
    page = client.get(f"/matching/{number}/")
    assert "so they are never used" in words(page)
    assert "Publish" not in words(page)


def test_what_was_published_is_taken_back_in_one_press(
    cast: Cast, signed_in: SignedIn
) -> None:
    number = make_model(by=cast.actor("analyst"))
    worked()
    before = weighed(cast)
    publish(number, by=cast.actor("planner"))
    assert weighed(cast)[0] == "people-7"
    client, analyst = signed_in("planner"), signed_in("analyst")
    button = "Use the weights from before again"
    assert button in words(client.get("/matching/"))
    assert button not in words(analyst.get("/matching/"))
    assert analyst.post("/matching/back/", {"seen": "1"}).status_code == 404

    for seen, said in (
        ("9", "Somebody has published other weights since"),
        ("1", "The weights from before are in use again"),
        ("1", "There is nothing to take back any more"),
    ):
        page = client.post("/matching/back/", {"seen": seen}, follow=True)
        assert said in words(page)

    assert weighed(cast) == before
    assert "What was published before was taken back" in words(page)
    assert button not in words(page)


def test_what_is_published_says_why_and_after_what_was_seen(cast: Cast) -> None:
    planner = cast.actor("planner")
    number = make_model(by=planner)
    worked()
    given = {"number": number, "turn": 0, "reason": "Seen", "actor": planner}

    for wrong, refusal in (
        ({"reason": " "}, NoReasonToPublish),
        ({"number": 0}, ServesAlready),
        ({"number": 99}, Absent),
        ({"turn": 1}, PublishedSince),
        ({"actor": cast.actor("analyst")}, Absent),
    ):
        with pytest.raises(refusal):
            publishing.publish_model(at=NOON, **{**given, **wrong})  # type: ignore[arg-type]


def test_only_who_answers_for_intelligence_publishes_and_nobody_changes_a_model(
    cast: Cast,
) -> None:
    analyst = cast.actor("analyst")
    make_model(by=analyst)
    mine = ModelPublication(
        turn=1, reason="Mine", published_by_id=analyst.person, published_at=NOON
    )

    def set_anew() -> object:
        return LinkageModel.objects.update(number=F("number"))

    for who, change in (
        ("analyst", partial(mine.save, force_insert=True)),
        ("planner", set_anew),
    ):
        actor = cast.actor(who).doing("intel_assessment")
        with acting_as(actor), pytest.raises(ProgrammingError), transaction.atomic():
            change()
    with as_role("worker"), pytest.raises(ProgrammingError), transaction.atomic():
        set_anew()


def test_the_page_asks_for_training_and_says_why_there_is_none(
    cast: Cast, signed_in: SignedIn
) -> None:
    client = signed_in("analyst")
    assert client.post("/matching/").status_code == 302
    assert "Training begins within a minute" in words(client.get("/matching/"))
    assert "being trained already" in words(client.post("/matching/", follow=True))

    worked()

    page = words(client.get("/matching/"))
    assert "fewer than 1,000 mentions of people: not enough to learn from" in page
    client.post("/matching/")
    with as_role("worker"):
        waiting = ModelTraining.objects.get(failure="")
        procedures.call_procedure("begin_training", waiting.id, NOON)
    assert "New weights are being trained" in words(client.get("/matching/"))
    worked()
    assert "broken off before its end" in words(client.get("/matching/"))


def test_the_page_of_a_model_publishes_it_for_who_may(
    cast: Cast, signed_in: SignedIn
) -> None:
    number = make_model(by=cast.actor("analyst"))
    page = f"/matching/{number}/"
    analyst, planner = signed_in("analyst"), signed_in("planner")
    assert "is being worked out" in words(planner.get(page))
    worked()
    assert "Use these weights" not in words(analyst.get(page))
    given = {"seen": "0", "reason": "Looked at by two of us"}
    assert analyst.post(page, given).status_code == 404

    assert "Enter why" in words(planner.post(page, {**given, "reason": ""}))
    assert planner.post(page, given).status_code == 302

    assert "In use" in words(analyst.get(page))
    again = planner.post("/matching/0/", given)
    assert "Somebody has published other weights since" in words(again)
