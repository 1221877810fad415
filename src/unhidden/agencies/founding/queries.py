"""What an installation has, and has not, on its first day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.agencies.actions import PERMISSION
from unhidden.agencies.models import Engagement
from unhidden.agencies.policies import permissions_of
from unhidden.agencies.queries import Colleague
from unhidden.agencies.sign_in import session_facts as sign_in
from unhidden.vault import queries as vault

READS_REPORTS = "reporting.read_reports"
LEADS = "agencies.keep_lead_keys"


@dataclass(frozen=True, slots=True)
class FirstDay:
    """How far it is; ``desk_id`` is None where no organisation runs the desk.

    ``administrators`` have a password of their own and a second factor; ``readers``
    may read reports at the desk, and ``holders`` have keys that open them.
    ``without_keys`` are organisations whose safeguarding leads have no signed keys.
    """

    administrators: int
    waiting_engagements: int
    without_keys: list[str]
    desk_id: UUID | None = None
    desk: str = ""
    is_certified: bool = False
    readers: int = 0
    holders: int = 0
    is_set_up: bool = False


@query
def find_first_day(*, viewer: Actor, at: datetime) -> FirstDay:
    """How far everything is, for an administrator."""
    viewer.must(PERMISSION)
    day = localdate(at)
    colleagues = agencies.list_colleagues(day=day)
    ready = sign_in.count_ready(
        {each.person_id for each in colleagues if _may(each, PERMISSION)}
    )
    waiting = Engagement.objects.filter(approved_at=None, ended_at=None).count()
    names = {each.id: each.name for each in agencies.list_organisation_names()}
    unsigned = _list_without_keys(colleagues)
    without_keys = sorted(names[one] for one in unsigned)
    desk_id = agencies.desk_id()
    keys = vault.team_state(team_id=desk_id) if desk_id else None
    if desk_id is None or keys is None:
        return FirstDay(ready, waiting, without_keys)
    readers = {
        each.person_id
        for each in colleagues
        if each.organisation_id == desk_id and _may(each, READS_REPORTS)
    }
    return FirstDay(
        administrators=ready,
        waiting_engagements=waiting,
        without_keys=without_keys,
        desk_id=desk_id,
        desk=names[desk_id],
        is_certified=keys.link is not None,
        readers=len(readers),
        holders=len(readers & {each.person_id for each in keys.members}),
        is_set_up=keys.is_set_up,
    )


@query
def list_own_without_keys(*, viewer: Actor, at: datetime) -> list[str]:
    """The viewer's own organisation by name, where they lead safeguarding and no lead
    of it has signed keys."""
    if not viewer.may(LEADS):
        return []
    colleagues = agencies.list_colleagues(day=localdate(at))
    if viewer.organisation not in _list_without_keys(colleagues):
        return []
    names = {each.id: each.name for each in agencies.list_organisation_names()}
    return [names[viewer.organisation]]


def _list_without_keys(colleagues: Iterable[Colleague]) -> set[UUID]:
    """Organisations in which somebody leads safeguarding, who has no signed keys."""
    leading = {each.organisation_id for each in colleagues if _may(each, LEADS)}
    teams = {one: agencies.safeguarding_team_of(one) for one in leading}
    signed = {key.team_id for key in vault.newest_keys(team_ids=set(teams.values()))}
    return {one for one, team in teams.items() if team not in signed}


def _may(colleague: Colleague, permission: str) -> bool:
    return permission in permissions_of(colleague.role)
