"""What phones send: taken from anybody, whole, and under its own names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from tests.security.rls.attempts import NOT_GRANTED, REFUSED, Attempt
from tests.security.rls.probes.field.prepared import (
    ELSEWHERE,
    FIELD,
    KEY,
    KNOWN,
    NEXT,
    NONE,
    OTHER,
    PART,
    SENT,
    WORKER,
    add_device,
    add_landed,
    add_part,
    add_parts,
    hash_hex,
    write_bytes,
)
from tests.security.rls.probes.sharing.prepared import NOBODY
from unhidden.vault.device_keys import device_id_of


def _lands(  # each is one thing that decides
    name: str,
    expects: str,
    *before: str,
    key: bytes = KEY,
    of: bytes | None = None,
    submission: str = f"'{SENT}'",
    part: bytes | None = PART,
    digest: bytes | None = None,
    role: str = FIELD,
    procedures: str = "land_part",
) -> Attempt:
    named = sha256(part or b"").digest() if digest is None else digest
    given = (
        f"'{device_id_of(of or key)}'", write_bytes(key), submission,
        write_bytes(named), write_bytes(part),
    )  # fmt: skip
    asked = f"select wall.land_part({', '.join(given)})"
    return Attempt(procedures, name, NOBODY, [asked], expects, [*NONE, *before], role)


_APPLIED = add_landed(state="'applied'", submission_id=f"'{ELSEWHERE}'")
_ROOM = "land_part has_landing_room"
#: The room of one phone that nobody knows, and of all of them.
_ALONE, _TOGETHER = 67_108_864, 1_073_741_824
PARTS = [
    _lands("a part", "kept"),
    _lands("the same again", "there", add_part()),
    _lands("the same of another submission", "kept", add_part(submission=ELSEWHERE)),
    _lands("another of the same submission", "kept", add_part(NEXT)),
    _lands("a part of a key that is too short", REFUSED, key=b"k" * 31),
    _lands("a part of another device", REFUSED, of=OTHER),
    _lands("a part of no submission", REFUSED, submission="null"),
    _lands("an empty part", REFUSED, part=b""),
    _lands("a part that is too long", REFUSED, part=b"x" * 262_401),
    _lands("a part of another name", REFUSED, digest=sha256(NEXT).digest()),
    _lands("a part, by the public site", NOT_GRANTED, role="unhidden_public"),
    _lands("more of a phone that nobody knows", "later", add_parts(256),
           procedures=_ROOM),
    _lands("more of a phone that nobody knows, where another is known", "later",
           add_device(OTHER), add_parts(256), procedures=_ROOM),
    _lands("more of a phone that is known", "kept", KNOWN,
           add_parts(256, is_known="true"), procedures=_ROOM),
    _lands("more where others sent much", "kept", add_parts(256, key=OTHER),
           procedures=_ROOM),
    _lands("more where it was moved on", "kept", add_parts(256, moved_at="now()"),
           procedures=_ROOM),
    _lands("more where it was applied", "kept", add_parts(256), _APPLIED,
           procedures=_ROOM),
    _lands("more where another was applied", "later", add_parts(256),
           add_landed(state="'applied'"), procedures=_ROOM),
    _lands("more where it waits", "later", add_parts(256),
           add_landed(submission_id=f"'{ELSEWHERE}'"), procedures=_ROOM),
    _lands("many small ones", "later", add_parts(16_384, size=1), procedures=_ROOM),
    _lands("more than a known phone may", "later", KNOWN,
           add_parts(1, size=4_294_967_295 // 2, is_known="true"),
           add_parts(1, size=4_294_967_295 // 2, is_known="true", submission=SENT),
           procedures=_ROOM),
    _lands("more than all unknown ones may", "later",
           add_parts(1, size=1_073_741_824, key=OTHER), procedures=_ROOM),
    _lands("as much, where another submission was applied", "later",
           add_parts(1, size=1_073_741_824, key=OTHER),
           add_landed(state="'applied'"), procedures=_ROOM),
    _lands("as much that waits", "later",
           add_parts(1, size=1_073_741_824, key=OTHER),
           add_landed(submission_id=f"'{ELSEWHERE}'"), procedures=_ROOM),
    _lands("as much of known ones", "kept",
           add_parts(1, size=1_073_741_824, key=OTHER, is_known="true"),
           procedures=_ROOM),
    _lands("as much that was moved on", "kept",
           add_parts(1, size=1_073_741_824, key=OTHER, moved_at="now()"),
           procedures=_ROOM),
    _lands("as much that was applied", "kept",
           add_parts(1, size=1_073_741_824, key=OTHER), _APPLIED, procedures=_ROOM),
    _lands("what just fits, beside what counts for nobody's room", "kept",
           add_parts(1, size=_ALONE - len(PART)),
           add_parts(1, size=_TOGETHER - _ALONE, key=OTHER, submission=UUID(int=73)),
           add_landed(submission_id=f"'{UUID(int=74)}'",
                      device_id=f"'{device_id_of(OTHER)}'"),
           add_landed(submission_id=f"'{UUID(int=75)}'", is_known="false",
                      state="'applied'"),
           procedures=_ROOM),
]  # fmt: skip


def _header(**said: Any) -> bytes:
    whole: dict[str, Any] = {
        "v": 1,
        "kind": "account",
        "submission": str(SENT),
        "device": str(device_id_of(KEY)),
        "parts": [],
        "photos": [],
        **said,
    }
    return json.dumps(whole).encode()


def _named(*contents: bytes, now: object = True) -> list[dict[str, object]]:
    return [{"sha256": hash_hex(each), "now": now} for each in contents]


def _photo(
    copy: bytes | None = None, original: bytes | None = None
) -> dict[str, object]:
    return {
        half: content and {"parts": [hash_hex(content)]}
        for half, content in (("copy", copy), ("original", original))
    }


def _commits(  # each is one thing that decides
    name: str,
    expects: str,
    *before: str,
    key: bytes = KEY,
    signature: bytes = b"s" * 64,
    header: bytes | None = None,
    inline: Sequence[bytes] = (),
    role: str = FIELD,
    says: str = "->> 'is'",
    then: str = "",
    **said: Any,
) -> Attempt:
    whole = _header(**said) if header is None else header
    parts = ", ".join(map(write_bytes, inline))
    named = ", ".join(map(write_bytes, (key, whole, signature)))
    asked = f"select wall.commit_landing({named}, array[{parts}]::bytea[]) {says}"
    steps = [asked, "reset role", then] if then else [asked]
    procedures = "commit_landing named_parts landed_facts"
    return Attempt(procedures, name, NOBODY, steps, expects, [*NONE, *before], role)


_IN = "->> 'in'"
_TOLD = """select count(*) from audit_event
 where name = 'field.submission_landed' and at > now() - interval '1 hour'"""
_COUNT = "select count(*) from field_submission"
_LARGE = b'{"parts":[],"photos":[]}' + b" " * 300_000
COMMITS = [
    _commits("a header", "received"),
    _commits("a header that came before", "received", add_landed(_header())),
    _commits("a header, which the record tells of", "1", then=_TOLD),
    _commits("one that came before, where there is no room", "received",
             add_parts(256), add_landed(_header())),
    _commits("another header of the same submission", "2", add_landed(), then=_COUNT),
    _commits("a header that came for another submission", "2",
             add_landed(_header(), submission_id=f"'{ELSEWHERE}'"),
             then=_COUNT),
    _commits("a header of a key that is too short", REFUSED, key=b"k" * 31,
             device=str(device_id_of(b"k" * 31))),
    _commits("a header of another device", REFUSED, key=OTHER),
    _commits("a header with half a signature", REFUSED, signature=b"s" * 63),
    _commits("a header that is too long", REFUSED, form="x" * 131_072),
    _commits("a header of another version", REFUSED, v=2),
    _commits("a header of no submission", REFUSED, submission=None),
    _commits("a header without a list of parts", REFUSED, parts={}),
    _commits("a header without a list of photos", REFUSED, photos={}),
    _commits("a header with a name that is too short", REFUSED,
             parts=[{"sha256": "ab", "now": False}]),
    _commits("a header that says of no part when", REFUSED,
             parts=[{"sha256": hash_hex(PART)}]),
    _commits("parts that are too long", REFUSED, inline=[b"x" * 65_537],
             parts=_named(b"x" * 65_537)),
    _commits("a part that is not named", REFUSED, inline=[PART]),
    _commits("a part that came along", f'["{hash_hex(PART)}"]', inline=[PART],
             parts=_named(PART), says=_IN),
    _commits("a part that came before", f'["{hash_hex(PART)}"]', add_part(),
             parts=_named(PART), says=_IN),
    _commits("a part that came for another submission", "missing",
             add_part(submission=ELSEWHERE), parts=_named(PART)),
    _commits("a part that is missing", "missing", parts=_named(PART)),
    _commits("a part that may come later", "[]", parts=_named(PART, now=False),
             says=_IN),
    _commits("a part that may come later, and came for another submission", "[]",
             add_part(submission=ELSEWHERE), parts=_named(PART, now=False), says=_IN),
    _commits("a part that was to come later, and is there", f'["{hash_hex(PART)}"]',
             add_part(), parts=_named(PART, now=False), says=_IN),
    _commits("the copy of a photo that is missing", "missing",
             photos=[_photo(copy=PART)]),
    _commits("the copy of a photo that came along", f'["{hash_hex(PART)}"]',
             inline=[PART], photos=[_photo(copy=PART)], says=_IN),
    _commits("the original of a photo that may come later", "[]",
             photos=[_photo(original=PART)], says=_IN),
    _commits("the original of a photo that is there", f'["{hash_hex(PART)}"]',
             add_part(), photos=[_photo(original=PART)], says=_IN),
    _commits("a part that is there, and not named", "[]", add_part(), says=_IN),
    _commits("what there is no room for", "later", add_parts(256)),
    _commits("the same where another phone is known", "later", add_parts(256),
             add_device(OTHER)),
    _commits("a header where others sent much", "received", add_parts(256, key=OTHER)),
    _commits("an alarm all the same", "received", add_parts(256), kind="alarm"),
    _commits("many headers of a phone that nobody knows", "later",
             add_parts(255), add_landed(_LARGE, submission_id=f"'{ELSEWHERE}'")),
    _commits("the same of what was applied", "received", add_parts(255),
             add_landed(_LARGE, state="'applied'", submission_id=f"'{UUID(int=73)}'")),
    _commits("the same of another phone", "received", add_parts(255),
             add_landed(_LARGE, device_id=f"'{UUID(int=9)}'",
                     submission_id=f"'{ELSEWHERE}'")),
    _commits("a header, by the public site", NOT_GRANTED, role="unhidden_public"),
]  # fmt: skip


def _forgets(name: str, expects: str, *before: str) -> Attempt:
    asked = "select wall.forget_parts(now())"
    return Attempt(
        "forget_parts", name, NOBODY, [asked], expects, [*NONE, *before], WORKER
    )


_OLD = "now() - interval '61 days'"
FORGETTING = [
    _forgets("what never came whole", "1", add_parts(at=_OLD)),
    _forgets("what may still come", "0", add_parts()),
    _forgets("what was committed", "0", add_parts(at=_OLD),
             add_landed(submission_id=f"'{ELSEWHERE}'")),
    _forgets("where another was committed", "1", add_parts(at=_OLD), add_landed()),
]  # fmt: skip
ATTEMPTS = [*PARTS, *COMMITS, *FORGETTING]
