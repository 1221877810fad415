"""Documents and photos of a case: cleaned, sealed in pieces, withdrawn, never changed.

Neither name nor content goes with a share: only organisations on the team have keys.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RowsUnder, RuledRows, TableAccess
from unhidden.safeguarding.models.needs import UNDER_CASE_SAID
from unhidden.safeguarding.models.people import Case

_WORKER = settings.AUTH_USER_MODEL
_OF_FILE = "exists (select from safeguarding_casefile f where f.id = file_id{})"
# What was withdrawn is not there for anybody any more.
_NOT_WITHDRAWN = (
    " and not exists (select from safeguarding_filewithdrawal w"
    " where w.file_id = safeguarding_casefilepiece.file_id)"
)
_OWN_FILE = " and f.added_by_id = (select wall.person())"


#: What keys of a file are called by.
CONTENT = "content"


class CaseFileSort(models.TextChoices):
    LETTER = "letter", _("Letter")
    IDENTITY = "identity", _("Identity or travel document")
    MEDICAL = "medical", _("From a doctor or a hospital")
    LEGAL = "legal", _("From a solicitor or a court")
    HOUSING = "housing", _("About housing or money")
    PHOTO = "photo", _("Photo")
    OTHER = "other", _("Something else")


class CaseFileKind(models.TextChoices):
    IMAGE = "image", _("Picture")
    PDF = "pdf", _("PDF")
    OFFICE = "office", _("Office file")
    AUDIO = "audio", _("Sound recording")
    TEXT = "text", _("Text")


class CaseFile(Record):
    """A file of a case; its name and what is in it are sealed, in its pieces."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, case_id)",
        rows=replace(UNDER_CASE_SAID, own="added_by_id"),
    )
    # In pieces beside it, where no field of its own says that keys belong to it.
    sealed_parts: ClassVar = {CONTENT: "narrative"}

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="files")
    sort = models.CharField(max_length=10, choices=CaseFileSort.choices)
    kind = models.CharField(max_length=10, choices=CaseFileKind.choices)
    kilobytes = models.PositiveIntegerField()
    pieces = models.PositiveSmallIntegerField()
    found = ArrayField(models.CharField(max_length=10), default=list)
    added_by = models.ForeignKey(_WORKER, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("sort", CaseFileSort, name="case_file_sort_is_known"),
            one_of("kind", CaseFileKind, name="case_file_kind_is_known"),
        ]


class CaseFilePiece(Record):
    """One sealed piece of a file; the first has its name."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        rows=RuledRows(
            select=_OF_FILE.format("") + _NOT_WITHDRAWN,
            insert=_OF_FILE.format(_OWN_FILE) + _NOT_WITHDRAWN,
        ),
    )

    file = models.ForeignKey(
        CaseFile, on_delete=models.PROTECT, related_name="sealed_pieces"
    )
    number = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "number"], name="pieces_of_a_case_file_are_numbered"
            )
        ]


class WithdrawalReason(models.TextChoices):
    ASKED = "asked", _("They asked for it")
    WRONG_PERSON = "wrong_person", _("It belongs to somebody else")
    WRONG_FILE = "wrong_file", _("It is the wrong file")
    REPLACED = "replaced", _("A newer one has taken its place")


class FileWithdrawal(Record):
    """That a file was withdrawn: nobody opens it any more."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        rows=RowsUnder(
            "file_id", "safeguarding_casefile", "narrative", own="withdrawn_by_id"
        ),
    )

    file = models.OneToOneField(
        CaseFile, on_delete=models.PROTECT, related_name="withdrawal"
    )
    reason = models.CharField(max_length=20, choices=WithdrawalReason.choices)
    withdrawn_by = models.ForeignKey(
        _WORKER, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("reason", WithdrawalReason, name="withdrawal_reason_is_known")
        ]
