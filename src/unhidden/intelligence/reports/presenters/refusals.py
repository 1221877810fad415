"""Why a report, its check, its grade or its way out is refused, in words.

A fault has the same code in several of these rules, so each of them has a table.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.intelligence.forms import CONDITION_WITH_P
from unhidden.intelligence.gradings.rules import GradeFault
from unhidden.intelligence.reports.actions import (
    checks,
    gradings,
    links,
    mentions,
    replacing,
    reports,
    sources,
)
from unhidden.intelligence.reports.forms.items import HANDLING_NOT_YOURS
from unhidden.intelligence.reports.rules.checks import CheckFault
from unhidden.intelligence.reports.rules.disseminations import DisseminationBar
from unhidden.intelligence.reports.rules.drafts import DraftFault
from unhidden.ui.refusals import RefusalSentence, Sentences

WROTE_AGAIN = _("The reporter has written again: read it before you send this again")
WRITTEN_SINCE = _(
    "Somebody has written the report up, or decided on it otherwise, since. If this is"
    " new, decide on the report again (in another tab), and then save this"
)
_TOO_HIGH = _("Nothing above OFFICIAL-SENSITIVE may be kept here")
_GRADE_EACH = _("Grade each item")
_CONDITION_MISSING = _("Enter at least one condition for handling C")
_REASON_MISSING = RefusalSentence(_("Enter the reason"), "reason")
_TOO_MANY = _("An item may speak of 200 people and things: write two items")
_CHANGED_SINCE = RefusalSentence(
    _(
        "Somebody has graded, checked or added to this item since you opened the page: "
        "open it again to see how it stands"
    )
)
FAULTS: dict[DraftFault, RefusalSentence] = {
    DraftFault.ORIGIN_NOT_NAMED: RefusalSentence(_("Say where this comes from")),
    DraftFault.RAW_MISSING: RefusalSentence(_("Enter what you were told or saw")),
    DraftFault.PROVENANCE_MISSING: RefusalSentence(_("Enter how the source knows")),
    DraftFault.SOURCE_NOT_ASKED: RefusalSentence(
        _("Whoever reports without a name is not asked who they are")
    ),
    DraftFault.EVENT_IN_THE_FUTURE: RefusalSentence(
        _("Enter a date that is not in the future")
    ),
    DraftFault.MARKING_TOO_HIGH: RefusalSentence(_TOO_HIGH),
    DraftFault.ITEMS_NOT_ONE_TO_TEN: RefusalSentence(_("Write one to ten items")),
    DraftFault.TEXT_MISSING: RefusalSentence(_("Enter what is known")),
    DraftFault.GRADE_UNKNOWN: RefusalSentence(_GRADE_EACH),
    DraftFault.CONDITION_MISSING: RefusalSentence(_CONDITION_MISSING),
    DraftFault.CONDITION_WITH_P: RefusalSentence(CONDITION_WITH_P),
    DraftFault.MENTION_UNCLEAR: RefusalSentence(
        _("Check the people, vehicles and phones")
    ),
    DraftFault.MENTIONS_TOO_MANY: RefusalSentence(_TOO_MANY),
    DraftFault.HANDLING_NOT_THEIRS: RefusalSentence(HANDLING_NOT_YOURS),
    DraftFault.SIGN_UNKNOWN: RefusalSentence(_("Tick only signs of the list")),
}
WRITING: Sentences = {
    **FAULTS,
    reports.ReportAlreadyWritten: WRITTEN_SINCE,
    reports.ReportNotForWriting: WRITTEN_SINCE,
    replacing.NotHeldBack: _("Somebody has checked or replaced it since"),
}
CHECKING: Sentences = {
    CheckFault.OWN_ITEM: _("You wrote this item: ask a colleague to check it"),
    CheckFault.LINE_MISSING: RefusalSentence(
        _("Tick each line once you have checked it"), "confirmed"
    ),
    CheckFault.REASON_MISSING: _REASON_MISSING,
    CheckFault.MARKING_TOO_HIGH: RefusalSentence(_TOO_HIGH, "reason"),
    checks.ChangedSince: _CHANGED_SINCE,
}
GIVING: Sentences = {
    DisseminationBar.WAITS: _(
        "This item waits for a second person: have it checked before it leaves"
    ),
    DisseminationBar.NOBODY_NAMED: RefusalSentence(
        _("Enter who is given it"), "to_person"
    ),
    DisseminationBar.OWN_ORGANISATION: RefusalSentence(
        _("Select another organisation than your own"), "recipient"
    ),
    DisseminationBar.PURPOSE_MISSING: RefusalSentence(
        _("Enter what they need it for"), "purpose"
    ),
    DisseminationBar.FORBIDDEN: RefusalSentence(
        _("Its conditions forbid this: ask the originator, and grade it anew first"),
        "is_allowed",
    ),
    DisseminationBar.KEPT_BY_MISSING: RefusalSentence(
        _("Enter how its conditions are kept"), "kept_by"
    ),
    DisseminationBar.MARKING_TOO_HIGH: RefusalSentence(_TOO_HIGH, "purpose"),
    gradings.GradedSince: _CHANGED_SINCE,
}
GRADING: Sentences = {
    GradeFault.GRADE_UNKNOWN: RefusalSentence(_GRADE_EACH, "source"),
    GradeFault.CONDITION_MISSING: RefusalSentence(_CONDITION_MISSING, "conditions"),
    GradeFault.CONDITION_WITH_P: RefusalSentence(CONDITION_WITH_P, "conditions"),
    GradeFault.MARKING_TOO_HIGH: RefusalSentence(_TOO_HIGH, "reason"),
    GradeFault.REASON_MISSING: _REASON_MISSING,
    GradeFault.NOTHING_CHANGED: RefusalSentence(
        _("Change something: this is the grade that stands"), "source"
    ),
    gradings.GradedSince: _(
        "Somebody has graded this item since you opened the page: open it again to "
        "see the grade that stands"
    ),
}
CONFIRMING: Sentences = {
    gradings.GradedSince: _("Somebody has graded this item already"),
}
MENTIONING: Sentences = {
    mentions.MentionUnclear: _("Check what you entered"),
    mentions.TooManyMentions: _TOO_MANY,
    mentions.LinkUnclear: _("Select two things of this item"),
    mentions.LinkSaidOtherwise: _(
        "The item says this already with other days: withdraw that link first"
    ),
    mentions.LinkWithdrawn: _("This was said and withdrawn: restore that link instead"),
}
CHANGING_A_LINK: Sentences = {
    links.LinkChangedSince: _(
        "Somebody changed this link since you opened the page: open it again"
    ),
    mentions.LinkSaidOtherwise: _(
        "The item says the same with other days by now: withdraw that first"
    ),
}
HANDLING_A_SOURCE: Sentences = {
    sources.SourceSettled: _("Somebody has settled it already. See below."),
}
