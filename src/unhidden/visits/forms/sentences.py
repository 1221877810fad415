"""What does not add up, in words, and the field where it is put right."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.ui.refusals import RefusalSentence
from unhidden.visits.rules.consistency import VisitInconsistency

FIRST_COUNT = "present_child_female"
FIRST_REFERRAL = "referral_1_to"
FIRST_VICTIM = "victim_1_age_group"


SENTENCES: dict[VisitInconsistency, RefusalSentence] = {
    VisitInconsistency.NOTHING_TOLD: RefusalSentence(
        _("Enter what you told the people there"), "purpose_told"
    ),
    VisitInconsistency.ENDS_BEFORE_IT_STARTS: RefusalSentence(
        _("The visit must end after it starts"), "ends_at"
    ),
    VisitInconsistency.NOT_OVER_YET: RefusalSentence(
        _("The visit must be over before you record it: check the times"), "ends_at"
    ),
    VisitInconsistency.BEFORE_THE_OPERATION: RefusalSentence(
        _("The visit cannot be before the operation begins: check the date"), "on"
    ),
    VisitInconsistency.FOLLOW_UP_BEFORE_VISIT: RefusalSentence(
        _("The follow-up must be on or after the day of the visit"), "follow_up_on"
    ),
    VisitInconsistency.CONSENT_BY_NOBODY: RefusalSentence(
        _("Enter the role of the person who agreed"), "consent_by"
    ),
    VisitInconsistency.POWER_NOT_NAMED: RefusalSentence(
        _("Enter the power you used"), "power"
    ),
    VisitInconsistency.NOT_TURNED: RefusalSentence(
        _(
            "This kind of visit goes in by consent. First write down that it was "
            "turned into enforcement, by the link at the top of this page"
        ),
        "entry_basis",
    ),
    VisitInconsistency.POWER_AT_SAFEGUARDING: RefusalSentence(
        _(
            "A safeguarding visit goes in by no power. Where a life was at risk, ask "
            "the planner to open a second visit, and record the power there"
        ),
        "entry_basis",
    ),
    VisitInconsistency.ENFORCED_AT_SAFEGUARDING: RefusalSentence(
        _(
            "A safeguarding visit makes no arrest and serves no notice: these belong "
            "to a second visit with its own power"
        ),
        "outcome",
    ),
    VisitInconsistency.EVIDENCE_AT_SAFEGUARDING: RefusalSentence(
        _(
            "Take out what you wrote of condoms or takings: a safeguarding visit "
            "records neither as evidence"
        ),
        "narrative",
    ),
    VisitInconsistency.IMMIGRATION_AT_SAFEGUARDING: RefusalSentence(
        _(
            "Nothing goes from a safeguarding visit to the Home Office with its "
            "record: take the referral out. A release needs a supervisor"
        ),
        FIRST_REFERRAL,
    ),
    VisitInconsistency.NOT_A_COUNT: RefusalSentence(
        _("Counts must be between 0 and 999"), FIRST_COUNT
    ),
    VisitInconsistency.COUNTED_TWICE: RefusalSentence(
        _("Count each group of people once"), FIRST_COUNT
    ),
    VisitInconsistency.COUNTED_OUTSIDE: RefusalSentence(
        _(
            "You did not go in, so you cannot count people inside: empty these boxes "
            "or change how you went in"
        ),
        FIRST_COUNT,
    ),
    VisitInconsistency.SPOKE_TO_MORE_THAN_WERE_THERE: RefusalSentence(
        _("You spoke to more people than you counted there"), "spoken_to"
    ),
    VisitInconsistency.MORE_VICTIMS_THAN_PEOPLE: RefusalSentence(
        _("There are more possible victims than people counted there"), FIRST_VICTIM
    ),
    VisitInconsistency.SOMEBODY_WAS_THERE: RefusalSentence(
        _(
            "With this outcome nobody was there: take out the people spoken to, "
            "counted or arrested, or select another outcome"
        ),
        "outcome",
    ),
    VisitInconsistency.REFUSED_BUT_ENTERED: RefusalSentence(
        _(
            "Entry was refused, so you did not go in: change how you went in, or "
            "select another outcome"
        ),
        "outcome",
    ),
    VisitInconsistency.NOTICES_NOT_COUNTED: RefusalSentence(
        _("Enter how many notices were served"), "notices"
    ),
    VisitInconsistency.ARRESTS_NOT_COUNTED: RefusalSentence(
        _("Enter how many people were arrested"), "arrests"
    ),
    VisitInconsistency.NO_VICTIM_COUNTED: RefusalSentence(
        _(
            "The outcome speaks of a possible victim: add them below, or explain "
            "under ‘What happened’ why nobody is counted"
        ),
        FIRST_VICTIM,
    ),
    VisitInconsistency.VICTIM_NOT_IN_OUTCOME: RefusalSentence(
        _(
            "You found a possible victim, but the outcome does not say so: change "
            "it, or explain it under ‘What happened’"
        ),
        "outcome",
    ),
    VisitInconsistency.VICTIM_BUT_NO_CONCERN: RefusalSentence(
        _("You found a possible victim: the outcome cannot be this one"),
        "outcome",
    ),
    VisitInconsistency.STRONG_SIGN_BUT_NO_CONCERN: RefusalSentence(
        _(
            "You saw a strong sign, and the outcome is no concern: change it, or "
            "explain it under ‘What happened’"
        ),
        "outcome",
    ),
    VisitInconsistency.SIGN_ANSWERED_TWICE: RefusalSentence(
        _("A sign was answered twice: answer it once"), "outcome"
    ),
    VisitInconsistency.CHILD_NOT_REFERRED: RefusalSentence(
        _(
            "You found a child: add a referral to the council for a child at risk "
            "(section 130 of the 2014 Act)"
        ),
        FIRST_REFERRAL,
    ),
    VisitInconsistency.MAYBE_CHILD_NOT_REFERRED: RefusalSentence(
        _(
            "Someone may be under 18: treat them as a child. Refer them to the "
            "council for a child at risk, or select the outcome concern about a child"
        ),
        FIRST_REFERRAL,
    ),
    VisitInconsistency.NO_LEGAL_BASIS: RefusalSentence(
        _("Enter a legal basis for each referral"), FIRST_REFERRAL
    ),
}
