"""Who has to do with a person, who of them must notify, and to whom they are named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.agencies import queries as agencies
from unhidden.safeguarding.consent.queries.standing import (
    StandingConsent,
    list_standings,
)
from unhidden.safeguarding.crossing.queries.holdings import find_holdings
from unhidden.safeguarding.crossing.rules import involving
from unhidden.safeguarding.models import InvolvedOrganisation


@dataclass(frozen=True, slots=True)
class InvolvedCard:
    """An organisation that has to do with the person.

    ``since_on`` as it was noted by hand, and None of one that works on the case or
    holds something of it; ``duty_since`` from when section 52 binds it; ``naming`` a
    code of ``involving``; ``until_on`` the last day of the person's yes.
    """

    organisation_id: UUID
    name: str
    since_on: date | None
    works: bool
    duty_since: date | None
    naming: str
    until_on: date | None
    is_noted: bool


@query
@of_one_record("case_id")
def list_involved(
    *, viewer: Actor, case_id: UUID, day: date
) -> tuple[InvolvedCard, ...]:
    """Those who must notify first, then by name; for who works on the case. Absent."""
    holders = find_holdings(viewer=viewer, case_id=case_id, day=day).holders
    works = {each.organisation_id: each.works for each in holders}
    noted = _list_noted(case_id)
    said = {
        each.receiver_id: each
        for each in list_standings(viewer=viewer, case_id=case_id, day=day)
        if each.kind == "share"
    }
    duties = agencies.list_duties(day=day)
    names = {each.id: each.name for each in agencies.list_organisation_names()}
    cards = [
        _card(each, names[each], noted, said.get(each), works, duties)
        for each in works.keys() | noted.keys()
        if each in names
    ]
    return tuple(sorted(cards, key=lambda one: (one.duty_since is None, one.name)))


def _list_noted(case_id: UUID) -> dict[UUID, date]:
    """Who is noted as involved now, each with the day since when."""
    days: dict[UUID, list[date]] = {}
    rows = InvolvedOrganisation.objects.filter(case_id=case_id)
    for row in rows.order_by("organisation_id", "turn"):
        days.setdefault(row.organisation_id, []).append(row.day)
    return {key: each[-1] for key, each in days.items() if involving.is_involved(each)}


def _card(
    organisation_id: UUID,
    name: str,
    noted: Mapping[UUID, date],
    said: StandingConsent | None,
    works: Mapping[UUID, bool],
    duties: Mapping[UUID, date],
) -> InvolvedCard:
    naming = involving.find_naming(
        said.standing if said else None, said.categories if said else ()
    )
    return InvolvedCard(
        organisation_id=organisation_id,
        name=name,
        since_on=noted.get(organisation_id),
        works=works.get(organisation_id, False),
        duty_since=duties.get(organisation_id),
        naming=naming,
        until_on=said.until_on if said and naming == involving.NAMED else None,
        is_noted=organisation_id in noted,
    )
