"""Who has been let in to a record, and who is kept out of one.

No foreign keys: a key would let anyone who may insert a row let themselves in. The
staff role reads its own rows here and writes none; the definer procedures of ``sql/``
do, each with its checks.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from unhidden.access.policy import AccessBasis, Domain, TeamRole
from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RuledRows, TableAccess

_MINE = (
    "person_id = (select wall.person())"
    " or organisation_id = (select wall.organisation())"
)


class Grant(Record):
    """One way in: for a person, or for everybody of an organisation. Ended, kept.

    ``source_id`` names what it came from: the share, or the emergency access.
    With ``purposes`` it is good for these only.
    """

    access_policy: ClassVar = TableAccess(
        staff="select",
        guard="select, insert, update, delete",
        rows=RuledRows(
            select=f"{_MINE} or record_id = any((select wall.met())::uuid[])",
        ),
    )

    domain = models.CharField(max_length=30, choices=Domain.choices)
    record_id = models.UUIDField()
    person_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    basis = models.CharField(max_length=20, choices=AccessBasis.choices)
    team_role = models.CharField(max_length=20, choices=TeamRole.choices, blank=True)
    categories = ArrayField(models.CharField(max_length=20), default=list)
    purposes = ArrayField(models.CharField(max_length=30), default=list, db_default=[])
    source_id = models.UUIDField(null=True)
    granted_by = models.UUIDField()
    reason = models.CharField(max_length=300, blank=True)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            one_of("domain", Domain, name="grant_domain_is_known"),
            models.CheckConstraint(
                condition=models.Q(basis__in=["team", "share", "break_glass"]),
                name="grant_basis_is_one_that_is_granted",
            ),
            models.CheckConstraint(
                condition=models.Q(person_id__isnull=False)
                ^ models.Q(organisation_id__isnull=False),
                name="a_grant_is_for_a_person_or_an_organisation",
            ),
            models.CheckConstraint(
                condition=~models.Q(basis="team") ^ models.Q(team_role__gt=""),
                name="a_team_grant_names_the_role",
            ),
            models.CheckConstraint(
                condition=~models.Q(basis="break_glass")
                | models.Q(until_at__isnull=False),
                name="emergency_access_ends_by_itself",
            ),
            models.UniqueConstraint(
                fields=["record_id", "person_id", "basis"],
                condition=models.Q(ended_at__isnull=True, person_id__isnull=False),
                name="a_person_is_let_in_once",
            ),
            models.UniqueConstraint(
                fields=["record_id", "organisation_id", "basis"],
                condition=models.Q(
                    ended_at__isnull=True, organisation_id__isnull=False
                ),
                name="an_organisation_is_let_in_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person_id"],
                include=["record_id", "domain", "basis", "team_role", "until_at"],
                condition=models.Q(ended_at__isnull=True),
                name="ways_in_of_a_person",
            ),
            models.Index(
                fields=["organisation_id"],
                condition=models.Q(ended_at__isnull=True),
                name="ways_in_of_an_organisation",
            ),
            models.Index(fields=["record_id"], name="ways_in_to_a_record"),
        ]


class Exclusion(Record):
    """Somebody who must not see a record, whatever else holds; they are not told."""

    access_policy: ClassVar = TableAccess(
        staff="select",
        guard="select, insert, update, delete",
        rows=RuledRows(
            select="record_id = any((select wall.managed())::uuid[])"
            " and person_id is distinct from (select wall.person())",
        ),
    )

    domain = models.CharField(max_length=30, choices=Domain.choices)
    record_id = models.UUIDField()
    person_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=300)
    set_by = models.UUIDField()
    from_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            one_of("domain", Domain, name="exclusion_domain_is_known"),
            models.CheckConstraint(
                condition=models.Q(person_id__isnull=False)
                ^ models.Q(organisation_id__isnull=False),
                name="an_exclusion_is_of_a_person_or_an_organisation",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person_id"],
                condition=models.Q(ended_at__isnull=True),
                name="exclusions_of_a_person",
            ),
            models.Index(
                fields=["organisation_id"],
                condition=models.Q(ended_at__isnull=True),
                name="exclusions_of_an_organisation",
            ),
            models.Index(fields=["record_id"], name="exclusions_from_a_record"),
        ]
