"""Information-sharing agreements, and what is shared of a record under one.

The terms of an agreement are frozen by its first signature. Signatures, ends and
every change of a share are written by the procedures of ``sql/``, each with its checks.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.policy import Category, Domain, Purpose
from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RuledRows, TableAccess

SIGNED = "(select wall.is_signed())"
_OWN_DRAFT = "kept_by_id = (select wall.organisation()) and not is_final"
_OF_OWN_DRAFT = (
    "signed_at is null and agreement_id in (select id from sharing_agreement"
    " where kept_by_id = (select wall.organisation()) and not is_final)"
)
_OF_OWN_PARTY = (
    "agreement_id in (select agreement_id from sharing_party"
    " where organisation_id = (select wall.organisation()))"
)


class LegalBasis(models.TextChoices):
    """Which law lets one organisation tell another."""

    CRIME_AND_DISORDER = "cda_1998_115", _("Crime and Disorder Act 1998, section 115")
    MODERN_SLAVERY = "msa_2015_52", _("Modern Slavery Act 2015, section 52")
    SOCIAL_SERVICES = (
        "sswba_2014",
        _("Social Services and Well-being (Wales) Act 2014"),
    )
    DIGITAL_ECONOMY = "dea_2017", _("Digital Economy Act 2017")
    CONSENT = "consent", _("Consent of the person")
    OTHER = "other", _("Another law, named below")


class SharingGround(models.TextChoices):
    """Why a record is shared without resting on the person's consent."""

    LIFE = "life", _("To save somebody’s life or prevent serious harm")
    CHILD = "child", _("To protect a child")
    ADULT_AT_RISK = "adult_at_risk", _("To protect an adult at risk")
    CRIME = "crime", _("To prevent, find out or prosecute crime")
    COURT = "court", _("By order of a court")


class Agreement(Record):
    """What parties may share, of which records, for what, until when."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(title, purposes, domains, categories, "
        "legal_basis, legal_words, from_on, to_on, review_on, version)",
        guard="select, update(is_final, ended_at, ended_by_id, end_reason)",
        rows=RuledRows(select=SIGNED, insert=_OWN_DRAFT, update=_OWN_DRAFT),
    )

    title = models.CharField(max_length=200)
    purposes = ArrayField(models.CharField(max_length=30))
    domains = ArrayField(models.CharField(max_length=30))
    categories = ArrayField(models.CharField(max_length=20))
    legal_basis = models.CharField(max_length=20, choices=LegalBasis.choices)
    legal_words = models.TextField(blank=True)
    from_on = models.DateField()
    to_on = models.DateField()
    review_on = models.DateField()
    kept_by = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    is_final = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    end_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            one_of("legal_basis", LegalBasis, name="agreement_legal_basis_is_known"),
            models.CheckConstraint(
                condition=models.Q(to_on__gte=models.F("from_on")),
                name="an_agreement_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(domains__contained_by=Domain.values),
                name="agreement_domains_are_known",
            ),
            models.CheckConstraint(
                condition=models.Q(purposes__contained_by=Purpose.values),
                name="agreement_purposes_are_known",
            ),
            models.CheckConstraint(
                condition=models.Q(categories__contained_by=Category.values)
                & models.Q(categories__contains=[Category.OPERATIONAL]),
                name="agreement_categories_are_known_and_not_none",
            ),
            models.CheckConstraint(
                condition=~models.Q(legal_basis="other") | ~models.Q(legal_words=""),
                name="another_law_is_named",
            ),
        ]


class Party(Record):
    """An organisation that signs an agreement, by a person of its own."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, delete",
        guard="select, update(signed_by_id, signed_at)",
        rows=RuledRows(select=SIGNED, insert=_OF_OWN_DRAFT, delete=_OF_OWN_DRAFT),
    )

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="parties"
    )
    organisation = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation"], name="a_party_is_named_once"
            ),
            models.CheckConstraint(
                condition=models.Q(signed_at__isnull=True)
                ^ models.Q(signed_by__isnull=False),
                name="a_signature_has_its_person",
            ),
        ]


class Document(Record):
    """A paper that belongs to an agreement, and where it is kept."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert", rows=RuledRows(select=SIGNED, insert=_OF_OWN_PARTY)
    )

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="documents"
    )
    title = models.CharField(max_length=200)
    kept_at = models.CharField(max_length=300)
    dated_on = models.DateField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    added_at = models.DateTimeField()


class ShareState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    OFFERED = "offered", _("Offered, waiting for an answer")
    ACCEPTED = "accepted", _("Shared")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Not answered in time")
    ENDED = "ended", _("Ended")


class SharingUrgency(models.TextChoices):
    TODAY = "today", _("Today")
    THREE_DAYS = "three_days", _("Within 3 days")
    CAN_WAIT = "can_wait", _("Can wait a week or more")


class EndCode(models.TextChoices):
    GIVER = "giver", _("Ended by the organisation that shared it")
    RECEIVER = "receiver", _("Ended by the organisation that received it")
    CONSENT = "consent", _("The person no longer agrees")
    AGREEMENT = "agreement", _("The agreement ended")
    LAPSED = "lapsed", _("Its time was over")


class Share(Record):
    """A record of one organisation, offered to another and read by its team.

    While it is offered the receiver sees the envelope alone: urgency, area, needs,
    language and whether contact is safe; nothing that names anybody. Without foreign
    keys to the record or to people on it: a key would tell that they are there.
    """

    access_policy: ClassVar = TableAccess(
        staff="select",
        guard="select, insert, update, delete",
        rows=RuledRows(select="id = any((select wall.shares_in_view())::uuid[])"),
    )

    domain = models.CharField(max_length=30, choices=Domain.choices)
    record_id = models.UUIDField()
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT)
    from_organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    to_organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    categories = ArrayField(models.CharField(max_length=20))
    purposes = ArrayField(models.CharField(max_length=30))
    consent_id = models.UUIDField(null=True)
    ground = models.CharField(max_length=20, choices=SharingGround.choices, blank=True)
    ground_words = models.TextField(blank=True)
    authorised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    until_on = models.DateField()
    urgency = models.CharField(max_length=20, choices=SharingUrgency.choices)
    area = models.CharField(max_length=80)
    needs = models.TextField()
    language = models.CharField(max_length=40, blank=True)
    is_safe_to_contact = models.BooleanField()
    state = models.CharField(max_length=10, choices=ShareState.choices)
    version = models.PositiveIntegerField()
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    offered_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    answer_reason = models.CharField(max_length=300, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    end_code = models.CharField(max_length=20, choices=EndCode.choices, blank=True)
    end_reason = models.CharField(max_length=300, blank=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("domain", Domain, name="share_domain_is_known"),
            one_of("state", ShareState, name="share_state_is_known"),
            one_of("urgency", SharingUrgency, name="share_urgency_is_known"),
            models.CheckConstraint(
                condition=models.Q(
                    consent_id__isnull=False, ground="", authorised_by__isnull=True
                )
                | (
                    models.Q(consent_id__isnull=True, authorised_by__isnull=False)
                    & models.Q(ground__in=SharingGround.values)
                ),
                name="a_share_rests_on_consent_or_on_an_authorised_ground",
            ),
            models.CheckConstraint(
                condition=~models.Q(authorised_by=models.F("offered_by")),
                name="nobody_authorises_their_own_share",
            ),
            models.CheckConstraint(
                condition=~models.Q(from_organisation=models.F("to_organisation")),
                name="nobody_shares_with_themselves",
            ),
            models.UniqueConstraint(
                fields=["record_id", "to_organisation"],
                condition=models.Q(state__in=["offered", "accepted"]),
                name="a_record_is_shared_with_an_organisation_once",
            ),
        ]
        indexes = [
            models.Index(fields=["record_id"], name="shares_of_a_record"),
        ]
