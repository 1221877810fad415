"""The life of a case as a whole: each turn is a row, and none is written again."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RowsUnder, TableAccess
from unhidden.safeguarding.models.people import Case
from unhidden.vault.fields import SealedField


class CaseTurnKind(models.TextChoices):
    """What can happen to a case as a whole; ``course.rules.TURNS`` says when."""

    LOST_CONTACT = "lost_contact", _("Contact lost")
    FOUND_AGAIN = "found_again", _("In contact again")
    RESTED = "rested", _("Put to rest until a day")
    WOKEN = "woken", _("Taken up again after its rest")
    TURNED_18 = "turned_18", _("Turned 18")
    FOUND_CHILD = "found_child", _("Found to be a child")
    FOUND_UNSURE = "found_unsure", _("Found that they may be a child")
    FOUND_ADULT = "found_adult", _("Found to be an adult")
    LEFT_UK = "left_uk", _("Left the United Kingdom")
    DIED = "died", _("Died")
    MOVED = "moved", _("Moved to another organisation")
    CLOSED = "closed", pgettext_lazy("case", "Closed")
    REOPENED = "reopened", _("Opened again")


class CaseOutcome(models.TextChoices):
    """How a case ended."""

    SETTLED = "settled", _("They are settled and need no more support")
    DECLINED = "declined", _("They want no more support")
    HANDED_ON = "handed_on", _("Another organisation supports them")
    NEGATIVE = "negative", _("Support ended after a negative decision")
    LOST = "lost", _("Contact was lost and not found again")
    LEFT_UK = "left_uk", _("They left the United Kingdom")
    DIED = "died", _("They died")
    ERROR = "error", _("It was opened by mistake")


class ReopenReason(models.TextChoices):
    """Why a case that was closed is opened again."""

    CAME_BACK = "came_back", _("They came back themselves")
    SENT = "sent", _("Somebody sent them to us")
    FOUND = "found", _("They were found again")
    HARM = "harm", _("They were harmed anew")
    DECISION = "decision", _("A decision has changed")
    MISTAKE = "mistake", _("It was closed by mistake")


class AgeBasis(models.TextChoices):
    """By what somebody is found to be a child, or to be none."""

    ASSESSED = "assessed", _("An age assessment by the council")
    DOCUMENT = "document", _("A document")
    TOLD = "told", _("They said so")
    COURT = "court", _("A court or a tribunal decided")
    SEEN = "seen", _("Somebody who works with children doubts their age")


#: What is found of somebody's age, by the turn that says so.
AGE_FOUND = {
    CaseTurnKind.FOUND_CHILD: "child",
    CaseTurnKind.FOUND_UNSURE: "unsure",
    CaseTurnKind.FOUND_ADULT: "adult",
}


class WayTried(models.TextChoices):
    """How somebody was looked for before contact was called lost."""

    CALLED = "called", _("Called at a safe time")
    WROTE = "wrote", _("Wrote by a safe way")
    VISITED = "visited", _("Went where it is safe to go")
    SAFE_PERSON = "safe_person", _("Asked the person they named for this")
    PROVIDER = "provider", _("Asked a service that they agreed to")
    MISSING = "missing", _("Reported them missing to the police")


_AGES = sorted(AGE_FOUND)


class CaseTurn(Record):
    """One thing that happened to a case as a whole.

    ``code`` is an outcome for ``closed``, a reason for ``reopened``, and of an age that
    was found the basis; ``worker`` is who led the case until it was closed or moved.
    What was said of it is sealed.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, case_id)",
        rows=RowsUnder(
            "case_id",
            "safeguarding_case",
            own="recorded_by_id",
            # The one door back into a case that is closed.
            even_closed="safeguarding_caseturn.kind = 'reopened'",
        ),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="turns")
    kind = models.CharField(max_length=20, choices=CaseTurnKind.choices)
    happened_on = models.DateField()
    code = models.CharField(max_length=20, blank=True)
    tried = ArrayField(models.CharField(max_length=20), default=list)
    wakes_on = models.DateField(null=True)
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    words_sealed = SealedField(category="narrative", null=True)
    number = models.PositiveIntegerField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("kind", CaseTurnKind, name="turn_kind_is_known"),
            models.UniqueConstraint(
                fields=["case", "number"], name="turns_of_a_case_are_numbered"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(kind="closed", code__in=CaseOutcome.values)
                    | models.Q(kind="reopened", code__in=ReopenReason.values)
                    | models.Q(kind__in=_AGES, code__in=AgeBasis.values)
                    | (
                        ~models.Q(kind__in=["closed", "reopened", *_AGES])
                        & models.Q(code="")
                    )
                ),
                name="a_turn_has_the_code_of_its_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="rested") ^ models.Q(wakes_on__isnull=True),
                name="a_case_rests_until_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(tried__contained_by=WayTried.values),
                name="ways_tried_are_known",
            ),
        ]
