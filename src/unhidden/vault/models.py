"""Keys of members and teams; a private half is only ever wrapped or sealed."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID, uuid5

from django.db import models

from unhidden.lib.rights import RuledRows, TableAccess

_KEYS_OF_RECORDS = UUID("0ec0de5e-a1ed-4bea-9c0f-6b1d8e5f3a27")
_SIGNED = "(select wall.is_signed())"
_OWN = "member_id = (select wall.person())"
_SETS_UP = (
    "((select wall.purpose()) = 'system_admin' and (select wall.person()) is null)"
)
# What these tables hold is public halves, and private ones that only their holders
# open: the lock is the key. They are written by procedures alone (``changes``).
SEALED = RuledRows(select=_SIGNED)
OWN_WRAPS = RuledRows(select=f"{_OWN} or {_SETS_UP}")
# A recovery's key belongs to nobody: people of the organisation bring shares together.
_OF_RECOVERY = (
    "(exists (select from vault_member m where m.id = member_id and m.is_recovery)"
    " and exists (select from vault_generation g join vault_team t on t.id = g.team_id"
    " where g.id = generation_id"
    " and t.organisation_id = (select wall.organisation())))"
)
OWN_KEYS = RuledRows(select=f"{_OWN} or {_SETS_UP} or {_OF_RECOVERY}")
_NEWEST = (
    "generation_id = (select t.newest_id from vault_team t"
    " where t.id = vault_recordkey.team_id)"
)
# The public site seals what it adds itself, and nothing of anybody's records.
_OF_THE_PUBLIC = "slot ~ '^(reporting_|operations_(signup|eventfeedback))'"
RECORD_KEYS = RuledRows(select=_SIGNED, public=f"{_NEWEST} and {_OF_THE_PUBLIC}")
_TOLD = RuledRows(select=f"person_id = (select wall.person()) or {_SETS_UP}")


def _kept(guard: str, rows: RuledRows = SEALED, worker: str = "") -> TableAccess:
    """Read by those whose ``rows`` they are; written by procedures (``guard``)."""
    return TableAccess(staff="select", worker=worker, guard=guard, rows=rows)


class Member(models.Model):
    """A key pair of one person, by the person's id; or of a team's recovery.

    Whoever is a member of a team holds the team's private key sealed to this one.
    """

    access_policy: ClassVar = _kept("select, insert, update(public_key, created_at)")

    id = models.UUIDField(primary_key=True)
    public_key = models.BinaryField()
    is_recovery = models.BooleanField(default=False)
    created_at = models.DateTimeField()


class Wrap(models.Model):
    """A member's private key under one of the keys that they unlock it with."""

    access_policy: ClassVar = _kept("select, insert, delete", rows=OWN_WRAPS)

    class Kind(models.TextChoices):
        PASSWORD = "password", "password"  # the kind, not one
        PASSKEY = "passkey", "passkey"

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="wraps")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    label = models.CharField(max_length=200, blank=True)
    salt = models.BinaryField()
    operations = models.PositiveIntegerField()
    memory = models.PositiveBigIntegerField()
    wrapped_key = models.BinaryField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "kind", "label"], name="one_wrap_for_each_way_in"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["password", "passkey"]),
                name="wrap_kind_is_known",
            ),
        ]


class Team(models.Model):
    """The keys of an organisation, or of some of its people.

    ``organisation_id`` tells whose people alone may have them. ``set_up_at`` is when
    the server gave up its own wrap of them, for ever. ``newest_id`` is the generation
    that the last change of the keys made: what else is put in counts for nothing.
    """

    access_policy: ClassVar = TableAccess(
        public="select(id, newest_id)",
        staff="select",
        worker="select(id, newest_id)",
        guard="select, insert, update(set_up_at, set_up_by, newest_id)",
        rows=SEALED,
    )

    id = models.UUIDField(primary_key=True)
    organisation_id = models.UUIDField(null=True)
    newest_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    set_up_at = models.DateTimeField(null=True)
    set_up_by = models.UUIDField(null=True)


class Link(models.Model):
    """One link of a team's chain, as its bytes were signed; added, never changed."""

    access_policy: ClassVar = TableAccess(
        public="select",
        staff="select",
        worker="select",
        guard="select, insert",
        rows=SEALED,
    )

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="links")
    number = models.PositiveIntegerField()
    header = models.BinaryField()
    signatures = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "number"], name="links_of_a_team_are_numbered"
            )
        ]


class KeptRoster(models.Model):
    """Who holds a team's keys after its last link: the bytes whose hash the link has.

    Of the last link alone: a large team's in every link would be too much to keep.
    """

    access_policy: ClassVar = _kept("select, insert, update(roster)")

    team = models.OneToOneField(Team, on_delete=models.PROTECT, primary_key=True)
    roster = models.BinaryField()


class Generation(models.Model):
    """One key pair of a team; the newest that its chain names is sealed to.

    ``server_wrapped`` is the private half under the server's key, until set-up is
    finished. ``opens_first_version``: values exist whose data key lies within them.
    """

    access_policy: ClassVar = TableAccess(
        public="select(id, team_id, number, public_key)",
        staff="select",
        worker="select(id, team_id, number, public_key)",
        guard="select, insert, update(server_wrapped)",
        rows=SEALED,
    )

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="generations")
    number = models.PositiveIntegerField()
    public_key = models.BinaryField()
    server_wrapped = models.BinaryField(null=True)
    opens_first_version = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "number"], name="generations_of_a_team_are_numbered"
            )
        ]


class Membership(models.Model):
    """Somebody of a team: waiting, let in, or gone. Ended, never deleted.

    The person may have no key pair yet: then there is nothing to let in.
    """

    access_policy: ClassVar = _kept(
        "select, insert, update(admitted_at, admitted_by, ended_at, ended_by)"
    )

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    member_id = models.UUIDField()
    asked_at = models.DateTimeField()
    admitted_at = models.DateTimeField(null=True)
    admitted_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "member_id"],
                condition=models.Q(ended_at__isnull=True),
                name="somebody_is_in_a_team_once",
            )
        ]


class Proof(models.Model):
    """Somebody's own signature for their keys in a team of their organisation.

    Made while their key ring is open, with ``signer``, for one of their engagements:
    without it nobody lets them in.
    """

    access_policy: ClassVar = _kept(
        "select, insert, update(engagement_id, signer, proof), delete"
    )

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="proofs")
    person_id = models.UUIDField()
    engagement_id = models.UUIDField()
    signer = models.BinaryField()
    proof = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person_id", "team"], name="somebody_proves_their_keys_once"
            )
        ]


class MemberKey(models.Model):
    """A generation's private half sealed to one member's public key."""

    access_policy: ClassVar = _kept("select, insert, delete", rows=OWN_KEYS)

    generation = models.ForeignKey(
        Generation, on_delete=models.PROTECT, related_name="member_keys"
    )
    member = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="team_keys"
    )
    sealed_key = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "generation"], name="a_member_has_a_key_once"
            )
        ]


class RecordKey(models.Model):
    """The data key of one sealed value, sealed to one team that may open it.

    ``id`` is made from the three things that it is unique for, because the public
    site's role inserts and may read nothing back.
    """

    access_policy: ClassVar = TableAccess(
        public="insert",
        staff="select",
        guard="select, insert, update(generation_id, sealed_key), delete",
        rows=RECORD_KEYS,
    )

    id = models.UUIDField(primary_key=True)
    record_id = models.UUIDField()
    slot = models.CharField(max_length=130)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    generation = models.ForeignKey(
        Generation, on_delete=models.PROTECT, related_name="record_keys"
    )
    sealed_key = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record_id", "slot", "team"],
                name="a_team_has_one_key_to_a_value",
            )
        ]

    @staticmethod
    def make_id(record_id: UUID, slot: str, team_id: UUID) -> UUID:
        """The id of the key of this place for this team."""
        return uuid5(_KEYS_OF_RECORDS, f"{record_id}/{slot}/{team_id}")


class Rewrap(models.Model):
    """Record keys of an old generation on their way to the newest one.

    ``handed`` is the old private key sealed to a running worker's own key, which is
    nowhere but in that worker's memory.
    """

    access_policy: ClassVar = _kept(
        "select, insert, update(total, done, broken, handed, ended_at)", worker="select"
    )

    generation = models.ForeignKey(
        Generation, on_delete=models.PROTECT, related_name="rewraps"
    )
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    broken = models.PositiveIntegerField(default=0)
    handed = models.BinaryField(null=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["generation"],
                condition=models.Q(ended_at__isnull=True),
                name="a_generation_is_rewrapped_once_at_a_time",
            )
        ]


class Helper(models.Model):
    """The public key of the running worker, wrapped so that only we could write it."""

    access_policy: ClassVar = _kept(
        "select, insert, update(wrapped_public_key, announced_at)", worker="select"
    )

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    wrapped_public_key = models.BinaryField()
    announced_at = models.DateTimeField()


class Recovery(models.Model):
    """Shares of a key that is a member of the team; ``member`` is that key."""

    access_policy: ClassVar = _kept("select, insert, update(ended_at)")

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="recoveries")
    member = models.OneToOneField(Member, on_delete=models.PROTECT, related_name="+")
    threshold = models.PositiveSmallIntegerField()
    created_by = models.UUIDField()
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team"],
                condition=models.Q(ended_at__isnull=True),
                name="a_team_has_one_recovery",
            )
        ]


class ShareHolder(models.Model):
    """Who was handed a share; the share itself is kept by them and by nobody else."""

    access_policy: ClassVar = _kept("select, insert")

    recovery = models.ForeignKey(
        Recovery, on_delete=models.PROTECT, related_name="holders"
    )
    person_id = models.UUIDField()
    organisation_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recovery", "person_id"], name="one_share_for_each_holder"
            )
        ]


class RecoveryUse(models.Model):
    """One use of a recovery: refused ones too."""

    access_policy: ClassVar = _kept("select, insert")

    recovery = models.ForeignKey(
        Recovery, on_delete=models.PROTECT, related_name="uses"
    )
    used_by = models.UUIDField()
    used_at = models.DateTimeField()
    is_done = models.BooleanField()


class RecoveryNotice(models.Model):
    """What a share holder is told on their first page until they have seen it."""

    access_policy: ClassVar = _kept("select, insert, update(seen_at)", rows=_TOLD)

    use = models.ForeignKey(
        RecoveryUse, on_delete=models.PROTECT, related_name="notices"
    )
    person_id = models.UUIDField(db_index=True)
    seen_at = models.DateTimeField(null=True)
