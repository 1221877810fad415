"""What a refusal about an operation means to the person who tried."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from unhidden.operations.frame.presenters import refusals as frame
from unhidden.operations.weeks.actions import refusals
from unhidden.operations.weeks.rules import LONGEST_DAYS, OperationReadiness
from unhidden.ui.refusals import RefusalSentence, Sentences


def unready(readiness: OperationReadiness) -> list[str]:
    """What stands between an operation and its start, a line each."""
    if not readiness.visits:
        return [gettext("No visit is planned yet")]
    lines: list[str] = []
    if readiness.without_team:
        lines.append(
            ngettext(
                "%(count)s visit has no team",
                "%(count)s visits have no team",
                readiness.without_team,
            )
            % {"count": readiness.without_team}
        )
    if readiness.unfit:
        lines.append(
            ngettext(
                "%(count)s visit has a team that lacks somebody it needs",
                "%(count)s visits have a team that lacks somebody they need",
                readiness.unfit,
            )
            % {"count": readiness.unfit}
        )
    return lines


def open_work(*, visits: int, events: int) -> list[str]:
    """What is neither done nor cancelled, a line each."""
    lines: list[str] = []
    if visits:
        lines.append(
            ngettext(
                "%(count)s visit is still to be made or cancelled",
                "%(count)s visits are still to be made or cancelled",
                visits,
            )
            % {"count": visits}
        )
    if events:
        lines.append(
            ngettext(
                "%(count)s event is still to be held or cancelled",
                "%(count)s events are still to be held or cancelled",
                events,
            )
            % {"count": events}
        )
    return lines


def _dates_leave_work_out(refusal: Any) -> RefusalSentence:
    text = ngettext(
        "%(count)s visit or event would lie outside these days",
        "%(count)s visits or events would lie outside these days",
        refusal.count,
    )
    return RefusalSentence(text % {"count": refusal.count}, "ends_on")


def _too_long(_refusal: Any) -> RefusalSentence:
    text = gettext("An operation lasts no longer than %(days)s days")
    return RefusalSentence(text % {"days": LONGEST_DAYS}, "ends_on")


SENTENCES: Sentences = {
    **frame.SENTENCES,
    refusals.OperationEndsBeforeItStarts: RefusalSentence(
        _("The last day must be the first day or after it"), "ends_on"
    ),
    refusals.OperationAlreadyStarted: _("The operation has started already"),
    refusals.AlreadyPartner: RefusalSentence(
        _("The organisation takes part already"), "organisation"
    ),
    refusals.DatesLeaveWorkOut: _dates_leave_work_out,
    refusals.OperationNotReady: lambda refusal: RefusalSentence(
        ". ".join(unready(refusal.readiness))
    ),
    refusals.OperationHasOpenWork: lambda refusal: RefusalSentence(
        ". ".join(open_work(visits=refusal.visits, events=refusal.events))
    ),
    refusals.OperationTooLong: _too_long,
}
