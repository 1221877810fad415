"""Ways to reach somebody that they said are safe, and the one door to each contact."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action, of_one_record
from unhidden.audit.actions import Verb
from unhidden.lib.refusals import ActionRefused
from unhidden.safeguarding.frame.actions import (
    A_MOMENT,
    find_kept,
    hold_open_case,
    seal_for_case,
    tell_case,
)
from unhidden.safeguarding.frame.queries import own_cases
from unhidden.safeguarding.models import (
    Case,
    ContactDespite,
    ContactRoute,
    OutreachKind,
    SafeContact,
)
from unhidden.safeguarding.people.actions import refusals
from unhidden.safeguarding.people.rules import contact as rules
from unhidden.vault import actions as vault

#: The days of the week, from Monday.
WEEK = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
_NO_TERMS: dict[str, Any] = {"address": "", "to_say": "", "never": ""}
#: What refuses a contact, and what a coded reason answers.
OUTSIDE_RULES = (
    refusals.ContactNotKnown,
    refusals.RouteNotNamed,
    refusals.OutsideHours,
    refusals.WordsMissing,
    refusals.WordsForbidden,
    refusals.WayClosed,
)
_FAULTS: dict[str, type[ActionRefused]] = {
    rules.UNKNOWN: refusals.ContactNotKnown,
    rules.ROUTE: refusals.RouteNotNamed,
    rules.HOURS: refusals.OutsideHours,
    rules.UNSAID: refusals.WordsMissing,
    rules.FORBIDDEN: refusals.WordsForbidden,
}


@dataclass(frozen=True, slots=True)
class NewSafeContact:
    """A way that somebody named: when, to which number or place, in which words."""

    route: str
    days: tuple[int, ...]
    opens: time
    closes: time
    address: str
    to_say: str
    never: str
    told_on: date


@dataclass(frozen=True, slots=True)
class OpenedContact:
    """A safe way with its sealed terms open; without them where others hold the keys.

    A former lead of the case, say, who did not pass it on.
    """

    id: UUID
    route: str
    route_label: str
    days: tuple[int, ...]
    opens: time
    closes: time
    address: str
    to_say: str
    never: str
    told_on: date
    is_closed: bool = False

    @property
    def day_labels(self) -> list[str]:
        """Its days in words."""
        return [str(WEEK[day]) for day in self.days]

    @property
    def contact_terms(self) -> rules.ContactTerms:
        """What decides whether a contact may be made."""
        return rules.ContactTerms(
            self.route,
            frozenset(self.days),
            self.opens,
            self.closes,
            self.to_say,
            rules.split_words(self.never),
        )


@action
def record_safe_contact(
    *, case_id: UUID, new: NewSafeContact, actor: Actor, at: datetime
) -> UUID:
    """Keep a way to reach somebody that they named; gives its id. CaseClosed.

    The very same, sent again within a moment, is kept once.
    """
    actor.must("safeguarding.work_case")
    case = hold_open_case(case_id, actor)
    told = {"address": new.address, "to_say": new.to_say, "never": new.never}
    text = json.dumps(told)
    recent = SafeContact.objects.filter(
        case=case,
        route=new.route,
        recorded_by_id=actor.person,
        recorded_at__gt=at - A_MOMENT,
        recorded_at__lte=at,
        ended_at__isnull=True,
    ).order_by("id")
    if known := find_kept(recent, "terms_sealed", text, actor=actor):
        return known.id
    row = SafeContact(
        case=case,
        route=new.route,
        days=sorted(new.days),
        opens=new.opens,
        closes=new.closes,
        told_on=new.told_on,
        recorded_by_id=actor.person,
        recorded_at=at,
    )
    seal_for_case(row, "terms_sealed", text, case=case, actor=actor, at=at)
    row.save(force_insert=True)
    tell_case("contact_recorded", row, actor=actor, at=at)
    return row.id


@action
def end_safe_contact(
    *, case_id: UUID, contact_id: UUID, actor: Actor, at: datetime
) -> None:
    """A way is safe no more. Raises ContactEnded the second time, and CaseClosed."""
    actor.must("safeguarding.work_case")
    case = hold_open_case(case_id, actor)
    mine = SafeContact.objects.filter(case=case, id=contact_id)
    row = mine.first()
    if row is None:
        raise Absent
    if row.ended_at is not None:
        raise refusals.ContactEnded
    mine.update(ended_at=at, ended_by_id=actor.person)
    tell_case("contact_ended", row, actor=actor, at=at, verb=Verb.ALTERATION)


@action
@of_one_record("case_id")
def open_contacts(
    *, case_id: UUID, actor: Actor, at: datetime
) -> tuple[OpenedContact, ...]:
    """Open each safe way of a case; that it was opened is an event.

    What others alone have sealed stays closed.
    """
    actor.must("safeguarding.work_case")
    case = Case.objects.filter(own_cases(actor), id=case_id).first()
    if case is None:
        raise Absent
    rows = list(
        SafeContact.objects.filter(case=case, ended_at__isnull=True).order_by(
            "recorded_at", "id"
        )
    )
    if not rows:
        return ()
    tell_case("contacts_opened", case, actor=actor, at=at, verb=Verb.CONSULTATION)
    return _open(rows, actor)


@action
@of_one_record("case_id")
def check_contact(
    *, case_id: UUID, route: str, text: str | None, actor: Actor, at: datetime
) -> tuple[OpenedContact, ...]:
    """Say by which ways somebody may be reached now, in these words; refuse otherwise.

    Each outgoing contact passes this door: a call, a letter, a reminder. ``text`` is
    what is to be said or written, None while only the hour is asked about. Raises
    ContactNotKnown, RouteNotNamed, OutsideHours, WordsMissing and WordsForbidden; and
    WayClosed where one stands whose terms nobody here can read.
    """
    found = open_contacts(case_id=case_id, actor=actor, at=at)
    _refuse_fault(found, route=route, text=text, moment=at)
    return tuple(
        each
        for each in found
        if each.route == route and rules.is_open(each.contact_terms, at)
    )


@dataclass(frozen=True, slots=True)
class ContactAttempt:
    """What is to reach somebody, or did: by which way, and when.

    ``despite`` is why all the same, in a code, where they did not say that it is safe.
    """

    route: str
    happens_at: datetime
    despite: str = ""


@action
@of_one_record("case_id")
def pass_outreach(
    *, case_id: UUID, outreach: ContactAttempt, actor: Actor, at: datetime
) -> None:
    """Allow a contact that keeps to what the person said is safe, or keep why not.

    Raises what ``check_contact`` raises where no reason is given; a reason that is
    needed is kept with the case.
    """
    found = open_contacts(case_id=case_id, actor=actor, at=at)
    try:
        _refuse_fault(
            found, route=outreach.route, text=None, moment=outreach.happens_at
        )
    except OUTSIDE_RULES:
        if not outreach.despite:
            raise
        _keep_despite(case_id, OutreachKind.CONTACT, outreach, actor=actor, at=at)


@action
@of_one_record("case_id")
def pass_page(
    *, case_id: UUID, text: str, despite: str = "", actor: Actor, at: datetime
) -> None:
    """Allow a printed page that holds no word which the person never wants used.

    Raises WordsForbidden, and WayClosed where not all of their words can be read,
    without a reason; one that is needed is kept with the case.
    """
    found = open_contacts(case_id=case_id, actor=actor, at=at)
    if any(each.is_closed for each in found):
        fault: type[ActionRefused] | None = refusals.WayClosed
    elif any(rules.holds_forbidden(each.contact_terms, text) for each in found):
        fault = refusals.WordsForbidden
    else:
        fault = None
    if fault is None:
        return
    if not despite:
        raise fault
    taken = ContactAttempt(ContactRoute.MEETING, at, despite)
    _keep_despite(case_id, OutreachKind.PAGE, taken, actor=actor, at=at)


def _refuse_fault(
    found: Sequence[OpenedContact], *, route: str, text: str | None, moment: datetime
) -> None:
    if any(each.is_closed and each.route == route for each in found):
        raise refusals.WayClosed
    terms = [each.contact_terms for each in found]
    fault = rules.find_contact_fault(terms, route=route, at=moment, text=text)
    if fault:
        raise _FAULTS[fault]


def _keep_despite(
    case_id: UUID, kind: str, outreach: ContactAttempt, *, actor: Actor, at: datetime
) -> None:
    row = ContactDespite.objects.create(
        case_id=case_id,
        kind=kind,
        route=outreach.route,
        reason=outreach.despite,
        happens_at=outreach.happens_at,
        noted_by_id=actor.person,
        noted_at=at,
    )
    tell_case("contact_despite", row, actor=actor, at=at)


def _open(rows: Sequence[SafeContact], actor: Actor) -> tuple[OpenedContact, ...]:
    texts = vault.open_held([row.terms_sealed for row in rows], by=actor)
    return tuple(
        OpenedContact(
            id=row.id,
            route=row.route,
            route_label=row.get_route_display(),
            days=tuple(row.days),
            opens=row.opens,
            closes=row.closes,
            told_on=row.told_on,
            is_closed=text is None,
            **(_NO_TERMS if text is None else json.loads(text)),
        )
        for row, text in zip(rows, texts, strict=True)
    )
