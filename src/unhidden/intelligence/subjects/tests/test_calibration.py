"""Pairs are drawn from what one may see, judged half of the time blind, and counted."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.urls import reverse

from tests.cast import NOON, Cast
from tests.support import audited as audit
from tests.support.reading import words
from tests.support.roles import as_role
from tests.support.signing_in import SignedIn
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.health.models import WorkerObservation
from unhidden.intelligence import tasks
from unhidden.intelligence.models import CalibrationPair, CalibrationSample
from unhidden.intelligence.subjects.actions import calibration as actions
from unhidden.intelligence.subjects.actions.calibration import SampleWaits
from unhidden.intelligence.subjects.queries import calibration as queries
from unhidden.intelligence.subjects.queries import sampling
from unhidden.intelligence.subjects.rules import calibration as rules
from unhidden.intelligence.subjects.rules.calibration import DrawnPair
from unhidden.intelligence.subjects.rules.drift import DriftReading, UnseenNames
from unhidden.intelligence.subjects.rules.matching import load_shipped_weights
from unhidden.intelligence.subjects.rules.subjects import pair_of
from unhidden.intelligence.tests.judging import judge, make_mention
from unhidden.sharing.actions import exclusions

pytestmark = pytest.mark.django_db
PAGE = "intelligence:match_calibration"


def make_people(*names: str, by: Actor) -> list[UUID]:
    return [make_mention(name, by=by) for name in names]


def draw(*, by: Actor) -> list[CalibrationPair]:
    key = actions.draw_sample(actor=by, at=NOON)
    rows = CalibrationPair.objects.using("stored").filter(sample=key)
    return list(rows.order_by("place"))


def test_a_draw_holds_pairs_with_their_weights_and_is_recorded(cast: Cast) -> None:
    by = cast.actor("analyst")
    one, other = make_people("Arben Hoxha", "Arbën Hoxha", by=by)
    make_people("Nobody Alike", by=by)

    (pair,) = draw(by=by)

    assert {pair.left_id, pair.right_id} == {one, other}
    (event,) = audit.history(subject_ids=[pair.sample_id])
    assert (event.name, event.detail["pairs"]) == ("intelligence.sample_drawn", 1)
    assert queries.get_calibration(viewer=by).waiting == 1


def test_what_stands_of_a_drawn_pair_counts_wherever_it_was_judged(
    cast: Cast,
) -> None:
    by = cast.actor("analyst")
    one, other = make_people("Arben Hoxha", "Arbën Hoxha", by=by)
    (pair,) = draw(by=by)

    judge(one, other, "same", by=by)

    found = queries.get_calibration(viewer=by)
    (band,) = [each for each in found.bands if each.drawn]
    assert (band.judged, band.same, found.waiting) == (1, 1, 0)
    assert band.band == rules.find_band(pair.bits)
    assert queries.list_waiting_pairs(viewer=by) == []


def test_what_is_drawn_or_waits_is_not_drawn_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = cast.actor("analyst")
    make_people("Arben Hoxha", "Arbën Hoxha", by=by)

    assert len(draw(by=by)) == 1
    assert draw(by=by) == []
    monkeypatch.setattr(actions, "MOST_WAITING", 1)
    with pytest.raises(SampleWaits):
        draw(by=by)


def test_whoever_may_not_see_both_meets_neither_pair_nor_count(cast: Cast) -> None:
    by, planner = cast.actor("analyst"), cast.actor("planner")
    make_people("Arben Hoxha", "Arbën Hoxha", by=by)
    (pair,) = draw(by=by)
    assert queries.get_calibration(viewer=planner).waiting == 1

    exclusions.keep_out(
        domain="intelligence", record_id=pair.left.item.report_id, reason="conflict",
        actor=by, at=NOON, person_id=planner.person,
    )  # fmt: skip

    found = queries.get_calibration(viewer=planner)
    assert (found.waiting, sum(each.drawn for each in found.bands)) == (0, 0)
    abroad = queries.get_calibration(viewer=cast.actor("other_investigator"))
    assert (abroad.newest, abroad.waiting) == (None, 0)
    with pytest.raises(Absent):
        queries.get_calibration(viewer=cast.actor("officer"))


def test_a_blind_pair_shows_no_weight_until_it_is_judged(
    cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = cast.actor("analyst")
    one, other = make_people("Arben Hoxha", "Arbën Hoxha", by=by)
    drawn = DrawnPair(pair_of(one, other), 3.0, is_blind=True)
    monkeypatch.setattr(rules, "draw_pairs", lambda *_, **given: [drawn])
    client = signed_in("analyst")
    client.post(reverse(PAGE))
    (pair,) = CalibrationPair.objects.using("stored").all()
    address = reverse("intelligence:drawn_pair", args=[pair.id])
    compare = reverse("intelligence:judge", args=[pair.left_id, pair.right_id])

    assert address in client.get(reverse("intelligence:drawn_pairs")).content.decode()
    for each in (address, compare):
        shown = words(client.get(each))
        assert "What the weights say is not shown here" in shown
        assert "In all" not in shown
    empty = words(client.post(address, {"verdict": "same", "reason": ""}))
    assert "Enter the reason" in empty
    assert "What the weights say is not shown here" in empty
    client.post(address, {"verdict": "same", "reason": "One number"})

    assert "In all" in words(client.get(address))
    assert "1 of 1 the same" in words(client.get(reverse(PAGE)))
    assert words(client.get(reverse("intelligence:drawn_pairs"))).count("Hoxha") == 0


def test_the_page_says_what_is_not_known_yet(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in("planner")
    before = words(client.get(reverse(PAGE)))
    make_people("Arben Hoxha", "Arbën Hoxha", by=cast.actor("analyst"))
    shown = words(client.post(reverse(PAGE), follow=True))

    assert "it is not known how often they are right" in before
    assert "1 drawn pair waits to be judged." in shown
    assert "Judge the pairs" not in shown
    assert shown.count("Not known yet") == 5
    assert "Fewer than 30 are judged" in shown
    assert "50 are needed" in shown
    assert signed_in("officer").get(reverse(PAGE)).status_code == 404
    drawn = reverse("intelligence:drawn_pairs")
    assert signed_in("planner").get(drawn).status_code == 404


def test_a_double_press_draws_nothing_twice_and_says_why(
    cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_people("Arben Hoxha", "Arbën Hoxha", by=cast.actor("analyst"))
    monkeypatch.setattr(actions, "MOST_WAITING", 1)
    client = signed_in("analyst")
    client.post(reverse(PAGE))

    told = words(client.post(reverse(PAGE), follow=True))

    assert "Nothing more is drawn while" in told
    assert CalibrationSample.objects.using("stored").count() == 1


@pytest.mark.parametrize(
    ("has_moved", "among", "is_well"),
    [(False, 5_000, True), (True, 999, True), (True, 1_000, False)],
)
def test_health_is_told_when_weights_fit_no_more_and_can_be_learnt_anew(
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    has_moved: bool,
    among: int,
    is_well: bool,
) -> None:
    weights = load_shipped_weights()
    new_names = UnseenNames("last", 0.1, 0.9 if has_moved else 0.1, 250)
    found = DriftReading(250, unseen=(new_names,))
    monkeypatch.setattr(sampling, "load_serving", lambda: (among, weights))
    monkeypatch.setattr(sampling, "read_taken_drift", lambda taken: found)
    draw(by=cast.actor("analyst"))

    with as_role("worker"):
        assert tasks.watch_drift(timestamp=int(NOON.timestamp())) == is_well

    row = WorkerObservation.objects.using("stored").get(subject="matching")
    assert row.is_well == is_well
