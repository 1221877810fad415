"""Writes of survivors' cases."""

from unhidden.safeguarding.clocks.actions.meeting import meet_deadline
from unhidden.safeguarding.clocks.actions.moving import StateEvent
from unhidden.safeguarding.clocks.actions.recording import record_state
from unhidden.safeguarding.clocks.actions.ruling import NewClockRule, write_rule
from unhidden.safeguarding.clocks.actions.running import ClockEvidence
from unhidden.safeguarding.consent.actions.outgoing import (
    NewOutgoing,
    hold_readers,
    let_out,
    recall_outgoing,
)
from unhidden.safeguarding.consent.actions.recording import (
    NewConsent,
    record_consent,
)
from unhidden.safeguarding.crossing.actions.involving import note_involved
from unhidden.safeguarding.crossing.actions.letters import answer_letter, send_letter
from unhidden.safeguarding.crossing.actions.requests import ask_holdings
from unhidden.safeguarding.frame.actions import (
    CaseClosed,
)
from unhidden.safeguarding.people.actions.contact import (
    NewSafeContact,
    record_safe_contact,
)
from unhidden.safeguarding.people.actions.identity import (
    SurvivorIdentity,
    record_identity,
)
from unhidden.safeguarding.people.actions.offers import (
    NewOffer,
    accept_offer,
    decline_offer,
    offer_person,
)
from unhidden.safeguarding.people.actions.opening import (
    NewCase,
)
from unhidden.safeguarding.people.actions.speaking import (
    NewSpeaking,
    record_speaking,
)
from unhidden.safeguarding.referrals.actions.accounts import (
    NewAccount,
    keep_account,
    mark_sentences,
)
from unhidden.safeguarding.referrals.actions.filling import (
    begin_form,
)
from unhidden.safeguarding.referrals.actions.handing import ask_responder
from unhidden.safeguarding.referrals.actions.recording import (
    record_referral,
)
from unhidden.safeguarding.support.actions.contacts import (
    NewContact,
    note_contact,
)
from unhidden.safeguarding.support.actions.files import (
    NewCaseFile,
    add_file,
)
from unhidden.safeguarding.support.actions.needs import (
    NewNeed,
    note_need,
)
from unhidden.safeguarding.support.actions.notes import (
    add_note,
)
from unhidden.safeguarding.support.actions.plans import (
    NewPlanText,
    NewRiskJudgement,
    judge_risk,
    write_plan,
)
from unhidden.safeguarding.support.actions.providers import (
    NewProvider,
    ProviderWords,
    add_provider,
    ask_service,
)

__all__ = [
    "CaseClosed",
    "ClockEvidence",
    "NewAccount",
    "NewCase",
    "NewCaseFile",
    "NewClockRule",
    "NewConsent",
    "NewContact",
    "NewNeed",
    "NewOffer",
    "NewOutgoing",
    "NewPlanText",
    "NewProvider",
    "NewRiskJudgement",
    "NewSafeContact",
    "NewSpeaking",
    "ProviderWords",
    "StateEvent",
    "SurvivorIdentity",
    "accept_offer",
    "add_file",
    "add_note",
    "add_provider",
    "answer_letter",
    "ask_holdings",
    "ask_responder",
    "ask_service",
    "begin_form",
    "decline_offer",
    "hold_readers",
    "judge_risk",
    "keep_account",
    "let_out",
    "mark_sentences",
    "meet_deadline",
    "note_contact",
    "note_involved",
    "note_need",
    "offer_person",
    "recall_outgoing",
    "record_consent",
    "record_identity",
    "record_referral",
    "record_safe_contact",
    "record_speaking",
    "record_state",
    "send_letter",
    "write_plan",
    "write_rule",
]
