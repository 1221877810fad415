"""Phones that may go out: whose they are, who approved them, what they still hold."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.field.models.keys import LandingKey
from unhidden.lib.rights import RuledRows, TableAccess

_ME = "(select wall.person())"
_OURS = "organisation_id = (select wall.organisation())"
_ADMINISTERS = "(select wall.purpose()) = 'system_admin'"
# Planners and safeguarding leads see what landed, and so from which phone.
_SEES_LANDING = (
    "(select wall.purpose()) = 'operation_delivery'"
    " and (select wall.meets('safeguarding_plan', '{read}'))"
)
_IS_OVER = "lost_at is not null or ended_at is not null"
_PERSONAL = (
    "exists (select from field_fieldsetting s where s.organisation_id ="
    " field_device.organisation_id and s.devices = 'personal')"
)
_OFF = _PERSONAL.replace("'personal'", "'off'")
# Nobody approves a phone of their own: who it is of, may only say that it is gone, as
# ``field_device_is_decided_by_another`` holds (sql/devices.sql).
_DEVICES = RuledRows(
    select=f"person_id = {_ME} or {_OURS} and ({_ADMINISTERS} or {_SEES_LANDING})",
    insert=f"person_id = {_ME} and {_OURS} and approved_by_id is null and not {_OFF}"
    f" and (approved_at is null or {_PERSONAL}) and not ({_IS_OVER})",
    update=f"{_OURS} and {_ADMINISTERS} and person_id <> {_ME} or person_id = {_ME}",
)
_ON_DEVICE = "exists (select from field_device d where d.id = device_id{})"
_MINE = _ON_DEVICE.format(f" and d.person_id = {_ME}")


class DeviceRule(models.TextChoices):
    """Which phones of an organisation's people may go out."""

    OFF = "off", _("No phone at all")
    APPROVED = "approved", _("Phones that an administrator approved")
    PERSONAL = "personal", _("Any phone, a person’s own too")


class FieldSetting(Record):
    """An organisation's rule about phones; without one it is ``approved``."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(devices)",
        rows=RuledRows(
            select=_OURS,
            insert=f"{_OURS} and {_ADMINISTERS}",
            update=f"{_OURS} and {_ADMINISTERS}",
        ),
    )

    organisation = models.OneToOneField(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    devices = models.CharField(max_length=10, choices=DeviceRule.choices)

    class Meta:
        constraints = [one_of("devices", DeviceRule, name="device_rule_is_known")]


class UnlockKind(models.TextChoices):
    """What opens that which can be read on a phone."""

    PASSKEY = "prf", _("A passkey")
    WORDS = "words", _("Four words")
    NONE = "none", _("Nothing: it only writes")


class FieldDevice(Record):
    """One key pair on one phone, for one person; its id follows from the public key.

    ``waiting`` and ``empty_since`` are what it said when it last asked for receipts.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(approved_by_id, approved_at, lost_by_id, lost_at,"
        " lost_reason, ended_at)",
        guard="select, update(last_asked_at, waiting, empty_since)",
        rows=_DEVICES,
    )

    id = models.UUIDField(primary_key=True, editable=False)
    public_key = models.BinaryField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=60)
    unlock = models.CharField(max_length=10, choices=UnlockKind.choices)
    is_persistent = models.BooleanField()
    enrolled_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    lost_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    lost_at = models.DateTimeField(null=True)
    lost_reason = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)
    last_asked_at = models.DateTimeField(null=True)
    waiting = models.PositiveIntegerField(default=0)
    empty_since = models.DateTimeField(null=True)

    class Meta:
        db_table = "field_device"
        constraints = [
            one_of("unlock", UnlockKind, name="unlock_kind_is_known"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("person")),
                name="a_device_is_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | Q(approved_at__isnull=False),
                name="who_approved_a_device_says_when",
            ),
            models.CheckConstraint(
                condition=Q(lost_at__isnull=True, lost_by__isnull=True)
                | Q(lost_at__isnull=False, lost_by__isnull=False) & ~Q(lost_reason=""),
                name="a_lost_device_says_by_whom_and_how",
            ),
        ]


class DeviceTaking(Record):
    """Tasking of a shift that a device took along, until it says that it is gone."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(gone_at)",
        guard="select, update(gone_at)",
        rows=RuledRows(
            select=_ON_DEVICE.format(""),
            insert=f"{_MINE} and gone_at is null",
            update=_MINE,
        ),
    )

    device = models.ForeignKey(
        FieldDevice, on_delete=models.PROTECT, related_name="takings"
    )
    shift_id = models.UUIDField()
    on = models.DateField()
    planned_ids = ArrayField(models.UUIDField())
    landing_key = models.ForeignKey(
        LandingKey, on_delete=models.PROTECT, related_name="+"
    )
    readable_until = models.DateTimeField()
    taken_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "field_taking"
