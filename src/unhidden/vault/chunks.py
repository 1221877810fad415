"""Sealing what is long in pieces, for a table that holds one piece in each row.

All pieces of one content are under one data key, which is sealed to teams as that of
any sealed value is: teams are let in and out, and keys changed, in the same way. A
piece is bound to its content, to its number, and to being the last or not: none can be
changed, left out, repeated, moved or put into another row (XChaCha20-Poly1305 with all
of that as associated data, as ``sealing`` does for short values).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from uuid import UUID

from django.db.models import Model
from nacl import bindings
from nacl.exceptions import CryptoError

from unhidden.vault import actions, opening, sealing
from unhidden.vault.rings import Bearer, NotForYou
from unhidden.vault.sealing import SealBroken, SealedSlot

#: Every piece is filled up to a multiple of this, so that lengths tell little.
BLOCK = 65_536
#: How much goes into a piece at most; with what fills it up, four blocks.
PIECE = 4 * BLOCK - 1


def seal_pieces(
    row: Model, part: str, pieces: Iterable[bytes], *, teams: Collection[UUID]
) -> Iterator[bytes]:
    """The pieces, sealed, for ``part`` of the row; each at most PIECE bytes.

    Only inserts, so that the public site's role can do it; the data key is kept when
    the first piece is asked for. Raises NoSuchHolder for a team without keys.
    """
    slot, key = _slot(row, part), sealing.new_key()
    actions.keep_keys({slot: key}, actions.newest_of(teams))
    for number, (piece, is_last) in enumerate(_with_last(pieces)):
        yield seal_piece(piece, number, is_last=is_last, key=key, slot=slot)


def keep_piece_key(row: Model, part: str, *, teams: Collection[UUID]) -> None:
    """Keep a new data key for pieces that come one after another, in several turns.

    Raises NoSuchHolder for a team without keys.
    """
    key = {_slot(row, part): sealing.new_key()}
    actions.keep_keys(key, actions.newest_of(teams))


def seal_further(
    row: Model,
    part: str,
    pieces: Iterable[bytes],
    *,
    first: int,
    is_end: bool,
    by: Bearer,
) -> Iterator[bytes]:
    """Seal pieces from number ``first`` on, under the key that is kept already.

    ``is_end`` where none follow them. Raises KeysLocked, NotForYou, and SealBroken
    where no key is kept.
    """
    slot, key = _slot(row, part), _key_of(row, part, by)
    for number, (piece, is_last) in enumerate(_with_last(pieces), first):
        yield seal_piece(piece, number, is_last=is_end and is_last, key=key, slot=slot)


def reopen_some(
    row: Model,
    part: str,
    sealed: Iterable[bytes],
    *,
    first: int,
    is_end: bool,
    by: Bearer,
) -> Iterator[bytes]:
    """What was sealed from number ``first`` on; ``is_end`` where the last is among it.

    Raises KeysLocked, NotForYou, and SealBroken if anything is not as it was.
    """
    slot, key = _slot(row, part), _key_of(row, part, by)
    for number, (piece, is_last) in enumerate(_with_last(sealed), first):
        bound_to = _bound_to(slot, number, is_last=is_end and is_last)
        yield _unpadded(sealing.unwrap_key(bytes(piece), key=key, bound_to=bound_to))


def seal_piece(
    piece: bytes, number: int, *, is_last: bool, key: bytes, slot: SealedSlot
) -> bytes:
    """One piece under the data key; raises ValueError for more than PIECE bytes."""
    if len(piece) > PIECE:
        raise ValueError(len(piece))
    padded = bindings.sodium_pad(piece, BLOCK)
    bound_to = _bound_to(slot, number, is_last=is_last)
    return sealing.wrap_key(padded, key=key, bound_to=bound_to)


def reopen_pieces(
    row: Model, part: str, sealed: Iterable[bytes], *, by: Bearer
) -> Iterator[bytes]:
    """What ``seal_pieces`` closed, in the same order.

    Raises KeysLocked, NotForYou, and SealBroken if anything is not as it was.
    """
    yield from open_pieces(_slot(row, part), sealed, key=_key_of(row, part, by))


def open_pieces(
    slot: SealedSlot, sealed: Iterable[bytes], *, key: bytes
) -> Iterator[bytes]:
    """The same with the data key at hand; raises SealBroken."""
    number = -1
    for number, (piece, is_last) in enumerate(_with_last(sealed)):
        bound_to = _bound_to(slot, number, is_last=is_last)
        yield _unpadded(sealing.unwrap_key(bytes(piece), key=key, bound_to=bound_to))
    if number < 0:
        raise SealBroken


def open_first_pieces(
    found: Sequence[tuple[Model, bytes, bool]], part: str, *, by: Bearer
) -> list[bytes]:
    """The first pieces of several rows, with two queries however many there are.

    Each with whether it is the only one. Raises as ``reopen_pieces`` does.
    """
    opened = open_held_pieces(found, part, by=by)
    if None in opened:
        raise NotForYou
    return [piece for piece in opened if piece is not None]


def open_held_pieces(
    found: Sequence[tuple[Model, bytes, bool]], part: str, *, by: Bearer
) -> list[bytes | None]:
    """As ``open_first_pieces``; None for each that is sealed to others than the bearer.

    Raises KeysLocked, and SealBroken for what was changed or moved.
    """
    slots = [_slot(row, part) for row, _, _ in found]
    keys, closed = opening.find_keys(slots, by=by) if slots else ({}, set())
    opened: list[bytes | None] = []
    for slot, (_, piece, is_only) in zip(slots, found, strict=True):
        place = (slot.row, slot.name)
        if place not in keys and place not in closed:
            raise SealBroken
        opened.append(
            _open_first(slot, piece, keys[place], is_only=is_only)
            if place in keys
            else None
        )
    return opened


def _open_first(slot: SealedSlot, piece: bytes, key: bytes, *, is_only: bool) -> bytes:
    bound_to = _bound_to(slot, 0, is_last=is_only)
    return _unpadded(sealing.unwrap_key(piece, key=key, bound_to=bound_to))


def slot_name(row: Model, part: str) -> str:
    """What record keys call this part of the row, for ``let_in``."""
    return _slot(row, part).name


def _key_of(row: Model, part: str, by: Bearer) -> bytes:
    slot = _slot(row, part)
    key = opening.data_keys([slot], by=by).get((slot.row, slot.name))
    if key is None:
        raise SealBroken
    return key


def _slot(row: Model, part: str) -> SealedSlot:
    if not isinstance(row.pk, UUID):
        raise TypeError(row.pk)
    return SealedSlot(row._meta.db_table, part, row.pk)


def _bound_to(slot: SealedSlot, number: int, *, is_last: bool) -> bytes:
    end = b"last" if is_last else b"more"
    return b"\0".join((slot.bound_to, number.to_bytes(4, "big"), end))


def _with_last(pieces: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each piece, and whether none follows."""
    before: bytes | None = None
    for piece in pieces:
        if before is not None:
            yield before, False
        before = piece
    if before is not None:
        yield before, True


def _unpadded(padded: bytes) -> bytes:
    try:
        plain: bytes = bindings.sodium_unpad(padded, BLOCK)
    except (CryptoError, ValueError, TypeError) as error:
        raise SealBroken from error
    return plain
