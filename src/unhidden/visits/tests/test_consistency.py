"""A record that contradicts itself is not kept; what is unusual is explained."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.visits.models import VisitOutcome
from unhidden.visits.rules.consistency import (
    MOST_PEOPLE,
    VisitInconsistency,
    find_inconsistencies,
)
from unhidden.visits.rules.records import (
    FoundVictim,
    HeadcountGroup,
    ReferralMade,
    SignAnswered,
    VisitRecord,
    VisitSetting,
)

BEGAN = datetime(2016, 10, 17, 10, tzinfo=UTC)
SETTING = VisitSetting(
    kind="soft",
    day=date(2016, 10, 17),
    first_day=date(2016, 10, 17),
    at=datetime(2016, 10, 17, 12, tzinfo=UTC),
    strong_signs=frozenset({"gen_cannot_leave"}),
)
RECORD = VisitRecord(
    purpose_told="We are here to talk and to leave a leaflet",
    entry_basis="consent",
    entry_detail="The manager",
    interpreter="not_needed",
    started_at=BEGAN,
    ended_at=BEGAN + timedelta(minutes=20),
    outcome="no_concern",
    spoken_to=2,
    present=(HeadcountGroup("adult", "female", 2), HeadcountGroup("young", "male", 1)),
)
AT_THE_DOOR = replace(RECORD, entry_basis="not_entered", entry_detail="", present=())
ADULT = FoundVictim("adult", "labour", is_brought_to_safety=True)
CHILD = FoundVictim("child", "none_yet", is_brought_to_safety=True)
UNSURE = FoundVictim("unsure", "none_yet", is_brought_to_safety=False)
CHILD_AT_RISK = ReferralMade("council_child", "Section 130 of the 2014 Act")
VICTIM = replace(
    RECORD, outcome="potential_victim_identified", possible_victims=(ADULT,)
)


def found(record: VisitRecord, **setting: object) -> tuple[VisitInconsistency, ...]:
    return find_inconsistencies(record, replace(SETTING, **setting))  # type: ignore[arg-type]


def test_an_ordinary_visit_adds_up() -> None:
    assert found(RECORD) == ()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"purpose_told": "  "}, VisitInconsistency.NOTHING_TOLD),
        (
            {"ended_at": BEGAN - timedelta(minutes=1)},
            VisitInconsistency.ENDS_BEFORE_IT_STARTS,
        ),
        ({"ended_at": BEGAN + timedelta(hours=3)}, VisitInconsistency.NOT_OVER_YET),
        (
            {"follow_up_on": date(2016, 10, 16)},
            VisitInconsistency.FOLLOW_UP_BEFORE_VISIT,
        ),
        ({"entry_detail": " "}, VisitInconsistency.CONSENT_BY_NOBODY),
        ({"spoken_to": -1}, VisitInconsistency.NOT_A_COUNT),
        ({"leaflets": MOST_PEOPLE + 1}, VisitInconsistency.NOT_A_COUNT),
        ({"spoken_to": 4}, VisitInconsistency.SPOKE_TO_MORE_THAN_WERE_THERE),
        ({"outcome": "refused_entry"}, VisitInconsistency.REFUSED_BUT_ENTERED),
        ({"outcome": "notice_served"}, VisitInconsistency.NOTICES_NOT_COUNTED),
        ({"outcome": "arrest"}, VisitInconsistency.ARRESTS_NOT_COUNTED),
        (
            {"referrals": (ReferralMade("fire", " "),)},
            VisitInconsistency.NO_LEGAL_BASIS,
        ),
    ],
)
def test_what_does_not_add_up_is_named(
    change: dict[str, object], problem: VisitInconsistency
) -> None:
    record = replace(RECORD, **change)  # type: ignore[arg-type]

    assert found(record) == (problem,)


def test_a_visit_is_not_recorded_before_the_operation_began() -> None:
    assert found(RECORD, first_day=date(2016, 10, 18)) == (
        VisitInconsistency.BEFORE_THE_OPERATION,
    )


def test_entry_by_a_power_names_the_power() -> None:
    record = replace(RECORD, entry_basis="power", entry_detail="")

    assert found(record, kind="enforcement") == (VisitInconsistency.POWER_NOT_NAMED,)


@pytest.mark.parametrize("kind", ["soft", "hotel"])
def test_a_power_at_a_visit_by_consent_was_turned_by_somebody(kind: str) -> None:
    record = replace(RECORD, entry_basis="power", entry_detail="PACE s.17")

    assert found(record, kind=kind) == (VisitInconsistency.NOT_TURNED,)
    assert found(record, kind=kind, is_turned=True) == ()
    assert found(record, kind="enforcement") == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (
            {"entry_basis": "power", "entry_detail": "PACE s.17"},
            "power_at_safeguarding",
        ),
        ({"outcome": "arrest", "arrests": 1}, "enforced_at_safeguarding"),
        ({"notices": 1}, "enforced_at_safeguarding"),
        ({"narrative": "Found 40 Condoms in a drawer"}, "evidence_at_safeguarding"),
        ({"narrative": "Nodwyd y derbyniadau"}, "evidence_at_safeguarding"),
        (
            {"referrals": (ReferralMade("home_office", "Consent"),)},
            "immigration_at_safeguarding",
        ),
    ],
)
def test_a_safeguarding_visit_keeps_its_purpose(
    change: dict[str, Any], code: str
) -> None:
    record = replace(RECORD, **change)

    assert code in found(record, kind="safeguarding")
    assert code not in found(record, kind="enforcement")


def test_nobody_is_counted_inside_where_nobody_went_in() -> None:
    record = replace(AT_THE_DOOR, present=RECORD.present)

    assert found(AT_THE_DOOR) == ()
    assert found(record) == (VisitInconsistency.COUNTED_OUTSIDE,)


def test_people_of_one_age_and_sex_are_one_count() -> None:
    twice = (HeadcountGroup("adult", "female", 2), HeadcountGroup("adult", "female", 1))

    assert found(replace(RECORD, present=twice)) == (VisitInconsistency.COUNTED_TWICE,)


@pytest.mark.parametrize("outcome", ["no_answer", "closed_vacant", "wrong_address"])
def test_where_nobody_was_nobody_is_spoken_to(outcome: str) -> None:
    empty = replace(AT_THE_DOOR, outcome=outcome, spoken_to=0)

    assert found(empty) == ()
    assert found(replace(empty, spoken_to=1)) == (
        VisitInconsistency.SOMEBODY_WAS_THERE,
    )
    assert found(replace(empty, arrests=1)) == (VisitInconsistency.SOMEBODY_WAS_THERE,)


def test_a_refusal_at_the_door_may_follow_a_talk_there() -> None:
    assert found(replace(AT_THE_DOOR, outcome="refused_entry", spoken_to=1)) == ()


@pytest.mark.parametrize("outcome", ["potential_victim_identified", "disclosure_made"])
def test_an_outcome_that_speaks_of_a_victim_counts_one_or_explains(
    outcome: str,
) -> None:
    record = replace(RECORD, outcome=outcome)

    assert found(record) == (VisitInconsistency.NO_VICTIM_COUNTED,)
    assert found(replace(record, narrative="They left before we could talk")) == ()
    assert found(replace(record, possible_victims=(ADULT,))) == ()


def test_a_possible_victim_shows_in_the_outcome_or_is_explained() -> None:
    record = replace(VICTIM, outcome="arrest", arrests=1)

    assert found(record) == (VisitInconsistency.VICTIM_NOT_IN_OUTCOME,)
    assert found(replace(record, narrative="The arrest comes first")) == ()


def test_no_explanation_makes_a_possible_victim_no_concern() -> None:
    record = replace(VICTIM, outcome="no_concern", narrative="All is fine")

    assert found(record) == (VisitInconsistency.VICTIM_BUT_NO_CONCERN,)


def test_there_are_not_more_possible_victims_than_people() -> None:
    record = replace(VICTIM, possible_victims=(ADULT,) * 4)

    assert found(record) == (VisitInconsistency.MORE_VICTIMS_THAN_PEOPLE,)


def test_a_possible_victim_may_come_out_to_the_door() -> None:
    record = replace(VICTIM, entry_basis="not_entered", entry_detail="", present=())

    assert found(record) == ()


def test_a_child_is_always_referred_to_the_council() -> None:
    record = replace(VICTIM, possible_victims=(CHILD,), narrative="At length")

    assert found(record) == (VisitInconsistency.CHILD_NOT_REFERRED,)
    assert found(replace(record, outcome="child_concern")) == (
        VisitInconsistency.CHILD_NOT_REFERRED,
    )
    assert found(replace(record, referrals=(CHILD_AT_RISK,))) == ()


def test_whoever_may_be_a_child_is_referred_or_the_outcome_says_so() -> None:
    record = replace(VICTIM, possible_victims=(UNSURE,), narrative="At length")

    assert found(record) == (VisitInconsistency.MAYBE_CHILD_NOT_REFERRED,)
    assert found(replace(record, outcome="child_concern")) == ()
    assert found(replace(record, referrals=(CHILD_AT_RISK,))) == ()


def test_a_strong_sign_is_a_concern_unless_it_is_explained() -> None:
    record = replace(RECORD, signs=(SignAnswered("gen_cannot_leave", "seen"),))

    assert found(record) == (VisitInconsistency.STRONG_SIGN_BUT_NO_CONCERN,)
    assert found(replace(record, narrative="The lock is the till room's")) == ()
    assert found(replace(record, outcome="welfare_concern")) == ()


def test_a_strong_sign_looked_for_and_not_seen_is_no_concern() -> None:
    record = replace(RECORD, signs=(SignAnswered("gen_cannot_leave", "not_seen"),))

    assert found(record) == ()


def test_a_sign_is_answered_once() -> None:
    answers = (SignAnswered("nail_a", "seen"), SignAnswered("nail_a", "not_seen"))

    assert found(replace(RECORD, signs=answers)) == (
        VisitInconsistency.SIGN_ANSWERED_TWICE,
    )


counts = st.integers(min_value=0, max_value=6)
groups = st.lists(
    st.builds(
        HeadcountGroup,
        st.sampled_from(["child", "young", "adult", "unknown"]),
        st.sampled_from(["female", "male", "unknown"]),
        counts,
    ),
    max_size=4,
).map(tuple)
victims = st.lists(
    st.builds(
        FoundVictim,
        st.sampled_from(["adult", "child", "unsure"]),
        st.sampled_from(["labour", "sexual", "none_yet"]),
        st.booleans(),
    ),
    max_size=3,
).map(tuple)
referrals = st.lists(
    st.builds(
        ReferralMade,
        st.sampled_from(["council_child", "council_adult", "fire"]),
        st.sampled_from(["", "Section 130"]),
    ),
    max_size=3,
).map(tuple)
records = st.builds(
    VisitRecord,
    purpose_told=st.sampled_from(["", "To talk"]),
    entry_basis=st.sampled_from(["consent", "power", "public_area", "not_entered"]),
    entry_detail=st.sampled_from(["", "The manager"]),
    interpreter=st.just("not_needed"),
    started_at=st.just(BEGAN),
    ended_at=st.integers(-30, 200).map(lambda m: BEGAN + timedelta(minutes=m)),
    outcome=st.sampled_from(VisitOutcome.values),
    spoken_to=counts,
    leaflets=counts,
    notices=counts,
    arrests=counts,
    narrative=st.sampled_from(["", "Because it was so"]),
    follow_up_on=st.none() | st.dates(date(2016, 10, 15), date(2016, 10, 20)),
    present=groups,
    referrals=referrals,
    possible_victims=victims,
)
settings_of_visits = st.builds(
    replace,
    st.just(SETTING),
    kind=st.sampled_from(["soft", "hotel", "safeguarding", "enforcement"]),
)


@given(records, settings_of_visits)
def test_what_is_kept_never_contradicts_itself(
    record: VisitRecord, setting: VisitSetting
) -> None:
    if find_inconsistencies(record, setting):
        return

    assert record.started_at <= record.ended_at <= setting.at
    assert record.is_entered or record.people_there == 0
    assert record.outcome != "no_answer" or record.spoken_to == 0
    assert not record.has_found("child") or record.is_referred_to("council_child")
    assert record.outcome != "no_concern" or not record.possible_victims
    assert all(referral.legal_basis for referral in record.referrals)


@given(records, settings_of_visits)
def test_an_explanation_never_makes_a_record_worse(
    record: VisitRecord, setting: VisitSetting
) -> None:
    silent = find_inconsistencies(replace(record, narrative=""), setting)
    explained = find_inconsistencies(replace(record, narrative="Because"), setting)

    assert set(explained) <= set(silent)


@given(records, settings_of_visits)
def test_each_problem_is_named_once(record: VisitRecord, setting: VisitSetting) -> None:
    named = find_inconsistencies(record, setting)

    assert len(named) == len(set(named))


@given(records, settings_of_visits)
def test_the_order_of_what_was_counted_does_not_matter(
    record: VisitRecord, setting: VisitSetting
) -> None:
    turned = replace(
        record,
        present=record.present[::-1],
        referrals=record.referrals[::-1],
        possible_victims=record.possible_victims[::-1],
    )

    assert find_inconsistencies(turned, setting) == find_inconsistencies(
        record, setting
    )
