"""What a person said when they were asked: to what, for whom, until when."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.policy import Category
from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RowsUnder, TableAccess
from unhidden.safeguarding.models.people import Case
from unhidden.vault.fields import SealedField

_CODE = r"^[a-z]{2,3}$"


class ConsentKind(models.TextChoices):
    """Separate questions, never one tick-box."""

    NRM = "nrm", _("Referral to the National Referral Mechanism")
    SUPPORT = "support", _("Support")
    INVESTIGATION = "investigation", _("Helping an investigation")
    SHARE = "share", _("Sharing with an organisation")
    FIND_AGAIN = "find_again", _("Being found again")
    NAMED_DTN = "named_dtn", _("Being named in a Duty to Notify report")


class ConsentAnswer(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_YET = "not_yet", _("Not yet decided")
    WITHDRAWN = "withdrawn", _("Taken back")


class ConsentBasis(models.TextChoices):
    """Whose word it is."""

    OWN = "own", _("Their own word")
    BEST_INTERESTS = (
        "best_interests",
        _("A decision in their best interests: they could not decide it"),
    )


class ConsentInterpreter(models.TextChoices):
    """How it was interpreted; never by somebody who came with the person."""

    NONE = "", _("None was needed")
    PRESENT = "present", _("An interpreter in the room")
    REMOTE = "remote", _("An interpreter by telephone or video")
    COLLEAGUE = "colleague", _("A colleague who speaks it")
    DECLINED = "declined", _("Offered, and the person did not want one")


class BestInterestsDecision(Record):
    """Decided for an adult who could not decide it (Mental Capacity Act 2005, s.4).

    By whoever writes it down, in their own name; who was heard, and why, is sealed.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, case_id)",
        rows=RowsUnder(
            "case_id", "safeguarding_case", "narrative", own="decided_by_id"
        ),
    )

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="decisions_for"
    )
    kind = models.CharField(max_length=20, choices=ConsentKind.choices)
    words_sealed = SealedField(category="narrative")
    review_on = models.DateField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["nrm", "support", "share"]),
                name="only_some_things_are_decided_for_somebody",
            )
        ]


class Consent(Record):
    """What the person said, when and how they were asked; the last written counts.

    ``categories`` are what a yes is for, ``until_on`` its last day; on
    ``ask_again_on`` they are gently asked again. ``number`` is given by the database
    alone, so that no row is put after what is written later, whatever its date says.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, case_id, kind, receiver_id, answer, categories, until_on,"
        " number)",
        rows=RowsUnder("case_id", "safeguarding_case", own="asked_by_id"),
    )

    number = models.BigIntegerField(default=0, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consents")
    kind = models.CharField(max_length=20, choices=ConsentKind.choices)
    receiver = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    answer = models.CharField(max_length=10, choices=ConsentAnswer.choices)
    categories = ArrayField(models.CharField(max_length=20), default=list)
    basis = models.CharField(
        max_length=20, choices=ConsentBasis.choices, default=ConsentBasis.OWN
    )
    best_interests = models.OneToOneField(
        BestInterestsDecision, on_delete=models.PROTECT, null=True
    )
    language = models.CharField(max_length=3)
    interpreter = models.CharField(
        max_length=20, choices=ConsentInterpreter.choices, blank=True
    )
    words_version = models.PositiveSmallIntegerField()
    until_on = models.DateField(null=True)
    ask_again_on = models.DateField(null=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("kind", ConsentKind, name="consent_kind_is_known"),
            one_of("answer", ConsentAnswer, name="consent_answer_is_known"),
            models.CheckConstraint(
                condition=models.Q(interpreter__in=ConsentInterpreter.values),
                name="consent_interpreter_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(language__regex=_CODE),
                name="consent_language_is_a_code",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="share") ^ models.Q(receiver__isnull=True),
                name="sharing_is_agreed_for_each_receiver",
            ),
            models.CheckConstraint(
                condition=models.Q(categories__contained_by=Category.values)
                & (
                    models.Q(categories=[])
                    | models.Q(kind__in=["share", "investigation"], answer="yes")
                ),
                name="consent_categories_are_of_a_yes_to_tell_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(answer="yes"),
                name="only_a_yes_has_a_term",
            ),
            models.CheckConstraint(
                condition=models.Q(basis="own", best_interests__isnull=True)
                | models.Q(
                    basis="best_interests",
                    best_interests__isnull=False,
                    kind__in=["nrm", "support", "share"],
                    answer__in=["yes", "no"],
                ),
                name="a_word_is_their_own_or_decided_in_their_best_interests",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "kind"], name="consents_of_a_case"),
            models.Index(fields=["ask_again_on"], name="consents_to_ask_again"),
        ]
