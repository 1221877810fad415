"""The first page of the staff site: what waits for the person who opens it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from unhidden.access import context
from unhidden.access.actor import Actor
from unhidden.access.policy import purpose_of
from unhidden.access.requests import StaffRequest
from unhidden.agencies.founding import queries as founding
from unhidden.agencies.founding.presenters import (
    list_first_steps,
    list_missing_isolation,
    list_missing_keys,
)
from unhidden.agencies.sign_in import factor_resets
from unhidden.config.edge.navigation import STAFF_MENU
from unhidden.emergency import queries as emergency
from unhidden.field import queries as field
from unhidden.intelligence import actions as desk
from unhidden.intelligence import queries as intelligence
from unhidden.investigations import queries as investigations
from unhidden.lib import variables
from unhidden.operations.briefing.queries import briefs
from unhidden.operations.debriefs.queries import reminders
from unhidden.reporting import queries as reporting
from unhidden.safeguarding import queries as safeguarding
from unhidden.sharing import queries as sharing
from unhidden.visits import queries as visits

Ask = Callable[..., Mapping[str, Any]]
TELLS: dict[str, str | Promise] = {
    "intelligence:queue": _("What was told to the desk, and what to do with it."),
    "intelligence:enter": _("A referral, a call, a transcript or a visit, sealed."),
    "intelligence:items": _("Graded items, and where things meet."),
    "intelligence:find": _("A name, a number, a plate, a place or words."),
    "intelligence:contacts": _("Partners who know of the same thing, to speak to."),
    "intelligence:sensitive_contacts": _("The same, about sensitive records."),
    "intelligence:sources": _("Who told us of one target more than once."),
    "intelligence:people_models": _("What counts for how much, and what is in use."),
    "intelligence:groups": _("Mentions that may be one person or thing."),
    "intelligence:risk": _("Places by risk, with the reasons."),
    "operations:operations": _("Weeks of action: teams, visits, events."),
    "briefs:mine": _("What you must know before you go, to read."),
    "visits:mine": _("The visits of your team, to record."),
    "field:home": _("The visits of your shift, on a phone without signal."),
    "field:devices": _("Which phones of yours may take visits along."),
    "field:landed": _("What came from phones, and what waits for you."),
    "field:held": _("Which phones still hold which visits, and until when."),
    "field:phones": _("Which phones of your organisation may go out."),
    "visits:items": _("What officers saw at visits, to make intelligence of."),
    "visits:sentences": _("What leaders say of places, for you to let go or not."),
    "visits:accounts": _("What was written of visits and waits for a decision."),
    "debriefs:mine": _("What you are to do after a week, and to look at again."),
    "field:envelopes": _("What was disclosed at visits, sealed to your team."),
    "field:originals": _("Photos of visits as they were taken, for custodians."),
    "safeguarding:cases": _("The people you support, and what is due."),
    "safeguarding:registers": _("Who came to a place of safety, and what is due."),
    "safeguarding:rota": _("What you may open tonight, and who answers when."),
    "safeguarding:caseload": _("Who has what, what is late, and talks about it."),
    "safeguarding:figures": _("How many cases each organisation has, protected."),
    "safeguarding:letters": _("What people ask that your organisation holds."),
    "safeguarding:kept_rules": _("How long deadlines run, and since when."),
    "safeguarding:offers": _("Whom somebody is asked to support, in codes."),
    "investigations:list": _("Those you work on, and who asks for one."),
    "sharing:shares": _("What partners offer you, and what you share with them."),
    "sharing:agreements": _("With whom you may share what, and until when."),
    "oversight:waiting": _("What survivors agreed to pass on, to answer."),
    "oversight:results": _("Figures from the records to the public page."),
    "emergency:mine": _("Open a record to prevent serious harm, for four hours."),
    "emergency:told": _("Who opened which record in an emergency, to review."),
    "emergency:dashboard": _("How often, reviews that are late, rights that rest."),
    "places:premises_list": _("Every place we know, as a place only."),
    "channels:channels": _("Whom the public may call; to check every 90 days."),
    "tongues:tongues": _("Who stands for the report in further languages."),
    "agencies:people": _("Who works here, for whom and as what."),
    "agencies:organisations": _("Names, First Responders, the desk, their sign-in."),
    "intelligence:routes": _("Which organisation’s desk reads which reports."),
    "keys:keys": _("Who can open what is sealed to your organisation."),
    "intelligence:custodians": _("Who may open files of the public as they came."),
    "record:record": _("Who did and saw what; the sample to review."),
    "gallery": _("Every component of these pages."),
}


@dataclass(frozen=True, slots=True)
class Task:
    """A page the person may open, what it is for, and how much waits there."""

    label: str | Promise
    url: str
    tells: str | Promise
    waiting: int | None


def show_dashboard(request: StaffRequest) -> HttpResponse:
    """Everybody signed in may see it; it shows only what each may open."""
    viewer, found = request.actor, _ask_at_each_task(request)
    tasks = [
        Task(entry.label, reverse(entry.page), TELLS[entry.page], found.get(entry.page))
        for entry in STAFF_MENU
        if entry.permission and viewer.may(entry.permission)
    ]
    page = {
        "tasks": tasks,
        "missing": [*list_missing_isolation(viewer), *found["missing"]],
        "first_steps": found["first_steps"],
        "resets": found["resets"],
    }
    return render(request, "home.html", page)


def _ask_at_each_task(request: StaffRequest) -> dict[str, Any]:
    """Each entering of the wall costs: what is of one task is asked by one door."""
    viewer, found = request.actor, dict[str, Any]()
    asked: dict[str, list[Ask]] = {}
    for module, permission, ask in _ASKED:
        if not permission or viewer.may(permission):
            asked.setdefault(purpose_of(module, viewer.role), []).append(ask)

    def ask_all(busy: Actor) -> None:
        for ask in asked[busy.purpose]:
            found.update(ask(viewer=busy, at=request.at))

    context.at_each_task(viewer, asked, ask_all)
    return found


def _first_day(*, viewer: Actor, at: datetime) -> dict[str, Any]:
    """What is missing until the desk reads reports, and until crews can seal, and what
    administrators asked or did about the reader's own second factors."""
    own = bool(viewer.engagement_id)
    resets = factor_resets.list_own_resets(viewer=viewer, at=at) if own else []
    if not viewer.may("agencies.manage_people"):
        mine = list_missing_keys(founding.list_own_without_keys(viewer=viewer, at=at))
        return {"first_steps": [], "missing": mine, "resets": resets}
    found = founding.find_first_day(viewer=viewer, at=at)
    closed = reporting.count_closed_routes(viewer=viewer, day=localdate(at))
    has_mail = bool(variables.read_text("UNHIDDEN_MAIL_SERVER"))
    steps = list_first_steps(found, closed_routes=closed, has_mail=has_mail)
    missing = list_missing_keys(found.without_keys)
    return {"first_steps": steps, "missing": missing, "resets": resets}


def _news(*, viewer: Actor, at: datetime) -> dict[str, int]:
    """What is new in kept searches, and whom nobody has contacted yet."""
    waiting = intelligence.contacts_waiting
    return {
        "intelligence:find": desk.check_searches(actor=viewer, at=at),
        "intelligence:contacts": waiting(viewer=viewer, is_sensitive=False),
        "intelligence:sensitive_contacts": waiting(viewer=viewer, is_sensitive=True),
        "intelligence:sources": intelligence.sources_waiting(viewer=viewer),
    }


def _told(*, viewer: Actor, at: datetime) -> dict[str, int]:
    """Reports, lines to call that nobody has asked of late, and offers of partners."""
    counts: dict[str, int] = {}
    if viewer.may("reporting.read_reports"):
        found = reporting.waiting_reports(viewer=viewer, start=0, limit=1)
        counts["intelligence:queue"] = found.total
    if viewer.may("reporting.keep_channels"):
        counts["channels:channels"] = reporting.channels_to_check(viewer=viewer, at=at)
    if viewer.may("sharing.answer_shares"):
        counts["sharing:shares"] = sharing.count_waiting_shares(viewer=viewer)
    return counts


def _of_operations(*, viewer: Actor, at: datetime) -> dict[str, int]:
    """What waits of phones, of weeks of action and of visits."""
    counts = field.count_lost_phones(viewer=viewer, at=at)
    if viewer.may("operations.see_operations"):
        counts["briefs:mine"] = briefs.count_waiting_briefs(viewer=viewer)
        counts["debriefs:mine"] = reminders.count_due(viewer=viewer, at=at)
    if viewer.may("visits.record_visit"):
        counts["visits:mine"] = len(visits.my_visits(viewer=viewer).planned)
    if viewer.may("visits.decide_account"):
        counts["visits:accounts"] = visits.count_waiting(viewer=viewer)
    return counts


#: Of which module's task each is, and the permission without which it is not asked.
_ASKED: tuple[tuple[str, str, Ask], ...] = (
    ("intelligence", "", _first_day),
    ("intelligence", "", _told),
    ("intelligence", "intelligence.see_items", _news),
    ("operations", "", _of_operations),
    ("safeguarding", "safeguarding.open_case", safeguarding.count_waiting_pages),
    ("investigations", "investigations.see_own", investigations.count_waiting),
    ("emergency", "emergency.see_notices", emergency.count_waiting),
)
