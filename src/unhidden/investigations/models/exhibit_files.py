"""Photographs and data of exhibits: sealed in pieces, whole before they are a file."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from unhidden.access.records import Record
from unhidden.investigations.models.exhibits import Exhibit, ExhibitMove
from unhidden.investigations.models.heads import Investigation
from unhidden.investigations.models.under import UNDER_INVESTIGATION
from unhidden.lib.rights import TableAccess

_COLLEAGUE = settings.AUTH_USER_MODEL
_SHA256 = r"^[0-9a-f]{64}$"
#: The part of a file that is sealed in pieces.
CONTENT = "content"


class ExhibitUpload(Record):
    """Data on its way: the file that it becomes has its id, once it is whole.

    ``size`` is what its sender announced; none of what comes as one stream.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, investigation_id, exhibit_id, begun_by_id, begun_at), delete",
        rows=replace(UNDER_INVESTIGATION, own="begun_by_id"),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="+"
    )
    exhibit = models.ForeignKey(
        Exhibit, on_delete=models.PROTECT, related_name="uploads"
    )
    name = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField(null=True)
    tool = models.CharField(max_length=120, blank=True)
    scope = models.CharField(max_length=300, blank=True)
    begun_by = models.ForeignKey(_COLLEAGUE, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()


class ExhibitFile(Record):
    """A photograph of an exhibit, or data acquired from it, sealed to the team.

    ``pieces`` is how many it lies in here: none, where its digest alone is kept.
    ``sealed_sha256`` is the digest of their digests as they are sealed, by which who
    cannot open them sees that they are as they were.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, investigation_id, exhibit_id, size, pieces, sha256,"
        " sealed_sha256, added_at)",
        rows=replace(UNDER_INVESTIGATION, own="added_by_id"),
    )
    # In pieces beside it; none of what is too long and is kept elsewhere.
    sealed_parts: ClassVar = {CONTENT: "criminal"}

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="+"
    )
    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    pieces = models.PositiveIntegerField(default=0)
    sealed_sha256 = models.CharField(max_length=64, blank=True)
    tool = models.CharField(max_length=120, blank=True)
    scope = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(_COLLEAGUE, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=_SHA256),
                name="an_exhibit_file_has_its_digest",
            ),
            models.CheckConstraint(
                condition=Q(pieces=0, sealed_sha256="")
                | Q(pieces__gt=0, sealed_sha256__regex=_SHA256),
                name="what_is_kept_has_its_digest_as_sealed",
            ),
        ]


class ExhibitFilePiece(Record):
    """A sealed piece of a file, in order; none is added once the file is there."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select, delete",
        rows=replace(UNDER_INVESTIGATION, own=""),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="+"
    )
    file = models.ForeignKey(
        ExhibitUpload, on_delete=models.PROTECT, related_name="pieces"
    )
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "number"], name="pieces_of_an_exhibit_are_numbered"
            )
        ]


class Rehash(Record):
    """The digest of a file, taken again: at a move, or when somebody asked.

    Where it differs from the first, ``is_same`` is false: an incident, never mended.
    Nobody took it where the worker did, which opens nothing: of the data as it is
    sealed.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select, insert",
        rows=replace(UNDER_INVESTIGATION, own="taken_by_id"),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="+"
    )
    file = models.ForeignKey(
        ExhibitFile, on_delete=models.PROTECT, related_name="rehashes"
    )
    move = models.ForeignKey(
        ExhibitMove, on_delete=models.PROTECT, related_name="rehashes", null=True
    )
    sha256 = models.CharField(max_length=64, blank=True)
    is_same = models.BooleanField()
    taken_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+", null=True
    )
    taken_at = models.DateTimeField()
