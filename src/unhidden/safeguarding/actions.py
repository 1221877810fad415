"""Writes of survivors' cases."""

from unhidden.safeguarding.clocks.actions import meet_deadline
from unhidden.safeguarding.consent.actions.recording import (
    NewConsent,
    record_consent,
)
from unhidden.safeguarding.people.actions import (
    SurvivorIdentity,
    open_case,
    record_identity,
)
from unhidden.safeguarding.referrals.actions.accounts import (
    NewAccount,
    keep_account,
    mark_sentences,
)
from unhidden.safeguarding.referrals.actions.filling import begin_form
from unhidden.safeguarding.referrals.actions.recording import record_referral
from unhidden.safeguarding.support.actions import add_note

__all__ = [
    "NewAccount",
    "NewConsent",
    "SurvivorIdentity",
    "add_note",
    "begin_form",
    "keep_account",
    "mark_sentences",
    "meet_deadline",
    "open_case",
    "record_consent",
    "record_identity",
    "record_referral",
]
