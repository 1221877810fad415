"""Schedules of unused material: frozen when they are signed, and what leaves."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.investigations.models.heads import Investigation
from unhidden.investigations.models.posts import SCHEDULE_POSTS, SENSITIVE_POSTS
from unhidden.investigations.models.under import UNDER_INVESTIGATION, held_by
from unhidden.investigations.models.unused import Material
from unhidden.lib.rights import TableAccess
from unhidden.vault.fields import SealedField

_COLLEAGUE = settings.AUTH_USER_MODEL
_SHA256 = r"^[0-9a-f]{64}$"


class ScheduleKind(models.TextChoices):
    NON_SENSITIVE = "MG6C", _("Non-sensitive unused material (MG6C)")
    SENSITIVE = "MG6D", _("Sensitive unused material (MG6D)")
    REPORT = "MG6E", _("Disclosure officer’s report (MG6E)")


class Schedule(Record):
    """A signed version of a schedule; a later one continues its numbers.

    ``digest`` is of its lines in order, which are written before it and by its
    signature are all that there are. A schedule without lines says "none".
    ``state_digest``, of a report, is of all that its certificate is about: once it is
    another, the certificate holds no more.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select",
        rows=replace(
            UNDER_INVESTIGATION, own="signed_by_id", after=held_by(*SCHEDULE_POSTS)
        ),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="schedules"
    )
    kind = models.CharField(max_length=4, choices=ScheduleKind.choices)
    version = models.PositiveIntegerField()
    first_line = models.PositiveIntegerField()
    lines_count = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    state_digest = models.CharField(max_length=64, blank=True)
    certificate = models.TextField()
    exceptions = models.TextField(blank=True)
    signed_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("kind", ScheduleKind, name="schedule_kind_is_known"),
            models.UniqueConstraint(
                fields=["investigation", "kind", "version"],
                name="versions_of_a_schedule_are_numbered",
            ),
            models.CheckConstraint(
                condition=models.Q(digest__regex=_SHA256),
                name="a_schedule_has_its_digest",
            ),
        ]


class ScheduleLine(Record):
    """A line of a signed schedule, word for word as it was signed.

    Of the sensitive schedule the words are sealed, and stand in ``SensitiveLine``.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select",
        rows=replace(UNDER_INVESTIGATION, after=held_by(*SCHEDULE_POSTS)),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="+"
    )
    schedule = models.ForeignKey(
        Schedule, on_delete=models.PROTECT, related_name="lines"
    )
    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="+")
    line = models.PositiveIntegerField()
    words = models.TextField(blank=True)
    quantity = models.PositiveIntegerField(default=1)
    marks = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["schedule", "line"], name="lines_of_a_schedule_are_numbered"
            ),
            models.UniqueConstraint(
                fields=["schedule", "material"],
                name="an_item_is_scheduled_once",
            ),
        ]


class SensitiveLine(Record):
    """The words of a line of the sensitive schedule, as they were signed."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, investigation_id, line_id, sealed_by_id)",
        rows=replace(
            UNDER_INVESTIGATION,
            category="narrative",
            own="sealed_by_id",
            besides=held_by(*SENSITIVE_POSTS),
        ),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="+"
    )
    line = models.OneToOneField(
        ScheduleLine, on_delete=models.PROTECT, related_name="sensitive"
    )
    words_sealed = SealedField(category="narrative")
    sealed_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )


class PresumedCategory(models.TextChoices):
    CALLS = "calls", _("Records of calls")
    INCIDENT_LOGS = "incident_logs", _("Incident logs")
    CRIME_REPORTS = "crime_reports", _("Crime reports and notebooks")
    CUSTODY = "custody", _("Custody records")
    PREVIOUS_ACCOUNTS = "previous_accounts", _("Earlier accounts of witnesses")
    INTERVIEWS = "interviews", _("Interview records")
    RELIABILITY = "reliability", _("What casts doubt on a witness")


class PresumedReply(models.TextChoices):
    ATTACHED = "attached", _("Attached")
    NONE_EXISTS = "none_exists", _("Does not exist")
    REBUTTED = "rebutted", _("Presumption rebutted")


class PresumedAnswer(Record):
    """What was answered of a category of presumed material, for a signed report."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(investigation_id, category, turn)",
        rows=replace(
            UNDER_INVESTIGATION, own="answered_by_id", after=held_by(*SCHEDULE_POSTS)
        ),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="presumed_answers"
    )
    category = models.CharField(max_length=20, choices=PresumedCategory.choices)
    turn = models.PositiveIntegerField()
    answer = models.CharField(max_length=20, choices=PresumedReply.choices)
    reason = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("category", PresumedCategory, name="presumed_category_is_known"),
            one_of("answer", PresumedReply, name="presumed_answer_is_known"),
            models.UniqueConstraint(
                fields=["investigation", "category", "turn"],
                name="answers_about_presumed_material_are_numbered",
            ),
            models.CheckConstraint(
                condition=~models.Q(answer="rebutted", reason=""),
                name="a_presumption_is_rebutted_with_a_reason",
            ),
        ]


class Redaction(Record):
    """A redacted copy of a page or file: a new file; the digests of both."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, investigation_id)",
        rows=replace(UNDER_INVESTIGATION, own="made_by_id"),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="+"
    )
    material = models.ForeignKey(
        Material, on_delete=models.PROTECT, related_name="redactions"
    )
    original_sha256 = models.CharField(max_length=64)
    copy_sha256 = models.CharField(max_length=64)
    copy_sealed = SealedField(category="narrative")
    pages = models.PositiveIntegerField()
    made_by = models.ForeignKey(_COLLEAGUE, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(original_sha256__regex=_SHA256)
                & models.Q(copy_sha256__regex=_SHA256),
                name="a_redaction_has_both_digests",
            )
        ]


class ArchiveKind(models.TextChoices):
    OPEN = "open", _("For the prosecutor and the defence")
    SENSITIVE = "sensitive", _("For the prosecutor alone")


#: Of what is set on paper; the codes of Django's languages.
PAPER_LANGUAGES = (("en", _("English")), ("cy", _("Welsh")))


class Archive(Record):
    """What left the house: asked for by one, released by another, and its digest.

    ``leaf`` is the root of the tree over its files, which the event of the release
    names too. ``recipient_key`` is to whom the sensitive one is sealed. With
    ``has_media`` the photographs and data of exhibits go along, beside it.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(sha256, size, leaf, released_by_id, released_at)",
        guard="select(id, investigation_id, kind, released_at)",
        rows=replace(
            UNDER_INVESTIGATION,
            own="asked_by_id",
            # Whoever may not know what is sensitive does not know that it leaves.
            besides=f"(kind <> 'sensitive' or {held_by(*SENSITIVE_POSTS)})",
            before="released_at is null",
            # One asks now, and says nothing of its digest; another releases.
            after="case when released_by_id is null"
            " then sha256 = '' and leaf = '' and size = 0"
            " and asked_at <= clock_timestamp() + interval '5 minutes'"
            " else released_by_id = (select wall.person())"
            " and released_by_id <> asked_by_id end",
        ),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="archives"
    )
    kind = models.CharField(max_length=10, choices=ArchiveKind.choices)
    recipient = models.CharField(max_length=200)
    purpose = models.CharField(max_length=200)
    language = models.CharField(max_length=2, choices=PAPER_LANGUAGES, default="en")
    recipient_key = models.CharField(max_length=64, blank=True)
    has_media = models.BooleanField(default=False)
    asked_by = models.ForeignKey(_COLLEAGUE, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    leaf = models.CharField(max_length=64, blank=True)
    released_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+", null=True
    )
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("kind", ArchiveKind, name="archive_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(kind="open", recipient_key="")
                | models.Q(kind="sensitive", recipient_key__regex=_SHA256),
                name="what_is_sensitive_is_sealed_to_a_recipient",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="open") | models.Q(has_media=False),
                name="nothing_goes_along_with_what_is_sensitive",
            ),
            models.CheckConstraint(
                condition=models.Q(released_at__gte=models.F("asked_at")),
                name="an_archive_is_released_after_it_was_asked_for",
            ),
            models.CheckConstraint(
                condition=models.Q(released_at__isnull=True, released_by__isnull=True)
                | models.Q(
                    released_at__isnull=False,
                    released_by__isnull=False,
                    sha256__regex=_SHA256,
                ),
                name="an_archive_is_released_with_its_digest",
            ),
        ]
