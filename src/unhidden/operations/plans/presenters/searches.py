"""How a search for a plan stands, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from unhidden.operations.plans.presenters import words
from unhidden.operations.plans.queries.cards import SearchCard
from unhidden.operations.plans.rules.standings import SearchStanding
from unhidden.ui import dates
from unhidden.ui.parts import SummaryRow

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_STANDINGS: dict[SearchStanding, StrOrPromise] = {
    SearchStanding.WAITING: _("Waiting for its turn"),
    SearchStanding.RUNNING: _("Being searched now"),
    SearchStanding.STOPPING: _("Being stopped, with the best plan found"),
    SearchStanding.WITHDRAWN: _("Was stopped before it began"),
    SearchStanding.SILENT: _("Nothing was heard of it for half a minute"),
    SearchStanding.DONE: _("Finished"),
    SearchStanding.STOPPED: _("Stopped: the best plan found by then is kept"),
    SearchStanding.BROKEN_OFF: _("Broken off, since the worker ended"),
    SearchStanding.CHILD_ENDED: _("Broken off, since the search ended by itself"),
    SearchStanding.FAULTY: _("Not searched: something in the week is not possible"),
}
_PHASES: dict[str, StrOrPromise] = {
    "preview": _("A first sketch"),
    "bound": _("Proving how good a plan can be"),
    "plan": _("Building a complete plan"),
    "better": _("Looking for a better plan"),
    "reasons": _("Finding why places are left out"),
}


def tell_standing(search: SearchCard) -> str:
    """How the search stands, as a sentence's beginning."""
    return str(_STANDINGS[search.standing])


def describe_search(search: SearchCard) -> list[SummaryRow]:
    """The search in a few lines: how it stands, how far it is, who asked."""
    rows = [SummaryRow(gettext("Search"), tell_standing(search))]
    if search.standing == SearchStanding.WAITING:
        rows.append(SummaryRow(gettext("Place"), _tell_place(search.place)))
    rows += _describe_progress(search)
    if search.said:
        rows.append(SummaryRow(gettext("What it said"), search.said))
    asked = gettext("%(name)s, %(moment)s") % {
        "name": search.asked_by,
        "moment": dates.day_and_time(search.asked_at),
    }
    rows.append(SummaryRow(gettext("Asked by"), asked))
    return rows


def _tell_place(before: int) -> str:
    if not before:
        return gettext("It is the next")
    text = ngettext(
        "%(count)s search is before it", "%(count)s searches are before it", before
    )
    return text % {"count": before}


def _describe_progress(search: SearchCard) -> list[SummaryRow]:
    found = search.progress
    rows = []
    if "phase" in found and search.standing.is_going:
        phase = str(_PHASES.get(found["phase"], found["phase"]))
        rows.append(SummaryRow(gettext("At work on"), phase))
    if "seconds" in found:
        text = gettext("%(gone)s of %(all)s seconds")
        gone = {"gone": round(found["seconds"]), "all": search.seconds}
        rows.append(SummaryRow(gettext("Time"), text % gone))
    if found.get("value") is not None:
        rows.append(
            SummaryRow(gettext("Best plan so far"), words.count_points(found["value"]))
        )
        rows.append(
            SummaryRow(gettext("How good"), words.write_share(found.get("share")))
        )
    if "promised" in found:
        text = gettext("%(kept)s of %(promised)s visits of the day keep their crew")
        rows.append(SummaryRow(gettext("Kept"), text % found))
    return rows
