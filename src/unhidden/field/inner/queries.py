"""Which envelopes are sealed to the viewer's team, and to whom the page seals."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.agencies import queries as agencies
from unhidden.field.models import InnerEnvelope
from unhidden.field.policies import READ_INNER
from unhidden.field.tasking.queries.receivers import find_usual_receiver
from unhidden.operations import queries as operations
from unhidden.operations.queries import MemberCard
from unhidden.vault import queries as vault
from unhidden.visits import queries as visits
from unhidden.visits.queries import InnerReceivers, ReceivingTeam, TalkLeader

_CHARITY = "charity"


@dataclass(frozen=True, slots=True)
class InnerCard:
    """One envelope: what it is, when it came, and of which visit, where in view."""

    id: UUID
    what_label: str
    landed_at: datetime
    account_id: UUID
    premises: str
    is_handed: bool


@query
def list_inner(*, viewer: Actor) -> list[InnerCard]:
    """All that are sealed to the viewer's team, the newest first."""
    viewer.must(READ_INNER)
    rows = [*InnerEnvelope.objects.defer("content_sealed").order_by("-landed_at", "id")]
    places = _find_places(viewer, rows)
    return [_card(row, places) for row in rows]


@query
def get_inner(*, viewer: Actor, envelope_id: UUID) -> InnerCard:
    """One of them; or Absent."""
    viewer.must(READ_INNER)
    row = InnerEnvelope.objects.defer("content_sealed").filter(id=envelope_id).first()
    if row is None:
        raise Absent
    return _card(row, _find_places(viewer, [row]))


@query
@of_one_record("case_id")
def list_handed(*, viewer: Actor, case_id: UUID) -> list[UUID]:
    """The ids of what was handed to a case, for who works on it."""
    found = InnerEnvelope.objects.filter(handed_case_id=case_id)
    return list(found.order_by("landed_at", "id").values_list("id", flat=True))


def _find_places(viewer: Actor, rows: Iterable[InnerEnvelope]) -> dict[UUID, str]:
    named = {row.planned_named for row in rows if row.planned_named}
    return visits.find_places_visited(viewer=viewer, planned_ids=named)


def _card(row: InnerEnvelope, places: Mapping[UUID, str]) -> InnerCard:
    return InnerCard(
        id=row.id,
        what_label=row.get_what_display(),
        landed_at=row.landed_at,
        account_id=row.account_id,
        premises=places.get(row.planned_named, "") if row.planned_named else "",
        is_handed=row.handed_case_id is not None,
    )


@query
def find_receivers(
    *,
    viewer: Actor,
    operation_id: UUID,
    lead_id: UUID,
    lead: str = "",
    crew: Collection[MemberCard] | None = None,
) -> InnerReceivers:
    """To whom the page of an operation's visit seals, as phones do.

    ``lead`` is what the page calls who leads; ``crew`` who goes, or all of them. A talk
    that a charity's worker led goes to their charity. Who meets the operation no more
    still seals to the safeguarding leads of who leads it.
    """
    usual, owner = find_usual_receiver(operation_id, lead_id)
    if crew is None:
        crew = _list_crew(viewer, operation_id)
    charities = {
        one.organisation_id: one.organisation
        for one in crew
        if one.organisation_kind == _CHARITY
    }
    keys = vault.newest_keys(team_ids={usual, *charities})
    signed = {key.team_id for key in keys}
    to_charities = {
        one: ReceivingTeam(one, name)
        for one, name in charities.items()
        if one in signed
    }
    leaders = [
        TalkLeader(one.person_id, one.name, to_charities.get(one.organisation_id))
        for one in crew
    ]
    if usual not in signed:
        return InnerReceivers(None, tuple(leaders))
    team = ReceivingTeam(
        usual, _name_team(usual, owner, lead if owner == lead_id else "")
    )
    return InnerReceivers(team, tuple(leaders))


def _list_crew(viewer: Actor, operation_id: UUID) -> list[MemberCard]:
    """All who go; nobody where the viewer meets the operation no more."""
    try:
        view = operations.get_operation(viewer=viewer, operation_id=operation_id)
    except Absent:
        return []
    return [member for team in view.teams for member in team.members]


def _name_team(team_id: UUID, organisation_id: UUID, known: str) -> str:
    names = {} if known else agencies.names_of([organisation_id])
    name = known or names.get(organisation_id, {}).get(get_language() or "en", "")
    if team_id != agencies.safeguarding_team_of(organisation_id):
        return name
    return _("%(name)s: safeguarding leads") % {"name": name}
