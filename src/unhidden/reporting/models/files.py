"""Files that come with a report: a copy that readers open, and the sealed original."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RuledRows, TableAccess

MOST_FILES = 10
ONE_FILE_FOR_EACH_NUMBER = "files_of_a_form_are_numbered"
# With the report that came by the same form; none before that is sent.
_WITH_REPORT = (
    "exists (select from reporting_report r"
    " where r.form_key = reporting_reportfile.form_key)"
)
_WITH_FILE = (
    "exists (select from reporting_reportfile f"
    " where f.id = reporting_filechunk.file_id)"
)
_FOR_CUSTODIANS = (
    "(not is_original or exists (select from reporting_custodian c"
    " where c.person_id = (select wall.person())"
    " and c.agreed_by is not null and c.ended_at is null))"
)


class FileKind(models.TextChoices):
    IMAGE = "image", _("Picture")
    PDF = "pdf", _("PDF")
    OFFICE = "office", _("Office file")
    AUDIO = "audio", _("Sound recording")
    TEXT = "text", _("Text")


class FileFinding(models.TextChoices):
    """What a file told of whoever made it, in words for its sender."""

    PLACE = "place", _("a place")
    TIME = "time", _("dates and times")
    DEVICE = "device", _("the device or program it was made with")
    AUTHOR = "author", _("a name")
    COMMENT = "comment", _("titles, notes or comments")
    HIDDEN = "hidden", _("hidden parts, such as small previews or attached files")
    SCRIPT = "script", _("links and commands that act by themselves")


class ReportFile(Record):
    """A file that came with a form; its name and its bytes are sealed.

    ``form_key`` is that of the report, which may not be sent yet. ``kilobytes`` is
    rounded up to the step in which its pieces are filled up anyway.
    """

    access_policy: ClassVar = TableAccess(
        public="insert",
        staff="select",
        guard="select, delete",
        rows=RuledRows(select=_WITH_REPORT),
    )

    form_key = models.UUIDField()
    number = models.PositiveSmallIntegerField()
    received_on = models.DateField()
    kind = models.CharField(max_length=10, choices=FileKind.choices)
    kilobytes = models.PositiveIntegerField()
    found = ArrayField(models.CharField(max_length=10), default=list)
    copy_pieces = models.PositiveSmallIntegerField()
    original_pieces = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["form_key", "number"], name=ONE_FILE_FOR_EACH_NUMBER
            ),
            models.CheckConstraint(
                condition=models.Q(number__range=(1, MOST_FILES)),
                name="a_form_has_ten_files_at_most",
            ),
            one_of("kind", FileKind, name="file_kind_is_known"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class FileChunk(Record):
    """One sealed piece of a file's copy or of its original; never changed."""

    access_policy: ClassVar = TableAccess(
        public="insert",
        staff="select",
        guard="select(file_id), delete",
        rows=RuledRows(select=f"{_WITH_FILE} and {_FOR_CUSTODIANS}"),
    )

    file = models.ForeignKey(
        ReportFile, on_delete=models.PROTECT, related_name="chunks"
    )
    is_original = models.BooleanField()
    number = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "is_original", "number"],
                name="pieces_of_a_file_are_numbered",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
