"""Landing keys are made in time, closed, and opened by the worker's secret alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.utils import timezone

from tests.made.field import Phone, TeamKey, seal_submission
from tests.support.roles import as_role
from unhidden.access.absent import Absent
from unhidden.access.actor import NOBODY
from unhidden.field.keys import actions
from unhidden.field.tasks import KEEPER
from unhidden.field.tests import landing
from unhidden.vault import landing_keys, receipts, signing

pytestmark = pytest.mark.django_db
SECRET, SEED = bytes(range(32)), bytes(32)


@pytest.fixture(autouse=True)
def _knows_secrets(settings: LazySettings) -> None:
    """As the worker does."""
    settings.LANDING_KEY, settings.LANDING_CHECK = SECRET, signing.public_key_of(SEED)


def keep_keys() -> int:
    with as_role("worker"):
        return actions.keep_landing_keys(actor=KEEPER, at=timezone.now())


def test_the_first_key_is_made_at_once_and_each_week_has_one() -> None:
    assert keep_keys() in (2, 3)
    assert keep_keys() == 0

    first = landing.run_as_guard(
        "select from_on <= wall.today(), until_on - from_on from field_landingkey"
        " order by from_on limit 1"
    )
    assert first == (True, 6)


def test_what_is_sealed_to_a_key_opens_with_the_secret_and_not_without() -> None:
    keep_keys()
    public_key, closed = landing.run_as_guard(
        "select public_key, closed from field_landingkey order by from_on limit 1"
    )
    pair = TeamKey("landing", bytes(public_key))
    sent = seal_submission(
        Phone(), landing=pair, landing_id=landing.PAIR.id, outer="a visit"
    )
    given = {"public_key": bytes(public_key), "closed": bytes(closed)}

    (content,) = sent.parts.values()
    assert landing_keys.open_outer(content, key=SECRET, **given) == "a visit"
    with pytest.raises(landing_keys.SealBroken):
        landing_keys.open_outer(content, key=bytes(32), **given)


def test_the_key_of_receipts_is_published_once_under_the_name_that_they_give() -> None:
    keep_keys()
    keep_keys()

    found = landing.run_as_guard("select name, count(*) over () from field_receiptkey")
    assert found == (receipts.name_key(signing.public_key_of(SEED)), 1)


def test_a_key_of_months_ago_is_ended_and_one_that_may_be_needed_is_not() -> None:
    keep_keys()
    for days in (105, 21):
        landing.run_as_guard(
            "insert into field_landingkey (id, public_key, closed, from_on, until_on,"
            " made_at) select gen_random_uuid(), 'x', 'x', m - %s, m + 6 - %s, now()"
            " from cast(date_trunc('week', wall.today()) as date) m",
            *(days, days),
        )
    at = timezone.now()

    with as_role("worker"):
        assert actions.end_landing_keys(actor=KEEPER, at=at) == 1
        assert actions.end_landing_keys(actor=KEEPER, at=at) == 0


def test_nobody_else_does_the_workers_work(settings: LazySettings) -> None:
    with pytest.raises(Absent), as_role("worker"):
        actions.keep_landing_keys(actor=NOBODY, at=timezone.now() - timedelta(days=1))
    settings.LANDING_KEY = None
    with pytest.raises(actions.NoLandingSecret):
        keep_keys()
