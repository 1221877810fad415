"""To whom what is disclosed at an operation's visits is sealed on the phone."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from unhidden.access.records import Record
from unhidden.lib.rights import RuledRows, TableAccess

_OPERATION = (
    "exists (select from operations_operation o"
    " where o.id = field_innerreceiver.operation_id{})"
)
_PLANNED_HERE = (
    " and (o.lead_id = any((select wall.organisations('operation', 'manage'))::uuid[])"
    " or o.id = any((select wall.view('operation', 'manage'))::uuid[])"
    " and (select wall.meets('operation', '{manage}')))"
)
_PLANS = "(select wall.purpose()) = 'operation_delivery' and " + _OPERATION.format(
    _PLANNED_HERE
)
# The keys are those of the organisation that is named, and of nobody else.
_ITS_TEAM = (
    "exists (select from vault_team t where t.id = team_id"
    " and t.organisation_id = field_innerreceiver.organisation_id)"
)


class InnerReceiver(Record):
    """A team of keys that is named for an operation, beside its safeguarding leads."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, delete",
        rows=RuledRows(
            select=_OPERATION.format(""),
            insert=f"{_PLANS} and {_ITS_TEAM} and named_by_id = (select wall.person())",
            update=_PLANS,
        ),
    )

    operation = models.ForeignKey(
        "operations.Operation", on_delete=models.PROTECT, related_name="+"
    )
    team_id = models.UUIDField()
    organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    named_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "team_id"], name="a_receiver_is_named_once"
            )
        ]
