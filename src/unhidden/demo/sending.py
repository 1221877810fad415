"""What officers' phones sent: sealed and signed as the app does it, and landed."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection

from unhidden.access.records import new_id
from unhidden.demo import playing
from unhidden.vault import chunks, device_keys, letters, sealing, signing
from unhidden.vault.sealing import SealedSlot

_COMMIT = "select wall.commit_landing(%s, %s, %s, '{}')"
_PART = "select wall.land_part(%s, %s, %s, %s, %s)"


@dataclass(frozen=True, slots=True)
class KeyToSeal:
    """The landing's key of the week, or the newest of a team's."""

    to: str
    public_key: bytes
    generation: int = 0


@dataclass(frozen=True, slots=True)
class DemonstrationPhone:
    """A phone by its secret, which is worth nothing outside the demonstration."""

    seed: bytes = field(repr=False)

    @property
    def public_key(self) -> bytes:
        return signing.public_key_of(self.seed)

    def sign_message(self, label: bytes, message: bytes) -> bytes:
        return signing.sign_message(label + message, self.seed)


@dataclass(slots=True)
class SealedParcel:
    """One account on its way: its header, and the sealed parts that it names."""

    phone: DemonstrationPhone
    landing: KeyToSeal
    author: UUID
    planned: UUID
    form: str
    id: UUID = field(default_factory=new_id)
    parts: dict[str, bytes] = field(default_factory=dict)
    inner: list[dict[str, Any]] = field(default_factory=list)
    photos: list[dict[str, Any]] = field(default_factory=list)

    def add_inner(self, told: Mapping[str, Any], to: KeyToSeal) -> None:
        """Seal what was told in confidence to a team."""
        key, id_ = sealing.new_key(), new_id()
        slot = SealedSlot("field_innerenvelope", "content_sealed", id_)
        part = self._keep_part(
            sealing.seal_text(json.dumps(told), data_key=key, slot=slot)
        )
        named = {"id": str(id_), "what": told["what"], "link": 0, "part": part}
        self.inner.append({**named, "team": to.to, **_seal_key(key, to)})

    def add_photo(
        self, picture: bytes, *, is_of_people: bool, copy: KeyToSeal, keepers: KeyToSeal
    ) -> None:
        """Seal a photo: its copy, and the file as it was taken."""
        id_ = new_id()
        self.photos.append(
            {
                "id": str(id_),
                "sha256": sha256(picture).hexdigest(),
                "bytes": len(picture),
                "mime": "image/jpeg",
                "of_people": is_of_people,
                "taken": "camera",
                "copy": self._seal_photo(id_, "copy", picture, copy),
                "original": self._seal_photo(id_, "original", picture, keepers),
            }
        )

    def send_account(self, outer: Mapping[str, Any]) -> None:
        """Seal the rest to the landing, sign, and have the field process take it."""
        text = json.dumps(outer)
        letter = letters.seal_letter(text, public_key=self.landing.public_key)
        header = json.dumps(self._write_header(self._keep_part(letter))).encode()
        digest = sha256(header).digest()
        public, device = self.phone.public_key, self._device
        with playing.play_field(), connection.cursor() as cursor:
            for name, content in self.parts.items():
                part = (device, public, self.id, bytes.fromhex(name), content)
                cursor.execute(_PART, part)
            signature = self.phone.sign_message(device_keys.LANDING, digest)
            cursor.execute(_COMMIT, [public, header, signature])

    @property
    def _device(self) -> UUID:
        return device_keys.device_id_of(self.phone.public_key)

    def _write_header(self, outer: str) -> dict[str, Any]:
        pieces = {name for photo in self.photos for name in _list_pieces(photo)}
        return {
            "v": 1,
            "kind": "account",
            "submission": str(self.id),
            "device": str(self._device),
            "author": str(self.author),
            "seq": 1,
            "form": self.form,
            "planned": str(self.planned),
            "about": None,
            "landing_key": self.landing.to,
            "made": {"clock": 0, "offset": 0},
            "outer": outer,
            "inner": self.inner,
            "photos": self.photos,
            "parts": [
                {"sha256": name, "bytes": len(content), "now": True}
                for name, content in self.parts.items()
                if name not in pieces
            ],
        }

    def _seal_photo(
        self, id_: UUID, half: str, picture: bytes, to: KeyToSeal
    ) -> dict[str, Any]:
        key, slot = sealing.new_key(), SealedSlot("field_photo", half, id_)
        head = json.dumps({"name": "photo.jpg", "type": "image/jpeg"}).encode()
        plain = [head, *_cut(picture)]
        named = [
            self._keep_part(
                chunks.seal_piece(
                    piece, number, is_last=number == len(plain) - 1, key=key, slot=slot
                )
            )
            for number, piece in enumerate(plain)
        ]
        receiver = "landing" if to is self.landing else to.to
        return {"to": receiver, **_seal_key(key, to), "parts": named}

    def _keep_part(self, content: bytes) -> str:
        name = sha256(content).hexdigest()
        self.parts[name] = content
        return name


def _seal_key(key: bytes, to: KeyToSeal) -> dict[str, Any]:
    sealed = sealing.seal_key(key, public_key=to.public_key)
    return {"generation": to.generation, "key": base64.b64encode(sealed).decode()}


def _cut(content: bytes) -> Iterator[bytes]:
    for begins in range(0, len(content), chunks.PIECE):
        yield content[begins : begins + chunks.PIECE]


def _list_pieces(photo: Mapping[str, Any]) -> list[str]:
    return [*photo["copy"]["parts"], *photo["original"]["parts"]]
