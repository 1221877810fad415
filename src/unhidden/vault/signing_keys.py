"""Where signing keys come from: a member's own pair, and the root's file.

A member signs with a seed that is derived from the private half of their key pair: so
each way in to their key ring, and each share of a recovery, carries it already. The
operator's root lies under a passphrase (Argon2id) in a file of one line, on a machine
of their own.
"""

from __future__ import annotations

import json
import re
from hashlib import sha256

from nacl.bindings import crypto_generichash_blake2b_salt_personal
from nacl.pwhash import argon2id

from unhidden.vault import derivation, sealing, signing
from unhidden.vault.derivation import DerivationCost
from unhidden.vault.sealing import KEY, SealBroken

_SIGNING = b"unhidden signing"
_FORM = "unhidden root 1"
# Typed once in a while, on the operator's own machine: libsodium's middle cost.
ROOT_COST = DerivationCost(argon2id.OPSLIMIT_MODERATE, argon2id.MEMLIMIT_MODERATE)
_file = re.compile(
    rf'(?P<said>{{"form": "{_FORM}", "root": "(?P<root>[0-9a-f]{{64}})"'
    r', "salt": "(?P<salt>[0-9a-f]{32})", "operations": (?P<operations>[1-4])'
    r', "memory": (?P<memory>[0-9]{1,10}), "sealed": "(?P<sealed>[0-9a-f]{144})")'
    r', "check": "(?P<check>[0-9a-f]{64})"}\s*'
)


class RootFileDamaged(Exception):
    """This is no root's file, or not all of it, or it was changed."""


class WrongPassphrase(Exception):
    """The root's file is whole, and this passphrase does not open it."""


def seed_of(private_key: bytes) -> bytes:
    """The seed that the holder of this private key (X25519) signs with."""
    return crypto_generichash_blake2b_salt_personal(
        b"", KEY, key=private_key, person=_SIGNING
    )


def close_root(
    seed: bytes, passphrase: str, *, cost: DerivationCost = ROOT_COST
) -> bytes:
    """The file of a root: one line of JSON, with the public half for all to read."""
    salt = derivation.new_salt()
    key = derivation.from_secret(passphrase, salt=salt, cost=cost)
    root = signing.public_key_of(seed)
    said = {
        "form": _FORM,
        "root": root.hex(),
        "salt": salt.hex(),
        "operations": cost.operations,
        "memory": cost.memory,
        "sealed": sealing.wrap_key(seed, key=key, bound_to=root).hex(),
    }
    said["check"] = _check(json.dumps(said))
    return json.dumps(said).encode() + b"\n"


def open_root(file: bytes, passphrase: str) -> bytes:
    """The seed of the root; raises RootFileDamaged and WrongPassphrase."""
    said = _read(file)
    salt, sealed = bytes.fromhex(said["salt"]), bytes.fromhex(said["sealed"])
    cost = DerivationCost(int(said["operations"]), int(said["memory"]))
    key = derivation.from_secret(passphrase, salt=salt, cost=cost)
    try:
        return sealing.unwrap_key(sealed, key=key, bound_to=bytes.fromhex(said["root"]))
    except SealBroken as error:
        raise WrongPassphrase from error


def root_in(file: bytes) -> bytes:
    """The public half, without the passphrase; raises RootFileDamaged."""
    return bytes.fromhex(_read(file)["root"])


def _read(file: bytes) -> dict[str, str]:
    found = _file.fullmatch(file.decode(errors="replace"))
    if found is None or found["check"] != _check(found["said"] + "}"):
        raise RootFileDamaged
    # More than libsodium asks for would be somebody's trap, and no root of ours.
    if not argon2id.MEMLIMIT_MIN <= int(found["memory"]) <= argon2id.MEMLIMIT_SENSITIVE:
        raise RootFileDamaged
    return found.groupdict()


def _check(said: str) -> str:
    """Tells a damaged file from a wrong passphrase; against malice it is no proof."""
    return sha256(said.encode()).hexdigest()
