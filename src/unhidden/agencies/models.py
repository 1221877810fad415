"""Who works on the platform, for whom, and since when."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.policy import Role
from unhidden.access.records import Record, new_id, one_of
from unhidden.lib.rights import Signed, TableAccess

ADMINISTERED = Signed(write=("system_admin",))


class OrganisationKind(models.TextChoices):
    POLICE = "police", _("Police force")
    LAW_ENFORCEMENT = "law_enforcement", _("Law-enforcement partner")
    COUNCIL = "council", _("Council")
    CHARITY = "charity", _("Charity")
    GOVERNMENT = "government", _("Government")
    OVERSIGHT = "oversight", _("Oversight body")


class Organisation(Record):
    access_policy: ClassVar = TableAccess(
        public="select(id, code, is_desk)",
        staff="select, insert, update",
        worker="select",
        rows=ADMINISTERED,
        signin="select",
        guard="select(id)",
    )

    code = models.CharField(max_length=40, unique=True)
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120)
    kind = models.CharField(max_length=30, choices=OrganisationKind.choices)
    is_desk = models.BooleanField(default=False)

    class Meta:
        constraints = [
            one_of("kind", OrganisationKind, name="organisation_kind_is_known"),
            models.UniqueConstraint(
                fields=["is_desk"],
                condition=models.Q(is_desk=True),
                name="one_organisation_runs_the_desk",
            ),
        ]


class FirstResponderStatus(Record):
    """A First Responder Organisation may refer; the list changes (nrm.md §2)."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update", rows=ADMINISTERED
    )

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_on__isnull=True)
                | models.Q(to_on__gte=models.F("from_on")),
                name="first_responder_status_ends_after_it_begins",
            )
        ]


class Language(models.TextChoices):
    ENGLISH = "en", "English"
    WELSH = "cy", "Cymraeg"


class People(BaseUserManager["Person"]):
    """Django's own door to accounts, for sign-in."""


class Person(AbstractBaseUser):
    """Someone with a sign-in. What they may do comes from their engagement."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update",
        rows=Signed(write=("system_admin",), own="id"),
        signin="select, update",
        guard="select(id, is_active)",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(
        max_length=2, choices=Language.choices, default=Language.ENGLISH
    )
    is_active = models.BooleanField(default=True)

    objects = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [one_of("language", Language, name="person_reads_en_or_cy")]


class Engagement(Record):
    """A person acting for one organisation in one role, from a day to a day."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update",
        rows=ADMINISTERED,
        signin="select",
        guard="select",
    )

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="engagements"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    role = models.CharField(max_length=40, choices=Role.choices)
    clearance = models.PositiveSmallIntegerField(default=1)
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    approved_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            one_of("role", Role, name="engagement_role_is_known"),
            models.CheckConstraint(
                condition=~models.Q(approved_by=models.F("person")),
                name="nobody_approves_their_own_engagement",
            ),
        ]
