"""Services for those who are supported: an organisation's directory, and referrals."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RowsUnder, RuledRows, TableAccess
from unhidden.safeguarding.models.needs import CaseNeed, NeedCode
from unhidden.vault.fields import SealedField

_WORKER = settings.AUTH_USER_MODEL
_OWN = (
    "organisation_id = (select wall.organisation())"
    " and (select wall.purpose()) = 'safeguarding_support'"
)
_OF_OWN = "exists (select from safeguarding_serviceprovider p where p.id = provider_id)"
_IN_OWN_NAME = " and {} = (select wall.person())"


class ServiceProvider(Record):
    """Somebody who helps with a need; the name is sealed to the organisation.

    A refuge's name, or whom an organisation works with, can tell where people are.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        rows=RuledRows(select=_OWN, insert=_OWN + _IN_OWN_NAME.format("added_by_id")),
    )

    organisation = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT)
    serves = ArrayField(models.CharField(max_length=20, choices=NeedCode.choices))
    council = models.ForeignKey(
        "places.Council", on_delete=models.PROTECT, null=True, related_name="+"
    )
    name_sealed = SealedField(category="operational")
    added_by = models.ForeignKey(_WORKER, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(serves__len__gt=0)
                & models.Q(serves__contained_by=list(NeedCode.values)),
                name="a_provider_serves_known_needs",
            )
        ]


class ProviderRoom(models.TextChoices):
    ENOUGH = "enough", _("Room")
    FEW = "few", _("Little room")
    WAITING = "waiting", _("A waiting list")
    NONE = "none", _("No room")
    CLOSED = "closed", _("Takes nobody any more")


class ProviderDeclaration(Record):
    """How much room a provider has, as somebody said on a day; the latest counts."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        rows=RuledRows(
            select=_OF_OWN, insert=_OF_OWN + _IN_OWN_NAME.format("declared_by_id")
        ),
    )

    provider = models.ForeignKey(
        ServiceProvider, on_delete=models.PROTECT, related_name="declarations"
    )
    room = models.CharField(max_length=10, choices=ProviderRoom.choices)
    weeks = models.PositiveSmallIntegerField(null=True)
    declared_by = models.ForeignKey(_WORKER, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("room", ProviderRoom, name="provider_room_is_known"),
        ]


class ServiceReferral(Record):
    """That a provider was asked to help with a need."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        rows=RowsUnder(
            "need_id", "safeguarding_caseneed", "narrative", own="asked_by_id"
        ),
    )

    need = models.ForeignKey(
        CaseNeed, on_delete=models.PROTECT, related_name="referrals"
    )
    provider = models.ForeignKey(
        ServiceProvider, on_delete=models.PROTECT, related_name="+"
    )
    asked_on = models.DateField()
    asked_by = models.ForeignKey(_WORKER, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()


class ServiceState(models.TextChoices):
    ASKED = "asked", _("Asked")
    WAITING = "waiting", _("On a waiting list")
    STARTED = "started", _("Started")
    DECLINED = "declined", _("Declined")
    ENDED = "ended", _("Ended")


class ServiceStep(Record):
    """A state that a referral to a service came to, each once."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        rows=RowsUnder(
            "referral_id",
            "safeguarding_servicereferral",
            "narrative",
            own="told_by_id",
        ),
    )

    referral = models.ForeignKey(
        ServiceReferral, on_delete=models.PROTECT, related_name="steps"
    )
    state = models.CharField(max_length=10, choices=ServiceState.choices)
    number = models.PositiveSmallIntegerField()
    day = models.DateField()
    told_by = models.ForeignKey(_WORKER, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("state", ServiceState, name="service_state_is_known"),
            models.UniqueConstraint(
                fields=["referral", "number"], name="service_steps_are_numbered"
            ),
            models.UniqueConstraint(
                fields=["referral", "state"], name="a_service_comes_to_a_state_once"
            ),
        ]
