"""Who holds what of a case today, by work, key, share and what has left it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.agencies import queries as agencies
from unhidden.safeguarding.consent.queries.passed import OutgoingCard, list_outgoing
from unhidden.safeguarding.consent.queries.standing import (
    StandingConsent,
    describe_standings,
)
from unhidden.safeguarding.crossing.queries.letters import find_who_answers
from unhidden.safeguarding.crossing.rules import holdings
from unhidden.safeguarding.frame.queries import own_cases
from unhidden.safeguarding.models import (
    Case,
    CaseOutgoing,
    HoldingsRequest,
    OutgoingKind,
)
from unhidden.sharing import queries as sharing
from unhidden.vault import queries as vault

OPEN = frozenset({"offered", "accepted"})


@dataclass(frozen=True, slots=True)
class HoldingOrganisation:
    """An organisation that holds something of a case, and for how long.

    ``works`` on the case; ``until_on`` the last day of what is shared with it;
    ``has_keys`` to what is sealed; ``passed``: what had left the case to it.
    """

    organisation_id: UUID
    names: dict[str, str]
    works: bool
    has_keys: bool
    categories: frozenset[str]
    until_on: date | None
    passed: tuple[OutgoingCard, ...]


@dataclass(frozen=True, slots=True)
class CaseHoldings:
    """All that the person's page is made of; ``passed``: all that ever left the case,
    the latest first."""

    case_id: UUID
    is_child: bool
    consents: tuple[StandingConsent, ...]
    holders: tuple[HoldingOrganisation, ...]
    passed: tuple[OutgoingCard, ...]

    @property
    def passed_outside(self) -> tuple[OutgoingCard, ...]:
        """What left it to somebody who does not work with this program."""
        return tuple(one for one in self.passed if one.receiver_id is None)


@dataclass(frozen=True, slots=True)
class HoldingsRequestCard:
    """A request to an organisation for what it holds, and how it stands.

    ``may_be_sent_here``: somebody of that organisation answers on this system.
    """

    id: UUID
    organisation: str
    asked_at: datetime
    state: str
    due_on: date | None
    steps: tuple[tuple[str, date], ...]
    is_sent_here: bool
    may_be_sent_here: bool
    has_answer: bool


@query
@of_one_record("case_id")
def find_holdings(*, viewer: Actor, case_id: UUID, day: date) -> CaseHoldings:
    """Who holds what of a case, for who works on it; raises Absent."""
    viewer.must("safeguarding.work_case")
    case = Case.objects.filter(own_cases(viewer), id=case_id).first()
    if case is None:
        raise Absent
    outgoing = list_outgoing(case)
    return CaseHoldings(
        case_id=case.id,
        is_child=case.age_group != "adult",
        consents=describe_standings(case, day),
        holders=_holders(case, outgoing, viewer, day),
        passed=outgoing,
    )


@query
@of_one_record("case_id")
def list_requests(
    *, viewer: Actor, case_id: UUID, day: date
) -> list[HoldingsRequestCard]:
    """What was asked of organisations for the person, the latest first."""
    viewer.must("safeguarding.work_case")
    own = Case.objects.filter(own_cases(viewer), id=case_id)
    rows = (
        HoldingsRequest.objects.filter(case__in=own)
        .select_related("organisation", "answer")
        .prefetch_related("steps")
        .order_by("-asked_at", "id")
    )
    sent = set(
        CaseOutgoing.objects.filter(
            case__in=own, kind=OutgoingKind.REQUEST, is_asked_for=True
        ).values_list("source_id", flat=True)
    )
    able = find_who_answers(day)
    return [
        _request(row, day, is_sent=row.id in sent, is_able=row.organisation_id in able)
        for row in rows
    ]


def _holders(
    case: Case, outgoing: Iterable[OutgoingCard], viewer: Actor, day: date
) -> tuple[HoldingOrganisation, ...]:
    working = {case.lead_id, *_working(case, viewer, day)}
    keys = _keys(case)
    shared = {
        card.receiver_id: card
        for card in sharing.shares_of(
            viewer=viewer, domain=Case.domain(), record_id=case.id
        )
        if card.state in OPEN
    }
    passed: dict[UUID, list[OutgoingCard]] = {}
    for one in outgoing:
        if one.receiver_id is not None:
            passed.setdefault(one.receiver_id, []).append(one)
    everybody = working | keys.keys() | shared.keys() | passed.keys()
    names = agencies.names_of(everybody)
    found = [
        HoldingOrganisation(
            organisation_id=each,
            names=names.get(each, {"en": "", "cy": ""}),
            works=each in working,
            has_keys=each in keys,
            categories=keys.get(each, frozenset())
            | (frozenset(shared[each].categories) if each in shared else frozenset()),
            until_on=shared[each].until_on if each in shared else None,
            passed=tuple(passed.get(each, ())),
        )
        for each in everybody
    ]
    return tuple(
        sorted(found, key=lambda one: (not one.works, one.names["en"], str(one)))
    )


def _working(case: Case, viewer: Actor, day: date) -> set[UUID]:
    """The organisations of those who are on the team today."""
    people = sharing.find_people_on(viewer=viewer, record=case)
    return agencies.find_workplaces(
        people=people, day=day, permission="safeguarding.work_case"
    )


def _keys(case: Case) -> dict[UUID, frozenset[str]]:
    """The organisations that open something sealed of a case, and which kinds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select row_id, slot, category from wall.sealed_slots(%s, %s)",
            [Case.domain(), case.id],
        )
        kinds = {(row, slot): kind for row, slot, kind in cursor.fetchall()}
    found: dict[UUID, set[str]] = {}
    for row, slot, organisation in vault.list_key_holders(
        record_ids={row for row, _ in kinds}
    ):
        if (row, slot) in kinds:
            found.setdefault(organisation, set()).add(kinds[row, slot])
    return {each: frozenset(kinds) for each, kinds in found.items()}


def _request(
    row: HoldingsRequest, day: date, *, is_sent: bool, is_able: bool
) -> HoldingsRequestCard:
    steps = {step.code: step.on for step in row.steps.all()}
    sent = steps.get("sent")
    return HoldingsRequestCard(
        id=row.id,
        organisation=agencies.name_of(row.organisation),
        asked_at=row.asked_at,
        state=holdings.find_state(steps, day),
        due_on=holdings.find_due_day(sent, is_extended="extended" in steps)
        if sent
        else None,
        steps=tuple(sorted(steps.items(), key=lambda step: (step[1], step[0]))),
        is_sent_here=is_sent,
        may_be_sent_here=is_able and not is_sent and not holdings.LAST & steps.keys(),
        has_answer=hasattr(row, "answer"),
    )
