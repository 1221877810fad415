"""What phones sent, as it came: sealed, signed, added to and never changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Func, Q, Value

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RuledRows, TableAccess

LONGEST_HEADER, LONGEST_PART = 131_072, 262_400
# As ``wall.sees_landing`` says of one; whoever lists them asks once for all. That an
# entry of a place of safety's register came is for its keepers alone to know.
_SEES = (
    "kind <> 'register' and (select wall.purpose()) = 'operation_delivery'"
    " and (select wall.meets('safeguarding_plan', '{read}'))"
    " and (device_id in (select d.id from field_device d"
    " where d.organisation_id = (select wall.organisation()))"
    " or planned_named in (select p.id from operations_plannedvisit p"
    " join operations_operation o on o.id = p.operation_id"
    " where o.lead_id = (select wall.organisation())))"
)


class SubmissionKind(models.TextChoices):
    ACCOUNT = "account", "account"
    UNFINISHED = "unfinished", "unfinished"
    ADDENDUM = "addendum", "addendum"
    CORRECTION = "correction", "correction"
    STATE = "state", "state"
    ALARM = "alarm", "alarm"
    REGISTER = "register", "register"


class SubmissionState(models.TextChoices):
    LANDED = "landed", "landed"
    APPLIED = "applied", "applied"
    WAITS = "waits", "waits"


class LandedSubmission(Record):
    """The signed header of what one phone sent, by the bytes that it wrote.

    Device and author are what it claims: no foreign key, since a phone that nobody
    knows, or of a person who left, is received like any other. ``is_known``: whether
    the device was, when it came; what comes from others has a small room.
    """

    access_policy: ClassVar = TableAccess(
        staff="select(id, submission_id, digest, planned_named, device_id, author_id,"
        " kind, position, landed_at, state, reason, tries, next_try_at)",
        guard="select, insert, update(state, reason, tries, next_try_at)",
        rows=RuledRows(select=_SEES),
    )

    submission_id = models.UUIDField()
    digest = models.BinaryField()
    planned_named = models.UUIDField(null=True)
    device_id = models.UUIDField()
    device_key = models.BinaryField()
    author_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=10, choices=SubmissionKind.choices)
    header = models.BinaryField()
    signature = models.BinaryField()
    is_known = models.BooleanField()
    position = models.BigIntegerField(
        unique=True,
        editable=False,
        db_default=Func(Value("field_submission_position"), function="nextval"),
    )
    landed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=SubmissionState.choices)
    reason = models.CharField(max_length=40, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "field_submission"
        constraints = [
            models.UniqueConstraint(
                fields=["submission_id", "digest"], name="a_submission_lands_once"
            ),
            one_of("kind", SubmissionKind, name="submission_kind_is_known"),
            one_of("state", SubmissionState, name="submission_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state="waits") | ~Q(reason=""),
                name="what_waits_of_the_landing_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["landed_at"],
                condition=Q(state="landed"),
                name="submissions_to_apply",
            ),
            models.Index(fields=["device_id"], name="submissions_of_a_device"),
        ]


class LandedPart(Record):
    """Sealed bytes of a submission, named by their SHA-256.

    A piece of a photo that was moved on leaves its row: receipts go on naming it.
    """

    access_policy: ClassVar = TableAccess(
        guard="select, insert, update(sealed, moved_at), delete"
    )

    submission_id = models.UUIDField()
    digest = models.BinaryField()
    sealed = models.BinaryField(null=True)
    bytes = models.PositiveIntegerField()
    device_id = models.UUIDField()
    is_known = models.BooleanField()
    landed_at = models.DateTimeField()
    moved_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "field_part"
        constraints = [
            models.UniqueConstraint(
                fields=["submission_id", "digest"], name="a_part_lands_once"
            ),
            models.CheckConstraint(
                condition=Q(bytes__range=(1, LONGEST_PART)),
                name="a_part_is_no_larger_than_a_piece",
            ),
            models.CheckConstraint(
                condition=Q(sealed__isnull=True) ^ Q(moved_at__isnull=True),
                name="a_part_is_there_or_was_moved",
            ),
        ]
        indexes = [
            models.Index(fields=["device_id"], name="parts_of_a_device"),
            models.Index(
                fields=["landed_at"],
                condition=Q(is_known=False),
                name="parts_of_unknown_devices",
            ),
        ]
