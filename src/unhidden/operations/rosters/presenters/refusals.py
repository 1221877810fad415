"""What a refusal about a roster means to the person who tried."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unhidden.operations.frame.presenters import refusals as frame
from unhidden.operations.rosters.actions import refusals
from unhidden.ui import dates
from unhidden.ui.refusals import RefusalSentence, Sentences


def _hour_missing(refusal: Any) -> RefusalSentence:
    text = gettext(
        "Between 1am and 2am on %(day)s there is no hour: the clocks go forward. "
        "Enter another time"
    )
    return RefusalSentence(text % {"day": dates.format_day(refusal.day)}, "starts_at")


def _reserve_taken(refusal: Any) -> RefusalSentence:
    text = gettext("%(crew)s is in reserve on this day. Only one crew can be")
    return RefusalSentence(text % {"crew": refusal.crew}, "is_reserve")


def _kept_elsewhere(refusal: Any) -> RefusalSentence:
    text = gettext("%(organisation)s keeps this skill itself: ask them to change it")
    return RefusalSentence(text % {"organisation": refusal.keeper}, "skill")


SENTENCES: Sentences = {
    **frame.SENTENCES,
    refusals.ShiftHourMissing: _hour_missing,
    refusals.ReserveIsTaken: _reserve_taken,
    refusals.ShiftWithoutLength: RefusalSentence(
        _("The end must be another time than the start"), "ends_at"
    ),
    refusals.ShiftHoursMissing: RefusalSentence(
        _("Enter when the shift starts and ends"), "starts_at"
    ),
    refusals.ReserveIsOff: RefusalSentence(
        _("A crew that is off cannot be in reserve"), "is_reserve"
    ),
    refusals.NothingToCopy: _(
        "Nothing was copied: there is no shift to copy, or every crew has one already"
    ),
    refusals.CallSignTaken: RefusalSentence(
        _("Another crew of this operation has this call sign"), "call_sign"
    ),
    refusals.VehicleNameTaken: RefusalSentence(
        _("The operation has a vehicle of this name"), "name"
    ),
    refusals.VehicleInUse: _(
        "A crew goes out with this vehicle: change the crew first"
    ),
    refusals.StartPlaceNameTaken: RefusalSentence(
        _("The operation has a start place of this name"), "name"
    ),
    refusals.StartPlaceInUse: _("A crew starts from this place: change the crew first"),
    refusals.SkillKeptElsewhere: _kept_elsewhere,
    refusals.AbsenceEndsBeforeItStarts: RefusalSentence(
        _("The last day must be the first day or after it"), "to_on"
    ),
    refusals.RestRuleAsksNothing: RefusalSentence(
        _("Enter a rest, a break or a longest shift"), "rest_hours"
    ),
    refusals.RestRuleEndsBeforeItStarts: RefusalSentence(
        _("The last day must not lie before the rule came into force"), "to_on"
    ),
}
