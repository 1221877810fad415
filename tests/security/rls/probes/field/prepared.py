"""Phones of ours, and what they sent before."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

from tests.security.rls.probes.sharing.prepared import row
from tests.security.rls.states import OWN, PERSON
from unhidden.vault.device_keys import device_id_of

FIELD, WORKER = "unhidden_field", "unhidden_worker"
KEY, OTHER = b"k" * 32, b"o" * 32
SENT, ELSEWHERE = UUID(int=71), UUID(int=72)
PART, NEXT = b"a part", b"another part"
NONE = ["delete from field_part", "delete from field_submission",
         "delete from field_taking", "delete from field_device"]  # fmt: skip


def write_bytes(content: bytes | None) -> str:
    return "null" if content is None else f"'\\x{content.hex()}'::bytea"


def hash_hex(content: bytes) -> str:
    return sha256(content).hexdigest()


def add_device(key: bytes = KEY, /, **given: str) -> str:
    """A phone that is in our books."""
    whole = {
        "id": f"'{device_id_of(key)}'",
        "public_key": write_bytes(key),
        "person_id": f"'{PERSON}'",
        "organisation_id": f"'{OWN}'",
        "name": "''",
        "unlock": "'prf'",
        "is_persistent": "true",
        "enrolled_at": "now()",
        "lost_reason": "''",
        "waiting": "0",
    }
    return row("field_device", **{**whole, **given})


def add_parts(  # each is one thing that decides
    count: int = 1,
    *,
    key: bytes = KEY,
    size: int = 262_400,
    is_known: str = "false",
    moved_at: str = "null",
    at: str = "now()",
    submission: UUID = ELSEWHERE,
) -> str:
    """So many parts that came before."""
    return (
        "insert into field_part (id, submission_id, digest, sealed, bytes, device_id,"
        f" is_known, landed_at, moved_at) select gen_random_uuid(), '{submission}',"
        f" sha256(n::text::bytea), 'x', {size}, '{device_id_of(key)}', {is_known},"
        f" {at}, {moved_at} from generate_series(1, {count}) n"
    )


def add_part(content: bytes = PART, submission: UUID = SENT) -> str:
    return row(
        "field_part",
        id="gen_random_uuid()",
        submission_id=f"'{submission}'",
        digest=write_bytes(sha256(content).digest()),
        sealed="'x'",
        bytes="1",
        device_id=f"'{device_id_of(KEY)}'",
        is_known="true",
        landed_at="now()",
    )


def add_landed(header: bytes = b'{"parts":[]}', /, **given: str) -> str:
    """A submission that came before."""
    whole = {
        "id": "gen_random_uuid()",
        "submission_id": f"'{SENT}'",
        "digest": write_bytes(sha256(header).digest()),
        "device_id": f"'{device_id_of(KEY)}'",
        "device_key": write_bytes(KEY),
        "kind": "'account'",
        "header": write_bytes(header),
        "signature": "'s'",
        "is_known": "true",
        "landed_at": "now()",
        "state": "'landed'",
        "reason": "''",
        "tries": "0",
    }
    return row("field_submission", **{**whole, **given})


KNOWN = add_device()
