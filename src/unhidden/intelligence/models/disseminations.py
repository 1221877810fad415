"""Who was given which item, when, and by which law."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.intelligence.models.items import Item
from unhidden.lib.rights import RuledRows, TableAccess

# Whoever the record is shared with does not read who else has it.
_OWN = (
    "organisation_id = (select wall.organisation())"
    " and exists (select from intelligence_item i where i.id = item_id)"
)


class LawfulBasis(models.TextChoices):
    """Which law lets the giver tell."""

    LAW_ENFORCEMENT = (
        "dpa_2018_part_3",
        _("Data Protection Act 2018, part 3: law enforcement"),
    )
    CRIME_AND_DISORDER = "cda_1998_115", _("Crime and Disorder Act 1998, section 115")
    MODERN_SLAVERY = "msa_2015_52", _("Modern Slavery Act 2015, section 52")
    SOCIAL_SERVICES = (
        "sswba_2014",
        _("Social Services and Well-being (Wales) Act 2014"),
    )
    LIFE = "hra_1998_2_4", _("Human Rights Act 1998: to save life or end slavery")
    OTHER = "other", _("Another law, named below")


class Dissemination(Record):
    """An item was given to an organisation, of the platform or by its name.

    ``version`` is the grade that stood, and ``conditions`` those that went with it;
    ``kept_by`` is how they are kept. Rows are only ever added.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(item_id), delete",
        rows=RuledRows(
            select=_OWN,
            insert=f"{_OWN} and (select wall.meets('intelligence', '{{write}}'))"
            " and given_by_id = (select wall.person())",
        ),
    )

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="given")
    version = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    recipient = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    recipient_name = models.CharField(max_length=200, blank=True)
    to_person = models.CharField(max_length=200)
    basis = models.CharField(max_length=20, choices=LawfulBasis.choices)
    purpose = models.TextField()
    conditions = models.TextField(blank=True)
    kept_by = models.TextField(blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("basis", LawfulBasis, name="lawful_basis_is_known"),
            models.CheckConstraint(
                condition=models.Q(recipient__isnull=True)
                ^ models.Q(recipient_name=""),
                name="an_item_is_given_to_one_named_organisation",
            ),
            models.CheckConstraint(
                condition=~models.Q(recipient=models.F("organisation")),
                name="an_item_is_given_to_another_organisation",
            ),
            models.CheckConstraint(
                condition=models.Q(conditions="") | ~models.Q(kept_by=""),
                name="who_gives_an_item_says_how_its_conditions_are_kept",
            ),
        ]
        indexes = [models.Index(fields=["item", "-given_at"], name="newest_given")]
