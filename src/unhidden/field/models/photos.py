"""Photos of visits: a copy for their readers, and the original for custodians.

A copy that people are in is sealed to those who help them. One of nobody is guarded
with the visit's record, as whatever else came in the outer envelope.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from unhidden.access.records import Record
from unhidden.field.models.inner import FOR_RECEIVERS
from unhidden.field.rules import LONGEST_COPY
from unhidden.lib.rights import RuledRows, TableAccess

_PEOPLE = FOR_RECEIVERS.format("copy_team")
_CUSTODIAN = (
    "exists (select from reporting_custodian c"
    " join vault_team t on t.organisation_id = c.organisation_id"
    " where t.id = {0} and c.person_id = (select wall.person())"
    " and c.agreed_by is not null and c.ended_at is null)"
)
# One that nobody is in is read with its account, or with the record made of it. The
# desk has what a visit offers it: whoever assesses intelligence meets no photo.
_OF_NOBODY = (
    "not is_of_people and (select wall.meets('intelligence', '{{manage}}')) is false"
    " and (exists (select from visits_account a where a.id = {0}.account_id)"
    " or exists (select from visits_visit v where v.account_id = {0}.account_id))"
)
_WITH_PHOTO = "exists (select from field_photo p where p.id = photo_id)"
_OF_ORIGINAL = (
    "exists (select from field_photo p where p.id = photo_id"
    f" and {_CUSTODIAN.format('p.original_team')})"
)


class VisitPhoto(Record):
    """A photo of an account; ``sha256`` is that of the file as it was taken.

    ``is_of_people``: whoever took it did not say that nobody is in it.
    """

    access_policy: ClassVar = TableAccess(
        staff="select",
        guard="select, insert, update(complete_at)",
        rows=RuledRows(
            select=f"{_CUSTODIAN.format('original_team')}"
            f" or is_of_people and {_PEOPLE} or {_OF_NOBODY.format('field_photo')}"
        ),
    )

    account_id = models.UUIDField(db_index=True)
    sha256 = models.BinaryField()
    bytes = models.PositiveBigIntegerField()
    mime = models.CharField(max_length=60)
    is_of_people = models.BooleanField()
    copy_pieces = models.PositiveSmallIntegerField()
    original_pieces = models.PositiveSmallIntegerField()
    copy_team = models.UUIDField(null=True)
    original_team = models.UUIDField()
    complete_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "field_photo"
        constraints = [
            models.CheckConstraint(
                condition=Q(copy_pieces=0) | Q(copy_team__isnull=False),
                name="a_copy_is_sealed_to_a_team",
            )
        ]


class PhotoCopy(Record):
    """The copy of a photo that nobody is in, as the phone made it; never changed.

    A custodian of the original does not meet it: whoever reads the account or the
    record does. ``media_type`` is what a browser may be let show it as, or empty.
    """

    access_policy: ClassVar = TableAccess(
        staff="select",
        guard="select, insert",
        rows=RuledRows(
            select="exists (select from field_photo p"
            f" where p.id = photo_id and {_OF_NOBODY.format('p')})"
        ),
    )

    photo = models.OneToOneField(
        VisitPhoto, on_delete=models.PROTECT, related_name="copy"
    )
    media_type = models.CharField(max_length=60, blank=True)
    content = models.BinaryField()

    class Meta:
        db_table = "field_photocopy"
        constraints = [
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("content"), LONGEST_COPY),
                name="a_copy_is_small",
            )
        ]


class PhotoPiece(Record):
    """One sealed piece of a photo's copy or of its original; never changed."""

    access_policy: ClassVar = TableAccess(
        staff="select",
        guard="select, insert",
        rows=RuledRows(select=f"{_WITH_PHOTO} and (not is_original or {_OF_ORIGINAL})"),
    )

    photo = models.ForeignKey(
        VisitPhoto, on_delete=models.PROTECT, related_name="pieces"
    )
    is_original = models.BooleanField()
    number = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["photo", "is_original", "number"],
                name="pieces_of_a_photo_are_numbered",
            )
        ]
