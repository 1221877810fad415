"""Nobody ends anything namelessly, brings in the unseen, or says what is to come."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from tests.cast import NOON, TODAY, Cast
from tests.made.unused import MadeUnused, make_unused
from tests.security.record_in_sql import DONE, attempt, change, row
from unhidden.investigations.models import RetentionHold
from unhidden.investigations.outcomes.actions.holds import begin_hold
from unhidden.visits.models import PossibleVictim

pytestmark = pytest.mark.django_db


@pytest.fixture(name="made")
def _made(cast: Cast) -> MadeUnused:
    return make_unused(cast)


def origin(made: MadeUnused, kind: str, source: UUID) -> tuple[str, dict[str, object]]:
    return row(
        "origin",
        investigation_id=made.id,
        kind=kind,
        source_id=source,
        reference="",
        reason="",
        brought_by_id=made.leader.person,
        brought_at=NOON,
    )


def test_a_hold_is_ended_in_ones_own_name_by_who_leads(made: MadeUnused) -> None:
    hold = begin_hold(ground="appeal", reference="A1", **made.by(made.leader))
    leader = {"ended_at": NOON, "ended_by_id": made.leader.person}
    officer = {"ended_at": NOON, "ended_by_id": made.officer.person}

    def ends(by: str, **given: object) -> str:
        who = {"leader": made.leader, "officer": made.officer}[by]
        return attempt(who, change("retentionhold", hold, **given))

    assert ends("officer", **officer) == "a_hold_is_ended_by_who_leads"
    assert ends("leader", ended_at=NOON) == "a_hold_is_ended_by_somebody"
    assert ends("leader", **leader) == DONE
    assert RetentionHold.objects.using("stored").get().ended_at is None


def test_an_origin_is_what_whoever_brings_it_reads(made: MadeUnused) -> None:
    rule = "an_origin_is_read_by_who_brings_it"
    for kind in ("visit", "intelligence", "report", "investigation"):
        assert attempt(made.leader, origin(made, kind, uuid4())) == rule, kind
    itself = origin(made, "investigation", made.id)
    assert attempt(made.leader, itself) == DONE


def test_a_possible_victim_is_of_a_visit_that_it_comes_from(
    made: MadeUnused,
) -> None:
    def names(victim: UUID) -> str:
        person = row(
            "investigatedperson",
            investigation_id=made.id,
            number=9,
            possible_victim_id=victim,
            added_by_id=made.leader.person,
            added_at=NOON,
        )
        return attempt(made.leader, person)

    found = PossibleVictim.objects.using("stored").get().id
    assert names(uuid4()) == "a_possible_victim_was_found_at_its_visit"
    assert names(found) == DONE


def test_nothing_is_asked_for_or_comes_of_it_in_time_to_come(
    made: MadeUnused,
) -> None:
    now = timezone.now()
    who = made.leader.person

    def archive(asked_at: object) -> str:
        asked = row(
            "archive",
            investigation_id=made.id,
            kind="open",
            recipient="CPS",
            purpose="trial",
            language="en",
            recipient_key="",
            has_media=False,
            sha256="",
            size=0,
            leaf="",
            asked_by_id=who,
            asked_at=asked_at,
        )
        return attempt(made.leader, asked)

    def outcome(on: object) -> str:
        came = row(
            "outcome",
            investigation_id=made.id,
            person_id=made.accused,
            kind="no_action",
            offence="",
            happened_on=on,
            entered_by_id=who,
            entered_at=NOON,
        )
        return attempt(made.leader, came)

    assert archive(now) == DONE
    assert archive(now + timedelta(hours=1)) == "wall"
    assert outcome(TODAY) == DONE
    assert outcome(now.date() + timedelta(days=2)) == "wall"
