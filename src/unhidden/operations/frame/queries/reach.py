"""Which plans somebody meets: one rule for every query.

The rows of the database say the same (``models.plans.PLANNED``, ``sql/plans.sql``);
docs/decisions/plans-by-team.md tells why.
"""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Now, TruncDate

from unhidden.access import context
from unhidden.access.actor import Actor
from unhidden.access.policy import (
    Action,
    Domain,
    Purpose,
    RecordMatter,
    TeamRole,
    matters_of,
    rights_of,
)
from unhidden.access.rls import rows
from unhidden.lib.working_days import LONDON
from unhidden.operations.models import (
    OperationStatus,
    PlannedVisit,
    PlanStatus,
    TeamMember,
    VisitKind,
)

_QUIET = Q(kind=VisitKind.SAFEGUARDING)


def filter_visible_plans(viewer: Actor) -> QuerySet[PlannedVisit]:
    """The plans that the viewer may read at this task.

    Those of the operations that their organisation leads, and those of their own
    teams until their day is over; of safeguarding visits only who must know.
    """
    viewer = context.at_work(viewer)
    return PlannedVisit.objects.filter(_led(viewer) | _own(viewer))


def meets_all(viewer: Actor, lead_id: object) -> bool:
    """Whether no plan of an operation led by that organisation is hidden to them."""
    viewer = context.at_work(viewer)
    reads = Action.READ in _visits(viewer)
    return reads and _knows(viewer) and viewer.organisation_id == lead_id


def _led(viewer: Actor) -> Q:
    if not rows.is_in_view(viewer, Domain.VISIT):
        return Q(pk__in=[])
    if Domain.VISIT in rights_of(viewer.role).oversees:
        found = Q(operation__isnull=False)
    else:
        found = Q(pk__in=[])
        if Action.MANAGE in _rights(viewer, Domain.OPERATION):
            leads = (TeamRole.LEAD, TeamRole.SUPERVISOR)
            by_name = rows.let_in(viewer, Domain.OPERATION).filter(team_role__in=leads)
            found |= Q(operation_id__in=by_name)
        if Action.READ in _visits(viewer):
            found |= Q(operation__lead_id=viewer.organisation)
    return found if _knows(viewer) else found & ~_QUIET


def _own(viewer: Actor) -> Q:
    mine = Q(Exists(_on_team(viewer).filter(person_id=viewer.person)))
    ours = Q(Exists(_on_team(viewer)))
    goes = viewer.purpose == Purpose.OPERATION_DELIVERY and not _visits(
        viewer
    ).isdisjoint({Action.READ, Action.CREATE})
    found = Q(pk__in=[])
    if goes:
        found |= mine | (ours & ~_QUIET)
    if _knows(viewer):
        found |= ours & _QUIET
    lasting = Q(on__gte=TruncDate(Now(), tzinfo=LONDON))
    waiting = mine & Q(status=PlanStatus.PLANNED)
    is_open = ~Q(operation__status=OperationStatus.CLOSED)
    return found & (lasting | waiting) & is_open


def _on_team(viewer: Actor) -> QuerySet[TeamMember]:
    """Colleagues on a plan's crews, that lead or support, engaged on its day."""
    day = OuterRef("on")
    engaged = Q(person__engagements__to_on__isnull=True) | Q(
        person__engagements__to_on__gte=day
    )
    return TeamMember.objects.filter(
        engaged,
        Q(team_id=OuterRef("team_id")) | Q(team__supported__visit=OuterRef("pk")),
        organisation_id=viewer.organisation,
        person__engagements__organisation_id=F("organisation_id"),
        person__engagements__approved_at__isnull=False,
        person__engagements__ended_at__isnull=True,
        person__engagements__from_on__lte=day,
    )


def _visits(viewer: Actor) -> frozenset[Action]:
    return _rights(viewer, Domain.VISIT)


def _rights(viewer: Actor, domain: Domain) -> frozenset[Action]:
    """What the viewer's role may do at this task to its organisation's records."""
    if not rows.is_in_view(viewer, domain):
        return frozenset()
    return rights_of(viewer.role).organisation.get(domain, frozenset())


def _knows(viewer: Actor) -> bool:
    return RecordMatter.SAFEGUARDING_PLAN in matters_of(viewer.role, viewer.purpose)
