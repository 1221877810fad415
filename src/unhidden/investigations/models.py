"""An investigation; its team is the wall's (access)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import GuardedRecord, one_of
from unhidden.lib.rights import Guarded, TableAccess


class InvestigationStatus(models.TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Investigation(GuardedRecord):
    """Opened from a visit, or from a disclosure that a survivor agreed to.

    ``disclosure_id`` names the disclosure without a foreign key: it is a record
    of the module above, the only door between support and investigation.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update",
        rows=Guarded(
            "investigation",
            organisation="organisation_id",
            opened_by="opened_by_id",
            reference="urn",
        ),
    )

    urn = models.CharField(max_length=30, unique=True)
    title = models.CharField(max_length=200)
    grounds = models.TextField()
    visit = models.ForeignKey("visits.Visit", on_delete=models.PROTECT, null=True)
    disclosure_id = models.UUIDField(null=True, unique=True)
    organisation = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT)
    status = models.CharField(
        max_length=10,
        choices=InvestigationStatus.choices,
        default=InvestigationStatus.OPEN,
    )
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("status", InvestigationStatus, name="investigation_status_is_known"),
            models.CheckConstraint(
                condition=models.Q(visit__isnull=False)
                ^ models.Q(disclosure_id__isnull=False),
                name="an_investigation_has_one_origin",
            ),
        ]
