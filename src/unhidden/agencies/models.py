"""Who works on the platform, for whom, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth import hashers
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.policy import Role
from unhidden.access.records import Record, new_id, one_of
from unhidden.access.sign_ins import SignInFacts
from unhidden.agencies import duties  # noqa: F401  # its table is this app's, too
from unhidden.lib.rights import RuledRows, SignedInRows, TableAccess

ADMINISTERED = SignedInRows(write=("system_admin",))
_ADMINISTERS = "(select wall.purpose()) = 'system_admin'"
_SYSTEM = "(select wall.person()) is null"
_WAITS = " and confirmed_at is null and ended_at is null"
# An administrator asks, for somebody else; the system, which sets up, also approves.
# Whatever comes after the asking is done by the procedures of sql/.
ASKED_FOR = RuledRows(
    select="(select wall.is_signed())",
    insert=f"{_ADMINISTERS} and ({_SYSTEM} or (asked_by_id = (select wall.person())"
    " and person_id <> asked_by_id and approved_at is null and ended_at is null))",
)
TWO_DECIDE = RuledRows(
    select=f"{_ADMINISTERS} or person_id = (select wall.person())",
    insert=f"{_ADMINISTERS} and organisation_id = (select wall.organisation())"
    f" and asked_by_id = (select wall.person()) and person_id <> asked_by_id{_WAITS}",
)

HIGHEST_CLEARANCE = 3


class OrganisationKind(models.TextChoices):
    POLICE = "police", _("Police force")
    LAW_ENFORCEMENT = "law_enforcement", _("Law-enforcement partner")
    COUNCIL = "council", _("Council")
    CHARITY = "charity", _("Charity")
    GOVERNMENT = "government", _("Government")
    OVERSIGHT = "oversight", _("Oversight body")


class Organisation(Record):
    access_policy: ClassVar = TableAccess(
        public="select(id, code, name_en, name_cy, is_desk)",
        staff="select, insert, update",
        rows=ADMINISTERED,
        signin="select",
        guard="select(id, kind, is_desk)",
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
    """A First Responder Organisation may refer; the list changes."""

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


@dataclass(frozen=True, slots=True)
class GivenPassword:
    """Of a password that somebody else chose: who (None: the operator), until when."""

    by: UUID | None
    lapses_at: datetime


class People(BaseUserManager["Person"]):
    """Django's own door to accounts, for sign-in."""


class Person(SignInFacts, AbstractBaseUser):
    """Someone with a sign-in. What they may do comes from their engagement.

    The password is not in this row, which every colleague's page may read, but in
    the person's ``Credential``, which only the second connection can.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update",
        rows=SignedInRows(write=("system_admin",), own="id"),
        signin="select",
        worker="select(id, email, language, is_active)",
        guard="select(id, is_active, name)",
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

    @property
    def password(self) -> str:  # type: ignore[override]
        """The password's hash; an unusable one for somebody without."""
        waiting: str | None = self.__dict__.get("_waiting_hash")
        if waiting is not None:
            return waiting
        try:
            return self.credential.password
        except ObjectDoesNotExist:
            return hashers.UNUSABLE_PASSWORD_PREFIX

    @property
    def last_login(self) -> datetime | None:  # type: ignore[override]
        """When they last signed in; None before the first time."""
        try:
            return self.credential.last_login
        except ObjectDoesNotExist:
            return None

    def set_password(
        self, raw_password: str | None, *, given: GivenPassword | None = None
    ) -> None:
        """Have this password from the next ``save`` on; None lets nobody sign in.

        ``given``: somebody else chose it, so it is good for one sign-in.
        """
        self._password = raw_password
        self._given = given
        self._waiting_hash: str | None = hashers.make_password(raw_password)

    def set_unusable_password(self) -> None:
        """From the next ``save`` on no password fits."""
        self.set_password(None)

    def check_password(self, raw_password: str | None) -> bool:
        """Whether it is theirs; an outdated hash is replaced on the way."""
        return hashers.check_password(raw_password or "", self.password, self._upgrade)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the person, and a new password by the connection that may."""
        super().save(*args, **kwargs)
        waiting = self.__dict__.pop("_waiting_hash", None)
        if waiting is not None:
            self._store(waiting)

    def _upgrade(self, raw_password: str) -> None:
        password = hashers.make_password(raw_password)
        Credential.objects.filter(person_id=self.id).update(password=password)

    def _store(self, password: str) -> None:
        Credential.objects.update_or_create(
            person_id=self.id,
            defaults={
                "password": password,
                "must_change": self._given is not None,
                "given_by_id": self._given.by if self._given else None,
                "lapses_at": self._given.lapses_at if self._given else None,
                "used_at": None,
            },
        )
        self._state.fields_cache.pop("credential", None)


class Credential(models.Model):
    """A person's password. Only the second connection reads or writes it.

    The worker reads when somebody last signed in, and nothing else.

    Without a foreign key in the database: a new person's row is still another
    connection's open transaction when the password is stored. One that stays behind
    when that is undone belongs to nobody.
    """

    access_policy: ClassVar = TableAccess(
        signin="select, insert, update", worker="select(person_id, last_login)"
    )

    person = models.OneToOneField(
        Person,
        on_delete=models.PROTECT,
        primary_key=True,
        db_constraint=False,
        related_name="credential",
    )
    password = models.CharField(max_length=128)
    must_change = models.BooleanField(default=False)
    given_by_id = models.UUIDField(null=True)
    lapses_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    last_login = models.DateTimeField(null=True)
    times_signed_out = models.PositiveIntegerField(default=0)


class EnrolmentCode(models.Model):
    """With it somebody whose second factors were removed sets up others, once.

    A digest; only the second connection reads or writes it. It goes with the first
    factor that is set up. ``used_at``: one session has shown it, and no other may.
    """

    access_policy: ClassVar = TableAccess(signin="select, insert, update, delete")

    person_id = models.UUIDField(primary_key=True)
    digest = models.CharField(max_length=128)
    given_by_id = models.UUIDField()
    lapses_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class Attempts(models.Model):
    """How often something secret was guessed at since a moment; keyed by a digest."""

    access_policy: ClassVar = TableAccess(signin="select, insert, update, delete")

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    since = models.DateTimeField()


class SingleSignOn(Record):
    """The provider by which people of one organisation may sign in (OpenID Connect)."""

    access_policy: ClassVar = TableAccess(
        staff="select(id, organisation_id, issuer, client_id), insert, update, delete",
        signin="select",
        rows=ADMINISTERED,
    )

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT)
    issuer = models.URLField(max_length=200)
    client_id = models.CharField(max_length=200)
    client_secret_sealed = models.CharField(max_length=1000)


class Engagement(Record):
    """A person acting for one organisation in one role, from a day to a day.

    One administrator asks for it and another approves; until then it gives nothing.
    ``ended_at`` is when somebody ended it, or turned the asking down; it is never
    changed and never opened again.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        rows=ASKED_FOR,
        signin="select",
        worker="select(id, person_id, organisation_id, role, from_on, to_on,"
        " approved_at, ended_at)",
        guard="select, update(approved_at, approved_by_id, ended_at, ended_by_id)",
    )

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="engagements"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    role = models.CharField(max_length=40, choices=Role.choices)
    clearance = models.PositiveSmallIntegerField(default=1)
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    asked_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("role", Role, name="engagement_role_is_known"),
            models.CheckConstraint(
                condition=models.Q(clearance__lte=HIGHEST_CLEARANCE),
                name="engagement_clearance_is_0_to_3",
            ),
            models.CheckConstraint(
                condition=models.Q(to_on__isnull=True)
                | models.Q(to_on__gte=models.F("from_on")),
                name="engagement_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~models.Q(approved_by=models.F("person")),
                name="nobody_approves_their_own_engagement",
            ),
            models.CheckConstraint(
                condition=~models.Q(asked_by=models.F("person")),
                name="nobody_asks_for_their_own_engagement",
            ),
            models.CheckConstraint(
                condition=~models.Q(approved_by=models.F("asked_by")),
                name="who_asks_for_an_engagement_does_not_approve_it",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True)
                | models.Q(approved_at__isnull=False),
                name="an_approval_has_its_moment",
            ),
        ]


class FactorReset(Record):
    """Two administrators have the second factors of somebody removed, who lost them.

    One asks and another of the same organisation confirms, within three days
    (sql/factor_resets.sql). ``ended_at`` is when it was turned down.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        rows=TWO_DECIDE,
        guard="select, update(confirmed_at, confirmed_by_id, ended_at, ended_by_id)",
    )

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(asked_by=models.F("person")),
                name="nobody_asks_for_a_reset_of_their_own_factors",
            ),
            models.CheckConstraint(
                condition=~models.Q(confirmed_by=models.F("person")),
                name="nobody_confirms_a_reset_of_their_own_factors",
            ),
            models.CheckConstraint(
                condition=~models.Q(confirmed_by=models.F("asked_by")),
                name="who_asks_for_a_factor_reset_does_not_confirm_it",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | models.Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="a_confirmation_has_a_person_and_a_moment",
            ),
        ]
