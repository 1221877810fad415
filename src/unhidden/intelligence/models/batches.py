"""Everything held against everything: asked for, under way, and what is proposed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.intelligence.models.mentions import Mention
from unhidden.lib.rights import RuledRows, TableAccess

_READS = "(select wall.meets('intelligence', '{read}'))"
_JUDGES = "(select wall.meets('intelligence', '{create}'))"
# A pair tells of both its mentions: whoever may not see one does not see it.
_BOTH = (
    "exists (select from intelligence_mention m where m.id = left_id)"
    " and exists (select from intelligence_mention m where m.id = right_id)"
)
# The operator asks at the command line, as nobody of any organisation.
_OPERATOR = (
    "asked_by_id is null and (select wall.person()) is null"
    " and (select wall.purpose()) = 'system_admin'"
)


class BatchStage(models.TextChoices):
    WAITING = "waiting", _("Begins within a minute or two")
    READING = "reading", _("Reading the mentions")
    WEIGHING = "weighing", _("Weighing those that share something")
    KEEPING = "keeping", _("Keeping what was found")


class BatchFailure(models.TextChoices):
    """Why a batch proposed nothing; "" where it has not failed."""

    BROKEN_OFF = "broken_off"


class LinkageBatch(Record):
    """Somebody asked for everything to be held against everything.

    The worker begins it, says how far it is (``share`` of a hundred), and ends it.
    ``tries`` counts how often it began: what is killed begins again. Nothing here
    counts mentions: who reads it may see few of them.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        worker="select",
        guard="select(id, begun_at, ended_at, tries),"
        " update(begun_at, ended_at, failure, stage, share, tries)",
        rows=RuledRows(
            select=_READS,
            insert=f"({_JUDGES} and asked_by_id = (select wall.person())"
            f" or {_OPERATOR}) and begun_at is null and ended_at is null"
            " and failure = '' and tries = 0",
        ),
    )

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    asked_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=20, blank=True)
    stage = models.CharField(
        max_length=10, choices=BatchStage.choices, default=BatchStage.WAITING
    )
    share = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            one_of("stage", BatchStage, name="batch_stage_is_known"),
            models.CheckConstraint(
                condition=models.Q(failure="")
                | models.Q(failure__in=BatchFailure.values),
                name="batch_failure_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(share__lte=100), name="a_batch_is_at_most_whole"
            ),
            models.UniqueConstraint(
                fields=["ended_at"],
                condition=models.Q(ended_at=None),
                nulls_distinct=False,
                name="one_batch_is_open",
            ),
        ]
        indexes = [models.Index(fields=["-asked_at"], name="newest_batches_first")]


class ProposedLink(Record):
    """Two mentions that a batch found to weigh so many bits; nobody decided on them.

    Groups are made of these whenever somebody looks, of the pairs that they see: what
    is out of their view changes nothing that they are shown. Two who may be relatives
    (``is_related``) are never one by their weight.
    """

    access_policy: ClassVar = TableAccess(
        staff="select",
        guard="select(batch_id, left_id, right_id), insert, delete",
        rows=RuledRows(select=_BOTH),
    )

    batch = models.ForeignKey(LinkageBatch, on_delete=models.PROTECT, related_name="+")
    left = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="+")
    bits = models.FloatField()
    is_related = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(left__lt=models.F("right")),
                name="a_proposed_pair_has_one_order",
            ),
            models.UniqueConstraint(
                fields=["batch", "left", "right"], name="a_batch_proposes_a_pair_once"
            ),
        ]
        indexes = [
            models.Index(fields=["batch", "-bits"], name="strongest_proposals_first"),
        ]


class ProposalDelay(Record):
    """Somebody looks at what is proposed of a mention later, and nobody else minds."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(mention_id, until_on), delete",
        rows=RuledRows(
            select="person_id = (select wall.person())",
            insert="person_id = (select wall.person())"
            " and exists (select from intelligence_mention m where m.id = mention_id)",
        ),
    )

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    mention = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="+")
    until_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "mention", "until_on"],
                name="a_delay_is_noted_once",
            ),
        ]
