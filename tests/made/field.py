"""Phones and what they send, sealed and signed as the app does it."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes
from typing import Any
from uuid import UUID, uuid4

from unhidden.vault import chunks, device_keys, letters, sealing, signing
from unhidden.vault.sealing import SealedSlot

FORM = "2026-12"
#: What one frame may bring along beside its header.
INLINE = 65_536


@dataclass(frozen=True, slots=True)
class Phone:
    """A key pair, by which a phone is known."""

    seed: bytes = field(default_factory=lambda: token_bytes(32), repr=False)

    @property
    def public_key(self) -> bytes:
        return signing.public_key_of(self.seed)

    @property
    def id(self) -> UUID:
        return device_keys.device_id_of(self.public_key)

    def sign(self, label: bytes, message: bytes) -> bytes:
        return signing.sign_message(label + message, self.seed)


@dataclass(frozen=True, slots=True)
class TeamKey:
    """What is sealed to: a team's generation, or a landing key (``to`` landing)."""

    to: str
    public_key: bytes
    generation: int = 0
    link: int = 0


@dataclass(frozen=True, slots=True)
class InnerText:
    """What is told in confidence, and to whose keys it is sealed."""

    what: str
    text: str
    team: TeamKey
    id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True, slots=True)
class TakenPhoto:
    """A photo as it was taken, its copy, and to whom each is sealed."""

    content: bytes
    copy: bytes | None
    copy_to: TeamKey | None
    original_to: TeamKey | None
    is_of_people: bool = True
    id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True, slots=True)
class SentSubmission:
    """A signed header, and the sealed parts that it names, by their SHA-256."""

    phone: Phone
    id: UUID
    header: bytes
    parts: Mapping[str, bytes]
    late: frozenset[str] = frozenset()

    @property
    def digest(self) -> bytes:
        return sha256(self.header).digest()

    @property
    def signature(self) -> bytes:
        return self.phone.sign(device_keys.LANDING, self.digest)

    @property
    def inline(self) -> list[bytes]:
        """What travels with the commit: the parts of now, while they are small."""
        found, size = [], 0
        for digest, content in self.parts.items():
            if digest not in self.late and size + len(content) <= INLINE:
                found.append(content)
                size += len(content)
        return found

    def frame_commit(self, inline: Sequence[bytes] | None = None) -> bytes:
        """The request that commits it."""
        given = self.inline if inline is None else inline
        return make_frame(self.header, self.phone, self.signature, given)

    def frame_part(self, digest: str) -> bytes:
        """The request that brings one part before."""
        content = self.parts[digest]
        header = write_json(
            {
                "v": 1,
                "device": str(self.phone.id),
                "submission": str(self.id),
                "sha256": digest,
                "bytes": len(content),
            }
        )
        signature = self.phone.sign(device_keys.PART, header)
        return make_frame(header, self.phone, signature, [content])


def write_json(said: Mapping[str, object]) -> bytes:
    """A header as a phone writes it."""
    return json.dumps(said, separators=(",", ":")).encode()


def make_frame(
    header: bytes, phone: Phone, signature: bytes, parts: Sequence[bytes] = ()
) -> bytes:
    """One request to /landing/."""
    pieces = [b"UHL1", _with_length(header), phone.public_key, signature]
    return b"".join([*pieces, *map(_with_length, parts)])


def frame_question(
    phone: Phone,
    asked: Sequence[SentSubmission],
    *,
    waiting: int = 0,
    shifts: Sequence[UUID] = (),
) -> bytes:
    """The request that asks what came of these."""
    header = write_json(
        {
            "v": 1,
            "device": str(phone.id),
            "clock": 0,
            "ask": [
                {"submission": str(each.id), "digest": each.digest.hex()}
                for each in asked
            ],
            "holds": {
                "waiting": waiting,
                "keys": [],
                "shifts": [str(each) for each in shifts],
            },
        }
    )
    return make_frame(header, phone, phone.sign(device_keys.ASK, header))


def seal_submission(  # what a header says
    phone: Phone,
    *,
    landing: TeamKey,
    landing_id: UUID,
    outer: Mapping[str, Any] | str | None,
    kind: str = "account",
    submission: UUID | None = None,
    author: UUID | None = None,
    planned: UUID | None = None,
    about: UUID | None = None,
    inner: Sequence[InnerText] = (),
    photos: Sequence[TakenPhoto] = (),
    made: Mapping[str, int | None] | None = None,
    seq: int = 1,
    form: str = FORM,
) -> SentSubmission:
    """A submission as the app seals and signs it."""
    kept = _KeptParts()
    sealed = None
    if outer is not None:
        text = outer if isinstance(outer, str) else json.dumps(outer)
        sealed = kept.add(letters.seal_letter(text, public_key=landing.public_key))
    told = [_seal_inner(each, kept) for each in inner]
    shown = [_seal_photo(each, kept) for each in photos]
    found = submission or uuid4()
    header = write_json(
        {
            "v": 1,
            "kind": kind,
            "submission": str(found),
            "device": str(phone.id),
            "author": str(author or uuid4()),
            "seq": seq,
            "form": form,
            "planned": planned and str(planned),
            "about": about and str(about),
            "landing_key": str(landing_id),
            "made": made or {"clock": 0, "offset": None},
            "outer": sealed,
            "inner": told,
            "photos": shown,
            "parts": [
                {"sha256": name, "bytes": len(part), "now": True}
                for name, part in kept.parts.items()
                if name not in _list_pieces(shown)
            ],
        }
    )
    return SentSubmission(phone, found, header, kept.parts, frozenset(kept.late))


@dataclass(slots=True)
class _KeptParts:
    """The sealed bytes of a submission; ``late`` may come after the commit."""

    parts: dict[str, bytes] = field(default_factory=dict)
    late: set[str] = field(default_factory=set)

    def add(self, content: bytes, *, is_late: bool = False) -> str:
        digest = sha256(content).hexdigest()
        self.parts[digest] = content
        if is_late:
            self.late.add(digest)
        return digest


def _seal_inner(told: InnerText, kept: _KeptParts) -> dict[str, object]:
    key = sealing.new_key()
    is_entry = told.what == "register"
    table = "safeguarding_registerentry" if is_entry else "field_innerenvelope"
    slot = SealedSlot(table, "content_sealed", told.id)
    part = kept.add(sealing.seal_text(told.text, data_key=key, slot=slot))
    return {
        "id": str(told.id),
        "what": told.what,
        "team": told.team.to,
        "generation": told.team.generation,
        "link": told.team.link,
        "key": _seal_key(key, told.team),
        "part": part,
    }


def _seal_photo(taken: TakenPhoto, kept: _KeptParts) -> dict[str, object]:
    return {
        "id": str(taken.id),
        "sha256": sha256(taken.content).hexdigest(),
        "bytes": len(taken.content),
        "mime": "image/jpeg",
        "of_people": taken.is_of_people,
        "taken": "camera",
        "copy": _seal_pieces(taken, "copy", taken.copy, taken.copy_to, kept),
        "original": _seal_pieces(
            taken, "original", taken.content, taken.original_to, kept
        ),
    }


def _seal_pieces(
    taken: TakenPhoto,
    part: str,
    content: bytes | None,
    to: TeamKey | None,
    kept: _KeptParts,
) -> dict[str, object] | None:
    if content is None or to is None:
        return None
    key, slot = sealing.new_key(), SealedSlot("field_photo", part, taken.id)
    pieces = [write_json({"name": "photo.jpg", "type": "image/jpeg"}), *_cut(content)]
    named = [
        kept.add(
            chunks.seal_piece(
                piece, number, is_last=number == len(pieces) - 1, key=key, slot=slot
            ),
            is_late=part == "original",
        )
        for number, piece in enumerate(pieces)
    ]
    sealed = {"key": _seal_key(key, to), "to": to.to, "generation": to.generation}
    return {**sealed, "parts": named}


def _list_pieces(photos: Sequence[Mapping[str, Any]]) -> set[str]:
    halves = [photo[half] for photo in photos for half in ("copy", "original")]
    return {name for half in halves if half for name in half["parts"]}


def _cut(content: bytes) -> Iterator[bytes]:
    for begins in range(0, len(content), chunks.PIECE):
        yield content[begins : begins + chunks.PIECE]


def _seal_key(key: bytes, team: TeamKey) -> str:
    sealed = sealing.seal_key(key, public_key=team.public_key)
    return base64.b64encode(sealed).decode()


def _with_length(content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + content
