"""Photos of visits: a copy for their readers, and the original for custodians."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from unhidden.access.records import Record
from unhidden.field.models.inner import FOR_RECEIVERS
from unhidden.lib.rights import RuledRows, TableAccess

_PEOPLE = FOR_RECEIVERS.format("copy_team")
_CUSTODIAN = (
    "exists (select from reporting_custodian c"
    " where c.person_id = (select wall.person())"
    " and c.agreed_by is not null and c.ended_at is null)"
)
# The copy of one that nobody is in is read with its account.
_WITH_ACCOUNT = "exists (select from visits_account a where a.id = account_id)"
_WITH_PHOTO = "exists (select from field_photo p where p.id = photo_id)"


class VisitPhoto(Record):
    """A photo of an account; ``sha256`` is that of the file as it was taken.

    ``is_of_people``: whoever took it did not say that nobody is in it.
    """

    access_policy: ClassVar = TableAccess(
        staff="select",
        guard="select, insert, update(complete_at)",
        rows=RuledRows(
            select=f"{_CUSTODIAN} or is_of_people and {_PEOPLE}"
            f" or not is_of_people and {_WITH_ACCOUNT}"
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


class PhotoPiece(Record):
    """One sealed piece of a photo's copy or of its original; never changed."""

    access_policy: ClassVar = TableAccess(
        staff="select",
        guard="select, insert",
        rows=RuledRows(select=f"{_WITH_PHOTO} and (not is_original or {_CUSTODIAN})"),
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
