"""What does not add up, in words, and the field where it is put right."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from unhidden.visits.rules.consistency import Problem

FIRST_COUNT = "present_child_female"
FIRST_REFERRAL = "referral_1_to"
FIRST_VICTIM = "victim_1_age_group"


@dataclass(frozen=True, slots=True)
class Sentence:
    field: str
    text: Promise


SENTENCES: dict[Problem, Sentence] = {
    Problem.NOTHING_TOLD: Sentence(
        "purpose_told", _("Enter what you told the people there")
    ),
    Problem.ENDS_BEFORE_IT_STARTS: Sentence(
        "ends_at", _("The visit must end after it starts")
    ),
    Problem.NOT_OVER_YET: Sentence(
        "ends_at", _("The visit must be over before you record it: check the times")
    ),
    Problem.BEFORE_THE_OPERATION: Sentence(
        "on", _("The visit cannot be before the operation begins: check the date")
    ),
    Problem.FOLLOW_UP_BEFORE_VISIT: Sentence(
        "follow_up_on", _("The follow-up must be on or after the day of the visit")
    ),
    Problem.CONSENT_BY_NOBODY: Sentence(
        "consent_by", _("Enter the role of the person who agreed")
    ),
    Problem.POWER_NOT_NAMED: Sentence("power", _("Enter the power you used")),
    Problem.POWER_NOT_EXPLAINED: Sentence(
        "narrative",
        _(
            "This kind of visit goes in by consent. Explain under ‘What happened’ "
            "why you used a power"
        ),
    ),
    Problem.NOT_A_COUNT: Sentence(FIRST_COUNT, _("Counts must be between 0 and 999")),
    Problem.COUNTED_TWICE: Sentence(FIRST_COUNT, _("Count each group of people once")),
    Problem.COUNTED_OUTSIDE: Sentence(
        FIRST_COUNT,
        _(
            "You did not go in, so you cannot count people inside: empty these boxes "
            "or change how you went in"
        ),
    ),
    Problem.SPOKE_TO_MORE_THAN_WERE_THERE: Sentence(
        "spoken_to", _("You spoke to more people than you counted there")
    ),
    Problem.MORE_VICTIMS_THAN_PEOPLE: Sentence(
        FIRST_VICTIM, _("There are more possible victims than people counted there")
    ),
    Problem.SOMEBODY_WAS_THERE: Sentence(
        "outcome",
        _(
            "With this outcome nobody was there: take out the people spoken to, "
            "counted or arrested, or select another outcome"
        ),
    ),
    Problem.REFUSED_BUT_ENTERED: Sentence(
        "outcome",
        _(
            "Entry was refused, so you did not go in: change how you went in, or "
            "select another outcome"
        ),
    ),
    Problem.NOTICES_NOT_COUNTED: Sentence(
        "notices", _("Enter how many notices were served")
    ),
    Problem.ARRESTS_NOT_COUNTED: Sentence(
        "arrests", _("Enter how many people were arrested")
    ),
    Problem.NO_VICTIM_COUNTED: Sentence(
        FIRST_VICTIM,
        _(
            "The outcome speaks of a possible victim: add them below, or explain "
            "under ‘What happened’ why nobody is counted"
        ),
    ),
    Problem.VICTIM_NOT_IN_OUTCOME: Sentence(
        "outcome",
        _(
            "You found a possible victim, but the outcome does not say so: change "
            "it, or explain it under ‘What happened’"
        ),
    ),
    Problem.VICTIM_BUT_NO_CONCERN: Sentence(
        "outcome",
        _("You found a possible victim: the outcome cannot be this one"),
    ),
    Problem.STRONG_SIGN_BUT_NO_CONCERN: Sentence(
        "outcome",
        _(
            "You saw a strong sign, and the outcome is no concern: change it, or "
            "explain it under ‘What happened’"
        ),
    ),
    Problem.SIGN_ANSWERED_TWICE: Sentence(
        "outcome", _("A sign was answered twice: answer it once")
    ),
    Problem.CHILD_NOT_REFERRED: Sentence(
        FIRST_REFERRAL,
        _(
            "You found a child: add a referral to the council for a child at risk "
            "(section 130 of the 2014 Act)"
        ),
    ),
    Problem.MAYBE_CHILD_NOT_REFERRED: Sentence(
        FIRST_REFERRAL,
        _(
            "Someone may be under 18: treat them as a child. Refer them to the "
            "council for a child at risk, or select the outcome concern about a child"
        ),
    ),
    Problem.NO_LEGAL_BASIS: Sentence(
        FIRST_REFERRAL, _("Enter a legal basis for each referral")
    ),
}
