"""Nobody who is asked to judge a pair blind reads anywhere what the weights say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from tests.cast import NOON, Cast
from tests.support.reading import words
from tests.support.roles import as_role
from tests.support.signing_in import SignedIn
from unhidden.access.actor import Actor
from unhidden.intelligence.models import (
    CalibrationPair,
    LinkageModel,
    Mention,
    ModelChange,
)
from unhidden.intelligence.search import actions as searches
from unhidden.intelligence.subjects import tasks
from unhidden.intelligence.subjects.actions import calibration, proposals
from unhidden.intelligence.subjects.queries import proposals as proposed
from unhidden.intelligence.subjects.queries import retraining, subjects
from unhidden.intelligence.subjects.rules import calibration as rules
from unhidden.intelligence.subjects.rules.calibration import DrawnPair
from unhidden.intelligence.subjects.rules.retraining import ChangeFigures
from unhidden.intelligence.subjects.rules.subjects import pair_of
from unhidden.intelligence.tests.judging import judge, make_mention
from unhidden.intelligence.tests.models_of_people import make_model

pytestmark = pytest.mark.django_db
ONE, OTHER = "Arben Krasniqi Hoxhaj", "Arbën Krasniqi Hoxhaj"
Draw = Callable[[UUID, UUID], None]
#: What a page says of two where it says what the weights do.
OPINIONS = (
    "In all ",
    "Same name",
    "sound alike",
    "Likely the same",
    "Could be the same",
    "Their weights",
    "may be the same:",
    "the likeliest first:",
)
_LINK = re.compile(r'href="(/[^"#]*)"')
_APART = re.compile(r"static|sign_out|\.(?:csv|json|zip|pdf)|/network")


@pytest.fixture(autouse=True)
def files(settings: LazySettings, tmp_path: Path) -> None:
    settings.SPARK_FOLDER = str(tmp_path)


@pytest.fixture
def draw(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Draw:
    """Draw these two, to be judged blind."""

    def drawn(one: UUID, other: UUID) -> None:
        pair = DrawnPair(pair_of(one, other), 9.0, is_blind=True)
        monkeypatch.setattr(rules, "draw_pairs", lambda *_, **given: [pair])
        calibration.draw_sample(actor=cast.actor("analyst"), at=NOON)

    return drawn


def propose(by: Actor) -> None:
    """The worker holds everything against everything."""
    proposals.ask_for_batch(actor=by, at=NOON)
    with as_role("worker"):
        tasks.run_batch()


def note_change(number: int, one: UUID, other: UUID) -> None:
    """The worker notes that a model would change what is said of these two."""
    pair = [str(one), str(other)]
    figures = ChangeFigures(1, 1, 1, 0, 0, 0)
    with as_role("worker"):
        ModelChange(
            model=LinkageModel.objects.get(number=number),
            made_at=NOON,
            figures=asdict(figures),
            listed=[[*pair, -1.0, 9.0]],
            regrouped=[[*pair, True]],
        ).save(force_insert=True)


def walk(client: Client, starts: Iterable[str], *, depth: int = 2) -> dict[str, str]:
    """What the pages say that are reached from these, by links, so many steps away."""
    seen: dict[str, str] = {}
    new = set(starts)
    for _ in range(depth):
        met: set[str] = set()
        for address in sorted(new):
            shown = client.get(address, follow=True)
            assert shown.status_code < 500
            if shown.status_code == 200 and not shown.streaming:
                seen[address] = words(shown)
                met |= set(_LINK.findall(shown.content.decode()))
        new = {each for each in met - seen.keys() if not _APART.search(each)}
    return seen


def opinions(pages: dict[str, str], *mentioned: str) -> set[str]:
    """The pages that name all of these and say what the weights do."""
    return {
        address
        for address, said in pages.items()
        if all(each in said for each in mentioned)
        and any(each in said for each in OPINIONS)
        and "What agrees" not in said
    }


def test_no_page_says_what_the_weights_do_of_a_pair_that_waits_to_be_judged_blind(
    cast: Cast, signed_in: SignedIn, draw: Draw
) -> None:
    by = cast.actor("analyst")
    one, other = make_mention(ONE, by=by), make_mention(OTHER, by=by)
    kept = searches.save_search(
        text=ONE, name="A man", reason="Named twice.", actor=by, at=NOON
    )
    propose(by)
    client = signed_in("analyst")
    starts = [
        *(reverse("intelligence:subject", args=[each]) for each in (one, other)),
        reverse("intelligence:groups"),
        reverse("intelligence:group", args=[one]),
        f"{reverse('intelligence:find')}?text={ONE}",
        f"{reverse('intelligence:same_as', args=[one])}?text={OTHER}",
        reverse("intelligence:saved_search", args=[kept]),
        reverse("intelligence:people_models"),
        reverse("intelligence:match_calibration"),
    ]
    assert len(opinions(walk(client, starts), ONE, OTHER)) >= 5

    draw(one, other)
    pages = walk(client, starts)

    assert opinions(pages, ONE, OTHER) == set()
    assert sum(ONE in said and OTHER in said for said in pages.values()) >= 5
    of_one = reverse("intelligence:subject", args=[one])
    assert "Drawn by lot, to be judged" in pages[of_one]
    assert "A group with both of such a pair is not shown" in pages[starts[2]]

    judge(one, other, "unsure", by=by)

    assert of_one in opinions(walk(client, starts[:1]), ONE, OTHER)


def test_while_a_report_is_typed_one_of_the_two_is_offered_and_leads_to_the_other(
    cast: Cast, signed_in: SignedIn, draw: Draw
) -> None:
    by = cast.actor("analyst")
    one, other = make_mention(ONE, by=by), make_mention(OTHER, by=by)
    client = signed_in("analyst")
    address = f"{reverse('intelligence:look')}?of=item-0"
    typed = {"item-0-text": f"A man called {ONE} collects the wages."}
    pages = {reverse("intelligence:subject", args=[each]) for each in (one, other)}
    assert pages <= set(_LINK.findall(client.post(address, typed).content.decode()))

    draw(one, other)

    (led,) = pages.intersection(
        _LINK.findall(client.post(address, typed).content.decode())
    )
    (left,) = pages - {led}
    there = client.get(led).content.decode()
    assert left.removeprefix("/subjects/") in there.split("Drawn by lot")[1]


def test_what_is_one_with_a_drawn_mention_is_no_way_round(
    cast: Cast, signed_in: SignedIn, draw: Draw
) -> None:
    by = cast.actor("analyst")
    one, other, again = (make_mention(each, by=by) for each in (ONE, OTHER, OTHER))
    judge(other, again, "same", by=by)
    propose(by)
    draw(one, other)

    compare = reverse("intelligence:judge", args=[one, again])
    shown = words(signed_in("analyst").get(compare))

    assert "What the weights say is not shown here" in shown
    assert "In all" not in shown
    _, matches, drawn = subjects.get_subject_with_matches(viewer=by, mention_id=one)
    assert (matches, [each.id for each in drawn]) == ([], [other])
    assert proposed.find_proposal(viewer=by, mention_id=one) is None


def test_what_other_weights_would_change_leaves_out_a_pair_to_be_judged_blind(
    cast: Cast, draw: Draw
) -> None:
    by, planner = cast.actor("analyst"), cast.actor("planner")
    one, other = make_mention(ONE, by=by), make_mention(OTHER, by=by)
    number = make_model(by=by)
    note_change(number, one, other)
    before = retraining.people_model(viewer=by, number=number).change
    assert before
    assert before.pairs

    draw(one, other)

    after = retraining.people_model(viewer=by, number=number).change
    assert after
    assert (after.pairs, after.regrouped) == ((), ())
    told = retraining.people_model(viewer=planner, number=number).change
    assert told
    assert told.pairs == before.pairs


def test_whoever_is_not_asked_to_judge_loses_nothing(cast: Cast, draw: Draw) -> None:
    by, officer = cast.actor("analyst"), cast.actor("officer")
    one, other = make_mention(ONE, by=by), make_mention(OTHER, by=by)
    before = subjects.list_matches(viewer=officer, mention_id=one)

    draw(one, other)

    assert CalibrationPair.objects.using("stored").count() == 1
    assert Mention.objects.using("stored").count() == 2
    assert subjects.list_matches(viewer=officer, mention_id=one) == before
