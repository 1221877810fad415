"""The people of an investigation, numbered, with dated roles; identities sealed."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.investigations.models.heads import Investigation
from unhidden.investigations.models.posts import CONTACT_POSTS
from unhidden.investigations.models.under import (
    UNDER_INVESTIGATION,
    UNDER_INVESTIGATION_SAID,
    UNDER_INVESTIGATION_WHO,
    held_by,
    unless_kept_from,
)
from unhidden.lib.rights import TableAccess
from unhidden.vault.fields import SealedField

_COLLEAGUE = settings.AUTH_USER_MODEL


class InvestigatedRole(models.TextChoices):
    SUSPECT = "suspect", _("Suspect")
    VICTIM = "victim", _("Possible victim")
    WITNESS = "witness", _("Witness")
    REPORTER = "reporter", _("Who reported it")
    EXPERT = "expert", _("Expert")
    PROFESSIONAL = "professional", _("Professional")


class InvestigatedPerson(Record):
    """Somebody in an investigation; pages show the number, the team opens the name.

    ``possible_victim_id`` names a possible victim of a visit, by their number there.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, investigation_id, possible_victim_id)",
        rows=replace(UNDER_INVESTIGATION, own="added_by_id"),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="people"
    )
    number = models.PositiveIntegerField()
    possible_victim_id = models.UUIDField(null=True)
    added_by = models.ForeignKey(_COLLEAGUE, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["investigation", "number"],
                name="people_of_an_investigation_are_numbered",
            ),
            models.UniqueConstraint(
                fields=["investigation", "possible_victim_id"],
                name="a_possible_victim_is_one_person_there",
            ),
        ]


class PersonIdentity(Record):
    """Who a person is, as the team knew from a moment on; the last one counts."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, investigation_id)",
        rows=replace(
            UNDER_INVESTIGATION_WHO,
            own="written_by_id",
            besides=unless_kept_from(
                "sterile", own="written_by_id = (select wall.person())"
            ),
        ),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        InvestigatedPerson, on_delete=models.PROTECT, related_name="identities"
    )
    version = models.PositiveIntegerField()
    identity_sealed = SealedField(category="identity")
    written_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "version"], name="identities_are_numbered"
            )
        ]


class PersonContact(Record):
    """How a person is reached: for the few posts that reach them."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, investigation_id)",
        rows=replace(
            UNDER_INVESTIGATION,
            category="contact",
            own="written_by_id",
            besides=held_by(*CONTACT_POSTS),
        ),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        InvestigatedPerson, on_delete=models.PROTECT, related_name="contacts"
    )
    version = models.PositiveIntegerField()
    contact_sealed = SealedField(category="contact")
    written_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "version"], name="contacts_are_numbered"
            )
        ]


class PersonRole(Record):
    """What a person is in the investigation, from when; ended, never deleted.

    A possible victim becomes a suspect only with a record of section 45 of the Modern
    Slavery Act 2015: the trigger of sql/people.sql refuses it without.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(ended_at, ended_by_id)",
        guard="select",
        rows=replace(
            UNDER_INVESTIGATION,
            own="given_by_id",
            before="ended_at is null",
            after="ended_by_id is null or ended_by_id = (select wall.person())",
        ),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        InvestigatedPerson, on_delete=models.PROTECT, related_name="roles"
    )
    role = models.CharField(max_length=20, choices=InvestigatedRole.choices)
    began_at = models.DateTimeField()
    given_by = models.ForeignKey(_COLLEAGUE, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints = [
            one_of("role", InvestigatedRole, name="investigated_role_is_known"),
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=models.Q(ended_at__isnull=True),
                name="a_role_is_held_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ended_by__isnull=True)
                | models.Q(ended_by__isnull=False, ended_at__gte=models.F("began_at")),
                name="a_role_ends_after_it_began",
            ),
        ]


class DefenceElement(models.TextChoices):
    """What the defence of section 45 takes, for an adult and for a child."""

    AGE = "age", _("Age at the time of the act")
    COMPELLED = "compelled", _("Did it because compelled")
    ATTRIBUTABLE = (
        "attributable",
        _("The compulsion came of slavery or relevant exploitation"),
    )
    DIRECT = "direct", _("A direct consequence of being a victim")
    REASONABLE = (
        "reasonable",
        _("What a reasonable person in the same situation would do"),
    )


class Section45Record(Record):
    """Why somebody who may be a victim is treated as a suspect: by the senior
    investigating officer, element by element, before caution or charge."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, investigation_id, person_id)",
        rows=replace(
            UNDER_INVESTIGATION_SAID,
            own="decided_by_id",
            besides=unless_kept_from(
                "sterile", "emergency", own="decided_by_id = (select wall.person())"
            ),
            after=held_by("sio"),
        ),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        InvestigatedPerson, on_delete=models.PROTECT, related_name="section_45"
    )
    was_child = models.BooleanField()
    elements_shown = ArrayField(
        models.CharField(max_length=20, choices=DefenceElement.choices)
    )
    is_excluded_offence = models.BooleanField()
    is_nrm_considered = models.BooleanField()
    reasons_sealed = SealedField(category="narrative")
    decided_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()


class SubjectLink(Record):
    """That a person here is a subject of the desk: a decision with its reason.

    ``subject_id`` names a mention of the intelligence desk without a foreign key.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(withdrawn_at, withdrawn_by_id)",
        guard="select(id, investigation_id)",
        rows=replace(
            UNDER_INVESTIGATION_SAID,
            own="linked_by_id",
            besides=unless_kept_from(
                "sterile", "emergency", own="linked_by_id = (select wall.person())"
            ),
            before="withdrawn_at is null",
            after="withdrawn_by_id is null or withdrawn_by_id = (select wall.person())",
        ),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        InvestigatedPerson, on_delete=models.PROTECT, related_name="subject_links"
    )
    subject_id = models.UUIDField()
    reason_sealed = SealedField(category="narrative")
    linked_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    linked_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "subject_id"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="a_person_is_linked_to_a_subject_once",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="a_link_is_withdrawn_by_somebody",
            ),
        ]
