"""To whom phones seal: teams of keys by operation, and who may be named."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.field.models import InnerReceiver
from unhidden.field.policies import NAME_RECEIVERS
from unhidden.field.tasking.queries.cards import (
    ReceiverOption,
    ReceiversView,
    SealingTeam,
    VisitTasking,
)
from unhidden.operations import queries as operations
from unhidden.operations.queries import OperationView
from unhidden.vault import queries as vault


def find_usual_team(operation: OperationView) -> UUID:
    """Whom the planner named for the operation, else the lead's safeguarding leads."""
    return find_usual_receiver(operation.id, operation.lead_id)[0]


def find_usual_receiver(operation_id: UUID, lead_id: UUID) -> tuple[UUID, UUID]:
    """The same, with the organisation whose team it is."""
    rows = InnerReceiver.objects.filter(operation_id=operation_id)
    named = rows.order_by("named_at", "id").values_list("team_id", "organisation_id")
    return named.first() or (agencies.safeguarding_team_of(lead_id), lead_id)


def find_custodians(operation: OperationView) -> UUID | None:
    """Those of the lead who keep originals as evidence, else those of the desk."""
    desk = agencies.desk_id()
    teams = [agencies.custodians_of(one) for one in (operation.lead_id, desk) if one]
    has_keys = {key.team_id for key in vault.newest_keys(team_ids=set(teams))}
    return next((team for team in teams if team in has_keys), None)


def list_sealing_teams(
    visits: Iterable[VisitTasking],
    views: Iterable[OperationView],
    known: dict[UUID, int],
) -> Iterable[SealingTeam]:
    """Those of whom anything is sealed to, and whose keys somebody signed for."""
    visits, views = list(visits), list(views)
    of_leads = {
        agencies.safeguarding_team_of(view.lead_id): view.lead_id for view in views
    }
    receivers = InnerReceiver.objects.filter(operation_id__in=[v.id for v in views])
    named = {row.team_id: row.organisation_id for row in receivers.order_by("id")}
    charities = {team: one for v in visits for one, team in v.by_organisation.items()}
    keepers = {v.custodians: _lead_of(v, views) for v in visits if v.custodians}
    kinds = {
        **dict.fromkeys(charities, "charity"),
        **dict.fromkeys(keepers, "custodians"),
        **dict.fromkeys((*named, *of_leads), "safeguarding"),
    }
    owners = {**charities, **keepers, **of_leads, **named}
    for pin in vault.list_pins(team_ids=set(kinds)):
        team = UUID(str(pin["team"]))
        links = (
            vault.links_after(team_id=team, number=known[team]) if team in known else []
        )
        yield SealingTeam(team, owners[team], kinds[team], dict(pin), links)


def _lead_of(visit: VisitTasking, views: Iterable[OperationView]) -> UUID:
    return next(v.lead_id for v in views if v.id == visit.card.operation_id)


@query
def get_receivers(*, viewer: Actor, operation_id: UUID) -> ReceiversView:
    """To whom the operation's phones seal, for who plans; raises Absent."""
    viewer.must(NAME_RECEIVERS)
    operation = operations.get_operation(viewer=viewer, operation_id=operation_id)
    options = _options(operation)
    rows = InnerReceiver.objects.filter(operation_id=operation_id)
    named = rows.order_by("named_at", "id").values_list("team_id", flat=True)
    by_team = {one.team_id: one for one in options}
    return ReceiversView(
        operation=operation,
        named=tuple(by_team[team] for team in named if team in by_team),
        usual=by_team.get(find_usual_team(operation)),
        others=tuple(one for one in options if one.team_id not in named),
    )


def _options(operation: OperationView) -> list[ReceiverOption]:
    """The keys, signed for, of those who take part, and of their safeguarding leads."""
    names = {operation.lead_id: operation.lead}
    names |= {partner.id: partner.name for partner in operation.partners}
    found = [
        ReceiverOption(team, one, words % {"name": name})
        for one, name in names.items()
        for team, words in (
            (agencies.safeguarding_team_of(one), _("%(name)s: safeguarding leads")),
            (one, "%(name)s"),
        )
    ]
    signed = vault.newest_keys(team_ids={one.team_id for one in found})
    has_keys = {key.team_id for key in signed}
    return [one for one in found if one.team_id in has_keys]
