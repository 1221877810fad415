"""When a record of a visit does not add up, and why.

Published figures were criticised for poor and inconsistent recording: a record that
contradicts itself is not kept. What is unusual but possible asks for an explanation in
the narrative instead of a refusal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from enum import StrEnum

from unhidden.visits.rules import purpose
from unhidden.visits.rules.records import VisitRecord, VisitSetting

MOST_PEOPLE = 999
_ENTERED_BY_CONSENT = {"soft", "hotel"}
_NOBODY_THERE = {"no_answer", "closed_vacant", "wrong_address"}
_VICTIM_FOUND = {"potential_victim_identified", "disclosure_made"}
_NOTHING_FOUND = {"no_concern", *_NOBODY_THERE}


class VisitInconsistency(StrEnum):
    """What does not add up; the form says it in a sentence."""

    NOTHING_TOLD = "nothing_told"
    ENDS_BEFORE_IT_STARTS = "ends_before_it_starts"
    NOT_OVER_YET = "not_over_yet"
    BEFORE_THE_OPERATION = "before_the_operation"
    FOLLOW_UP_BEFORE_VISIT = "follow_up_before_visit"
    CONSENT_BY_NOBODY = "consent_by_nobody"
    POWER_NOT_NAMED = "power_not_named"
    NOT_TURNED = "not_turned"
    POWER_AT_SAFEGUARDING = "power_at_safeguarding"
    ENFORCED_AT_SAFEGUARDING = "enforced_at_safeguarding"
    EVIDENCE_AT_SAFEGUARDING = "evidence_at_safeguarding"
    IMMIGRATION_AT_SAFEGUARDING = "immigration_at_safeguarding"
    NOT_A_COUNT = "not_a_count"
    COUNTED_TWICE = "counted_twice"
    COUNTED_OUTSIDE = "counted_outside"
    SPOKE_TO_MORE_THAN_WERE_THERE = "spoke_to_more_than_were_there"
    MORE_VICTIMS_THAN_PEOPLE = "more_victims_than_people"
    SOMEBODY_WAS_THERE = "somebody_was_there"
    REFUSED_BUT_ENTERED = "refused_but_entered"
    NOTICES_NOT_COUNTED = "notices_not_counted"
    ARRESTS_NOT_COUNTED = "arrests_not_counted"
    NO_VICTIM_COUNTED = "no_victim_counted"
    VICTIM_NOT_IN_OUTCOME = "victim_not_in_outcome"
    VICTIM_BUT_NO_CONCERN = "victim_but_no_concern"
    STRONG_SIGN_BUT_NO_CONCERN = "strong_sign_but_no_concern"
    SIGN_ANSWERED_TWICE = "sign_answered_twice"
    CHILD_NOT_REFERRED = "child_not_referred"
    MAYBE_CHILD_NOT_REFERRED = "maybe_child_not_referred"
    NO_LEGAL_BASIS = "no_legal_basis"


def find_inconsistencies(
    record: VisitRecord, setting: VisitSetting
) -> tuple[VisitInconsistency, ...]:
    """Everything that does not add up, in the order of the form."""
    return (
        *_time(record, setting),
        *_entry(record, setting),
        *_people(record),
        *_outcome(record),
        *_signs(record, setting),
        *_possible_victims(record),
        *_referrals(record),
        *_purpose(record, setting),
    )


def _time(record: VisitRecord, setting: VisitSetting) -> Iterator[VisitInconsistency]:
    if record.ended_at < record.started_at:
        yield VisitInconsistency.ENDS_BEFORE_IT_STARTS
    if record.started_at > setting.at or record.ended_at > setting.at:
        yield VisitInconsistency.NOT_OVER_YET
    if setting.day < setting.first_day:
        yield VisitInconsistency.BEFORE_THE_OPERATION
    if record.follow_up_on and record.follow_up_on < setting.day:
        yield VisitInconsistency.FOLLOW_UP_BEFORE_VISIT


def _entry(record: VisitRecord, setting: VisitSetting) -> Iterator[VisitInconsistency]:
    if not record.purpose_told.strip():
        yield VisitInconsistency.NOTHING_TOLD
    is_named = bool(record.entry_detail.strip())
    if record.entry_basis == "consent" and not is_named:
        yield VisitInconsistency.CONSENT_BY_NOBODY
    if record.entry_basis == "power":
        if not is_named:
            yield VisitInconsistency.POWER_NOT_NAMED
        # A soft or hotel visit goes in by consent, unless somebody turned it.
        if setting.kind in _ENTERED_BY_CONSENT and not setting.is_turned:
            yield VisitInconsistency.NOT_TURNED


def _people(record: VisitRecord) -> Iterator[VisitInconsistency]:
    counts = [group.count for group in record.present]
    counts += [record.spoken_to, record.leaflets, record.notices, record.arrests]
    if not all(0 <= count <= MOST_PEOPLE for count in counts):
        yield VisitInconsistency.NOT_A_COUNT
    if _has_twice((group.age, group.sex) for group in record.present):
        yield VisitInconsistency.COUNTED_TWICE
    if not record.is_entered:
        if record.people_there:
            yield VisitInconsistency.COUNTED_OUTSIDE
        return
    if record.outcome in _NOBODY_THERE:
        return
    if record.spoken_to > record.people_there:
        yield VisitInconsistency.SPOKE_TO_MORE_THAN_WERE_THERE
    if len(record.possible_victims) > record.people_there:
        yield VisitInconsistency.MORE_VICTIMS_THAN_PEOPLE


def _outcome(record: VisitRecord) -> Iterator[VisitInconsistency]:
    people = record.spoken_to + record.people_there + record.arrests
    if record.outcome in _NOBODY_THERE and people:
        yield VisitInconsistency.SOMEBODY_WAS_THERE
    if record.outcome == "refused_entry" and record.is_entered:
        yield VisitInconsistency.REFUSED_BUT_ENTERED
    if record.outcome == "notice_served" and not record.notices:
        yield VisitInconsistency.NOTICES_NOT_COUNTED
    if record.outcome == "arrest" and not record.arrests:
        yield VisitInconsistency.ARRESTS_NOT_COUNTED


def _signs(record: VisitRecord, setting: VisitSetting) -> Iterator[VisitInconsistency]:
    if _has_twice(sign.code for sign in record.signs):
        yield VisitInconsistency.SIGN_ANSWERED_TWICE
    seen = {sign.code for sign in record.signs if sign.answer == "seen"}
    # One strong sign justifies a safeguarding plan.
    is_strong = bool(seen & setting.strong_signs)
    if is_strong and record.outcome == "no_concern" and not record.is_explained:
        yield VisitInconsistency.STRONG_SIGN_BUT_NO_CONCERN


def _possible_victims(record: VisitRecord) -> Iterator[VisitInconsistency]:
    is_found = bool(record.possible_victims)
    is_said = record.outcome in _VICTIM_FOUND
    if is_said and not is_found and not record.is_explained:
        yield VisitInconsistency.NO_VICTIM_COUNTED
    if is_found and record.outcome in _NOTHING_FOUND:
        yield VisitInconsistency.VICTIM_BUT_NO_CONCERN
    elif is_found and not is_said and not record.is_explained:
        yield VisitInconsistency.VICTIM_NOT_IN_OUTCOME


def _referrals(record: VisitRecord) -> Iterator[VisitInconsistency]:
    is_referred = record.is_referred_to("council_child")
    if record.has_found("child") and not is_referred:
        yield VisitInconsistency.CHILD_NOT_REFERRED
    # Whoever may be under 18 is treated as a child (Modern Slavery Act 2015, s.51).
    is_acted_on = is_referred or record.outcome == "child_concern"
    if record.has_found("unsure") and not is_acted_on:
        yield VisitInconsistency.MAYBE_CHILD_NOT_REFERRED
    if not all(referral.legal_basis.strip() for referral in record.referrals):
        yield VisitInconsistency.NO_LEGAL_BASIS


def _purpose(
    record: VisitRecord, setting: VisitSetting
) -> Iterator[VisitInconsistency]:
    if setting.kind == purpose.SAFEGUARDING:
        yield from map(VisitInconsistency, purpose.find_broken_purpose(record))


def _has_twice(values: Iterable[Hashable]) -> bool:
    return any(times > 1 for times in Counter(values).values())
