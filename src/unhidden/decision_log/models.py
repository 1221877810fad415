"""Decisions with their addenda, and what somebody has not finished writing.

A log belongs to a record of a higher module, named by ``kind`` and ``subject_id``. It
is open to whom that module's procedure names (``apps.py``); others who write in it read
what they decided themselves, and what is addressed to what they are there. A second log
of the same record, which fewer may read, is another kind.

Entries are written by the procedures of ``sql/``, which number them; no role may change
or delete one.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RuledRows, TableAccess

_IS_OPEN = (
    "wall.is_decision_open(kind || ':' || subject_id,"
    " author_id = (select wall.person())"
    " and organisation_id = (select wall.organisation()), addressed_to,"
    " (select wall.open_logs())::text[], (select wall.joined_logs())::text[],"
    " (select wall.log_parts())::text[])"
)
_OF_OPEN = (
    "exists (select from decision_log_decision d"
    " where d.id = decision_log_addendum.decision_id)"
)
_OWN = "author_id = (select wall.person())"
_WRITTEN = "select, insert"


class LoggedDecision(Record):
    """What somebody decided, on the six headings of the National Decision Model
    (College of Policing, Authorised Professional Practice): its centre and five stages.

    ``rejected`` holds the options that were not taken, each with its reason, as pairs.
    ``capacity`` is the post that the author held when writing, as the subject's module
    names it, and ``addressed_to`` those for whom the decision is, too.
    """

    access_policy: ClassVar = TableAccess(
        staff="select", guard=_WRITTEN, rows=RuledRows(select=_IS_OPEN)
    )

    kind = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    number = models.PositiveIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    capacity = models.CharField(max_length=200, blank=True)
    addressed_to = models.JSONField(default=list)
    decided_at = models.DateTimeField()
    written_at = models.DateTimeField()
    review_at = models.DateTimeField(null=True)
    title = models.CharField(max_length=200)
    values = models.TextField()
    information = models.TextField()
    threat_and_risk = models.TextField()
    powers_and_policy = models.TextField()
    options = models.TextField()
    rejected = models.JSONField(default=list)
    action_and_review = models.TextField()

    class Meta:
        db_table = "decision_log_decision"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id", "number"],
                name="decisions_of_a_log_are_numbered",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_at__lte=models.F("written_at")),
                name="a_decision_is_written_after_it_is_made",
            ),
            models.CheckConstraint(
                condition=models.Q(review_at__isnull=True)
                | models.Q(review_at__gt=models.F("decided_at")),
                name="a_decision_is_reviewed_after_it_is_made",
            ),
            models.CheckConstraint(
                condition=~models.Q(title="")
                & ~models.Q(values="")
                & ~models.Q(information="")
                & ~models.Q(threat_and_risk="")
                & ~models.Q(powers_and_policy="")
                & ~models.Q(options="")
                & ~models.Q(action_and_review=""),
                name="a_decision_has_all_six_headings",
            ),
        ]


class AddendumKind(models.TextChoices):
    CORRECTION = "correction", _("Correction or addition")
    REVIEW = "review", _("Review")


class DecisionAddendum(Record):
    """What was written to a decision afterwards; a review says when the next one is."""

    access_policy: ClassVar = TableAccess(
        staff="select", guard=_WRITTEN, rows=RuledRows(select=_OF_OPEN)
    )

    decision = models.ForeignKey(
        LoggedDecision, on_delete=models.PROTECT, related_name="addenda"
    )
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=AddendumKind.choices)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    capacity = models.CharField(max_length=200, blank=True)
    written_at = models.DateTimeField()
    text = models.TextField()
    review_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "decision_log_addendum"
        constraints = [
            one_of("kind", AddendumKind, name="addendum_kind_is_known"),
            models.UniqueConstraint(
                fields=["decision", "number"], name="addenda_of_a_decision_are_numbered"
            ),
            models.CheckConstraint(
                condition=~models.Q(text=""), name="an_addendum_says_something"
            ),
            models.CheckConstraint(
                condition=models.Q(review_at__isnull=True)
                | models.Q(kind="review", review_at__gt=models.F("written_at")),
                name="a_review_sets_the_next_one_later",
            ),
        ]


class DecisionDraft(Record):
    """What its author has typed of a decision, until it is written; theirs alone."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(typed, saved_at), delete",
        rows=RuledRows(select=_OWN, insert=_OWN, update=_OWN),
    )

    kind = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    typed = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id", "author"],
                name="an_author_has_one_draft_in_a_log",
            )
        ]
