"""An unlocked key ring: in memory only, and between requests only encrypted."""

from __future__ import annotations

from collections.abc import Collection
from typing import NoReturn, Protocol, final
from uuid import UUID

from django.db.models import QuerySet

from unhidden.lib.refusals import ActionRefused
from unhidden.vault import derivation, links, rosters, sealing, signing, signing_keys
from unhidden.vault.derivation import DerivationCost
from unhidden.vault.models import Member, MemberKey, Wrap
from unhidden.vault.rosters import RosterHolder
from unhidden.vault.sealing import SealBroken

_SESSION = b"unhidden key ring of a session"


class KeysLocked(ActionRefused):
    """There is no unlocked key ring: ask the person to sign in again."""


class NotForYou(ActionRefused):
    """None of the person's teams holds a key to this."""


class WrongSecret(Exception):
    """No way in of this person's opens with what was given."""


class NoKeyPair(ActionRefused):
    """This person has no key pair yet."""


class HasPerson(Protocol):
    @property
    def person_id(self) -> UUID: ...


class Bearer(Protocol):
    """Whoever wants something opened: an actor, or a key ring itself."""

    @property
    def keys(self) -> HasPerson | None: ...

    @property
    def organisation_id(self) -> UUID | None: ...


@final
class KeyRing:
    """What its person can open. It is never printed, pickled, copied or compared.

    It holds the member's private key only; the teams' keys are looked up each time,
    so that whoever is removed opens nothing from that moment on.
    """

    __slots__ = ("__person_id", "__private_key")

    def __init__(self, *, person_id: UUID, private_key: bytes) -> None:
        self.__person_id = person_id
        self.__private_key = private_key

    @property
    def person_id(self) -> UUID:
        return self.__person_id

    @property
    def keys(self) -> KeyRing:
        """Itself: a ring may stand where an actor does."""
        return self

    @property
    def organisation_id(self) -> None:
        """A ring acts for no organisation."""
        return None

    @property
    def fingerprint(self) -> str:
        """Of its own key pair and signer, whatever the database says of them."""
        return sealing.fingerprint_keys(self.public_key, self.signer)

    def team_keys(self, generations: Collection[int]) -> dict[int, bytes]:
        """Private keys by generation, of those that its person holds.

        Raises SealBroken for a key that was sealed to another key pair.
        """
        rows = MemberKey.objects.filter(
            member_id=self.__person_id, generation_id__in=generations
        ).order_by("generation_id")
        return {
            generation: self.open(bytes(sealed))
            for generation, sealed in rows.values_list("generation_id", "sealed_key")
        }

    def open(self, sealed: bytes) -> bytes:
        """A key that was sealed to this person; raises SealBroken."""
        return sealing.open_key(sealed, private_key=self.__private_key)

    @property
    def public_key(self) -> bytes:
        """What its person is given keys by."""
        return sealing.public_half(self.__private_key)

    @property
    def signer(self) -> bytes:
        """The public half of what its person signs with."""
        return signing.public_key_of(signing_keys.seed_of(self.__private_key))

    def sign_link(self, header: bytes) -> bytes:
        """The person's signature under a link of their team's keys."""
        return links.sign_header(header, signing_keys.seed_of(self.__private_key))

    def prove(self, holder: RosterHolder, *, team: UUID) -> RosterHolder:
        """The holder with the person's signature for these keys in this team."""
        seed = signing_keys.seed_of(self.__private_key)
        return rosters.prove_holder(holder, team=team, seed=seed)

    def wrapped(self, *, key: bytes, bound_to: bytes) -> bytes:
        """The private key under another key, to be kept as a way in."""
        return sealing.wrap_key(self.__private_key, key=key, bound_to=bound_to)

    def sealed_for_session(self, cookie_key: bytes) -> bytes:
        """The ring for the session, under a key that lies in the cookie only."""
        plain = self.__person_id.bytes + self.__private_key
        return sealing.wrap_key(plain, key=cookie_key, bound_to=_SESSION)

    @classmethod
    def from_session(cls, blob: bytes, cookie_key: bytes) -> KeyRing:
        """The ring back; raises KeysLocked if the two do not belong together."""
        try:
            plain = sealing.unwrap_key(blob, key=cookie_key, bound_to=_SESSION)
        except SealBroken as error:
            raise KeysLocked from error
        return cls(person_id=UUID(bytes=plain[:16]), private_key=plain[16:])

    def __repr__(self) -> str:
        return "<key ring>"

    def __reduce_ex__(self, _protocol: object) -> NoReturn:
        sentence = "A key ring is not copied or written down."
        raise TypeError(sentence)


def new_cookie_key() -> bytes:
    """A key for one session's cookie."""
    return sealing.new_key()


def ring_of(bearer: Bearer) -> KeyRing | None:
    """The bearer's unlocked ring, or None."""
    return bearer.keys if isinstance(bearer.keys, KeyRing) else None


def must_ring(bearer: Bearer) -> KeyRing:
    """The bearer's unlocked ring; raises KeysLocked."""
    ring = ring_of(bearer)
    if ring is None:
        raise KeysLocked
    return ring


def unlock_ring(*, person_id: UUID, secret: str) -> KeyRing:
    """Open the ring with the person's password; raises NoKeyPair, WrongSecret."""
    row = _wraps(person_id, Wrap.Kind.PASSWORD).first()
    if row is None:
        raise WrongSecret
    cost = DerivationCost(row.operations, row.memory)
    key = derivation.from_secret(secret, salt=bytes(row.salt), cost=cost)
    return _opened(row, key)


def unlock_by_key(*, person_id: UUID, output: bytes, label: str) -> KeyRing:
    """Open the ring with the PRF output of the passkey that ``label`` names.

    Raises NoKeyPair, WrongSecret, and ValueError unless there are 32 bytes.
    """
    row = _wraps(person_id, Wrap.Kind.PASSKEY).filter(label=label).first()
    if row is None:
        raise WrongSecret
    return _opened(row, derivation.from_passkey(output))


def bound_to(member_id: UUID, kind: str, label: str) -> bytes:
    """What a wrap belongs to: another member's does not open here."""
    return b"\0".join((member_id.bytes, kind.encode(), label.encode()))


def _wraps(person_id: UUID, kind: str) -> QuerySet[Wrap]:
    if not Member.objects.filter(id=person_id).exists():
        raise NoKeyPair
    return Wrap.objects.filter(member_id=person_id, kind=kind).order_by("id")


def _opened(row: Wrap, key: bytes) -> KeyRing:
    place = bound_to(row.member_id, row.kind, row.label)
    try:
        private_key = sealing.unwrap_key(
            bytes(row.wrapped_key), key=key, bound_to=place
        )
    except SealBroken as error:
        raise WrongSecret from error
    return KeyRing(person_id=row.member_id, private_key=private_key)
