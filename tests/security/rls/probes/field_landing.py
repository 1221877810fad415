"""What phones send: taken from anybody, whole, and under its own names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from tests.security.rls.attempts import DONE, NOT_GRANTED, REFUSED, Attempt
from tests.security.rls.probes.sharing.prepared import NOBODY, row
from tests.security.rls.states import OWN, PERSON
from unhidden.vault.device_keys import device_id_of

_FIELD, _WORKER = "unhidden_field", "unhidden_worker"
_KEY, _OTHER = b"k" * 32, b"o" * 32
_SENT, _ELSEWHERE = UUID(int=71), UUID(int=72)
_PART, _NEXT = b"a part", b"another part"
_NONE = ["delete from field_part", "delete from field_submission",
         "delete from field_taking", "delete from field_device"]  # fmt: skip


def _bytes(content: bytes | None) -> str:
    return "null" if content is None else f"'\\x{content.hex()}'::bytea"


def _hex(content: bytes) -> str:
    return sha256(content).hexdigest()


def _device(key: bytes = _KEY, **given: str) -> str:
    """A phone that is in our books."""
    whole = {
        "id": f"'{device_id_of(key)}'",
        "public_key": _bytes(key),
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


def _held(  # each is one thing that decides
    count: int = 1,
    *,
    key: bytes = _KEY,
    size: int = 262_400,
    is_known: str = "false",
    moved_at: str = "null",
    at: str = "now()",
    submission: UUID = _ELSEWHERE,
) -> str:
    """So many parts that came before."""
    return (
        "insert into field_part (id, submission_id, digest, sealed, bytes, device_id,"
        f" is_known, landed_at, moved_at) select gen_random_uuid(), '{submission}',"
        f" sha256(n::text::bytea), 'x', {size}, '{device_id_of(key)}', {is_known},"
        f" {at}, {moved_at} from generate_series(1, {count}) n"
    )


def _kept(content: bytes = _PART, submission: UUID = _SENT) -> str:
    return row(
        "field_part",
        id="gen_random_uuid()",
        submission_id=f"'{submission}'",
        digest=_bytes(sha256(content).digest()),
        sealed="'x'",
        bytes="1",
        device_id=f"'{device_id_of(_KEY)}'",
        is_known="true",
        landed_at="now()",
    )


def _landed(header: bytes = b'{"parts":[]}', **given: str) -> str:
    """A submission that came before."""
    whole = {
        "id": "gen_random_uuid()",
        "submission_id": f"'{_SENT}'",
        "digest": _bytes(sha256(header).digest()),
        "device_id": f"'{device_id_of(_KEY)}'",
        "device_key": _bytes(_KEY),
        "kind": "'account'",
        "header": _bytes(header),
        "signature": "'s'",
        "is_known": "true",
        "landed_at": "now()",
        "state": "'landed'",
        "reason": "''",
        "tries": "0",
    }
    return row("field_submission", **{**whole, **given})


def _lands(  # each is one thing that decides
    name: str,
    expects: str,
    *before: str,
    key: bytes = _KEY,
    of: bytes | None = None,
    submission: str = f"'{_SENT}'",
    part: bytes | None = _PART,
    digest: bytes | None = None,
    role: str = _FIELD,
    procedures: str = "land_part",
) -> Attempt:
    named = sha256(part or b"").digest() if digest is None else digest
    given = (
        f"'{device_id_of(of or key)}'", _bytes(key), submission, _bytes(named),
        _bytes(part),
    )  # fmt: skip
    asked = f"select wall.land_part({', '.join(given)})"
    return Attempt(procedures, name, NOBODY, [asked], expects, [*_NONE, *before], role)


_KNOWN = _device()
_APPLIED = _landed(state="'applied'", submission_id=f"'{_ELSEWHERE}'")
_ROOM = "land_part has_landing_room"
PARTS = [
    _lands("a part", "kept"),
    _lands("the same again", "there", _kept()),
    _lands("the same of another submission", "kept", _kept(submission=_ELSEWHERE)),
    _lands("another of the same submission", "kept", _kept(_NEXT)),
    _lands("a part of a key that is too short", REFUSED, key=b"k" * 31),
    _lands("a part of another device", REFUSED, of=_OTHER),
    _lands("a part of no submission", REFUSED, submission="null"),
    _lands("an empty part", REFUSED, part=b""),
    _lands("a part that is too long", REFUSED, part=b"x" * 262_401),
    _lands("a part of another name", REFUSED, digest=sha256(_NEXT).digest()),
    _lands("a part, by the public site", NOT_GRANTED, role="unhidden_public"),
    _lands("more of a phone that nobody knows", "later", _held(256), procedures=_ROOM),
    _lands("more of a phone that is known", "kept", _KNOWN,
           _held(256, is_known="true"), procedures=_ROOM),
    _lands("more where others sent much", "kept", _held(256, key=_OTHER),
           procedures=_ROOM),
    _lands("more where it was moved on", "kept", _held(256, moved_at="now()"),
           procedures=_ROOM),
    _lands("more where it was applied", "kept", _held(256), _APPLIED,
           procedures=_ROOM),
    _lands("more where another was applied", "later", _held(256),
           _landed(state="'applied'"), procedures=_ROOM),
    _lands("more where it waits", "later", _held(256),
           _landed(submission_id=f"'{_ELSEWHERE}'"), procedures=_ROOM),
    _lands("many small ones", "later", _held(16_384, size=1), procedures=_ROOM),
    _lands("more than a known phone may", "later", _KNOWN,
           _held(1, size=4_294_967_295 // 2, is_known="true"),
           _held(1, size=4_294_967_295 // 2, is_known="true", submission=_SENT),
           procedures=_ROOM),
    _lands("more than all unknown ones may", "later",
           _held(1, size=1_073_741_824, key=_OTHER), procedures=_ROOM),
    _lands("as much of known ones", "kept",
           _held(1, size=1_073_741_824, key=_OTHER, is_known="true"),
           procedures=_ROOM),
    _lands("as much that was moved on", "kept",
           _held(1, size=1_073_741_824, key=_OTHER, moved_at="now()"),
           procedures=_ROOM),
    _lands("as much that was applied", "kept",
           _held(1, size=1_073_741_824, key=_OTHER), _APPLIED, procedures=_ROOM),
]  # fmt: skip


def _header(**said: Any) -> bytes:
    whole: dict[str, Any] = {
        "v": 1,
        "kind": "account",
        "submission": str(_SENT),
        "device": str(device_id_of(_KEY)),
        "parts": [],
        **said,
    }
    return json.dumps(whole).encode()


def _named(*contents: bytes, now: object = True) -> list[dict[str, object]]:
    return [{"sha256": _hex(each), "now": now} for each in contents]


def _commits(  # each is one thing that decides
    name: str,
    expects: str,
    *before: str,
    key: bytes = _KEY,
    signature: bytes = b"s" * 64,
    header: bytes | None = None,
    inline: Sequence[bytes] = (),
    role: str = _FIELD,
    says: str = "->> 'is'",
    **said: Any,
) -> Attempt:
    whole = _header(**said) if header is None else header
    parts = ", ".join(map(_bytes, inline))
    given = (
        f"{_bytes(key)}, {_bytes(whole)}, {_bytes(signature)}, array[{parts}]::bytea[]"
    )
    asked = f"select wall.commit_landing({given}) {says}"
    procedures = "commit_landing named_parts landed_facts"
    return Attempt(procedures, name, NOBODY, [asked], expects, [*_NONE, *before], role)


_IN = "->> 'in'"
_LARGE = b'{"parts":[]}' + b" " * 300_000
COMMITS = [
    _commits("a header", "received"),
    _commits("a header that came before", "received", _landed(_header())),
    _commits("another header of the same submission", "received", _landed()),
    _commits("a header that came for another submission", "received",
             _landed(_header(), submission_id=f"'{_ELSEWHERE}'")),
    _commits("a header of a key that is too short", REFUSED, key=b"k" * 31,
             device=str(device_id_of(b"k" * 31))),
    _commits("a header of another device", REFUSED, key=_OTHER),
    _commits("a header with half a signature", REFUSED, signature=b"s" * 63),
    _commits("a header that is too long", REFUSED, form="x" * 32_768),
    _commits("a header of another version", REFUSED, v=2),
    _commits("a header of no submission", REFUSED, submission=None),
    _commits("a header without a list of parts", REFUSED, parts={}),
    _commits("a header with a name that is too short", REFUSED,
             parts=[{"sha256": "ab", "now": False}]),
    _commits("a header that says of no part when", REFUSED,
             parts=[{"sha256": _hex(_PART)}]),
    _commits("parts that are too long", REFUSED, inline=[b"x" * 65_537],
             parts=_named(b"x" * 65_537)),
    _commits("a part that is not named", REFUSED, inline=[_PART]),
    _commits("a part that came along", f'["{_hex(_PART)}"]', inline=[_PART],
             parts=_named(_PART), says=_IN),
    _commits("a part that came before", f'["{_hex(_PART)}"]', _kept(),
             parts=_named(_PART), says=_IN),
    _commits("a part that came for another submission", "missing",
             _kept(submission=_ELSEWHERE), parts=_named(_PART)),
    _commits("a part that is missing", "missing", parts=_named(_PART)),
    _commits("a part that may come later", "[]", parts=_named(_PART, now=False),
             says=_IN),
    _commits("a part that was to come later, and is there", f'["{_hex(_PART)}"]',
             _kept(), parts=_named(_PART, now=False), says=_IN),
    _commits("a part that is there, and not named", "[]", _kept(), says=_IN),
    _commits("what there is no room for", "later", _held(256)),
    _commits("a header where others sent much", "received", _held(256, key=_OTHER)),
    _commits("an alarm all the same", "received", _held(256), kind="alarm"),
    _commits("many headers of a phone that nobody knows", "later",
             _held(255), _landed(_LARGE, submission_id=f"'{_ELSEWHERE}'")),
    _commits("the same of what was applied", "received", _held(255),
             _landed(_LARGE, state="'applied'", submission_id=f"'{UUID(int=73)}'")),
    _commits("the same of another phone", "received", _held(255),
             _landed(_LARGE, device_id=f"'{UUID(int=9)}'",
                     submission_id=f"'{_ELSEWHERE}'")),
    _commits("a header, by the public site", NOT_GRANTED, role="unhidden_public"),
]  # fmt: skip


def _asks(  # each is one thing that decides
    name: str,
    expects: str,
    *before: str,
    key: bytes = _KEY,
    of: bytes | None = None,
    asked: object = None,
    waiting: object = 0,
    shifts: object = (),
    says: str = "-> 'told' -> 0 ->> 'is'",
    then: str = "",
) -> Attempt:
    digest = _hex(b'{"parts":[]}')
    usual = [{"submission": str(_SENT), "digest": digest}]
    holds = json.dumps({"waiting": waiting, "shifts": shifts})
    given = (
        f"'{device_id_of(of or key)}'", _bytes(key),
        f"'{json.dumps(usual if asked is None else asked)}'", f"'{holds}'",
    )  # fmt: skip
    steps = [f"select wall.ask_receipts({', '.join(given)}) {says}"]
    if then:
        steps += ["reset role", then]
    return Attempt(
        "ask_receipts", name, NOBODY, steps, expects, [*_NONE, *before], _FIELD
    )


_SHIFT, _GONE_SHIFT = UUID(int=81), UUID(int=82)


def _taking(at: str = "now() - interval '1 day'", **given: str) -> str:
    whole = {
        "id": "gen_random_uuid()",
        "device_id": f"'{device_id_of(_KEY)}'",
        "shift_id": f"'{_SHIFT}'",
        '"on"': "current_date",
        "planned_ids": "'{}'",
        "landing_key_id": "gen_random_uuid()",
        "readable_until": "now()",
        "taken_at": at,
    }
    return row("field_taking", **{**whole, **given})


_ENTRY = UUID(int=91)


def _received(what: str = "received", about: UUID = _ENTRY) -> str:
    return row(
        "operations_boardentry",
        id="gen_random_uuid()",
        visit_id="gen_random_uuid()",
        number="9000",
        what=f"'{what}'",
        entered_by_id=f"'{PERSON}'",
        entered_at="now()",
        is_by_radio="false",
        about_id=f"'{about}'",
    )


_SEEN = "-> 'told' -> 0 -> 'alarm' ->> 'seen_at' is not null"
_ALARM = {"id": f"'{_ENTRY}'", "kind": "'alarm'"}
_WAITS = "select waiting from field_device"
_HELD = "select count(*) from field_taking where gone_at is null"
QUESTIONS = [
    _asks("what landed", "received", _landed()),
    _asks("what did not", "unknown"),
    _asks("what another phone sent", "unknown",
          _landed(device_id=f"'{device_id_of(_OTHER)}'")),
    _asks("of another submission", "unknown",
          _landed(submission_id=f"'{_ELSEWHERE}'")),
    _asks("of other words", "unknown", _landed(b'{"parts": []}')),
    _asks("by a key that is too short", REFUSED, key=b"k" * 31),
    _asks("as another device", REFUSED, of=_OTHER),
    _asks("no list", REFUSED, asked={}),
    _asks("more than it may", REFUSED,
          asked=[{"submission": str(_SENT), "digest": "00" * 32}] * 201),
    _asks("without shifts", REFUSED, shifts=None),
    _asks("with fewer than none that wait", REFUSED, waiting=-1),
    _asks("an alarm that somebody received", "True", _landed(**_ALARM), _received(),
          says=_SEEN),
    _asks("an alarm that was taken back", "False", _landed(**_ALARM),
          _received("undone"), says=_SEEN),
    _asks("an alarm where another was received", "False", _landed(**_ALARM),
          _received(about=_ELSEWHERE), says=_SEEN),
    _asks("no alarm", "False", _landed(id=f"'{_ENTRY}'"), _received(), says=_SEEN),
    _asks("and says how much waits", "3", _KNOWN, waiting=3, then=_WAITS),
    _asks("and says nothing of another", "0", _device(_OTHER), waiting=3, then=_WAITS),
    _asks("and says that it is empty", "False", _KNOWN,
          then="select empty_since is null from field_device"),
    _asks("and says that it is not", "True", _device(empty_since="now()"), waiting=1,
          then="select empty_since is null from field_device"),
    _asks("and stays empty since then", "True",
          _device(empty_since="'2020-01-01'"),
          then="select empty_since < now() - interval '1 year' from field_device"),
    _asks("and holds no shift any more", "0", _KNOWN, _taking(), then=_HELD),
    _asks("and holds it still", "1", _KNOWN, _taking(), shifts=[str(_SHIFT)],
          then=_HELD),
    _asks("and took one a moment ago", "1", _KNOWN, _taking("now()"), then=_HELD),
    _asks("and leaves that of another", "1", _KNOWN,
          _taking(device_id=f"'{device_id_of(_OTHER)}'"), then=_HELD),
    _asks("and leaves when one was gone", "True", _KNOWN,
          _taking(gone_at="'2020-01-01'"),
          then="select gone_at < now() - interval '1 year' from field_taking"),
]  # fmt: skip


def _forgets(name: str, expects: str, *before: str) -> Attempt:
    asked = "select wall.forget_parts(now())"
    return Attempt(
        "forget_parts", name, NOBODY, [asked], expects, [*_NONE, *before], _WORKER
    )


_OLD = "now() - interval '61 days'"
FORGETTING = [
    _forgets("what never came whole", "1", _held(at=_OLD)),
    _forgets("what may still come", "0", _held()),
    _forgets("what was committed", "0", _held(at=_OLD),
             _landed(submission_id=f"'{_ELSEWHERE}'")),
    _forgets("where another was committed", "1", _held(at=_OLD), _landed()),
]  # fmt: skip
_PLANS = ("planner", "operation_delivery")
_PLAN, _PLANNED_OPERATION = UUID(int=95), UUID(int=96)


def _planned(lead: object = OWN, plan: UUID = _PLAN) -> list[str]:
    return [
        f"update operations_operation set lead_id = '{lead}'",
        f"update operations_plannedvisit set id = '{plan}' where id ="
        " (select p.id from operations_plannedvisit p order by p.id limit 1)",
    ]


def _tries(
    name: str, expects: str, *before: str, who: tuple[str, str] = _PLANS
) -> Attempt:
    asked = f"select wall.try_landed_again('{_ENTRY}', now())"
    prepared = [*_NONE, *before]
    return Attempt(
        "try_landed_again sees_landing", name, who, [asked], expects, prepared
    )


_WAITING = {"id": f"'{_ENTRY}'", "state": "'waits'", "reason": "'device_unknown'"}
_OF_ANOTHER = UUID(int=99)
AGAIN = [
    _tries("what waits of one's own phones", DONE, _KNOWN, _landed(**_WAITING)),
    _tries("what was applied", REFUSED, _KNOWN,
           _landed(id=f"'{_ENTRY}'", state="'applied'")),
    _tries("what is not there", REFUSED, _KNOWN),
    _tries("another one", REFUSED, _KNOWN,
           _landed(**{**_WAITING, "id": f"'{_SENT}'"})),
    _tries("what waits of another organisation's phones", REFUSED,
           _device(organisation_id=f"'{_OF_ANOTHER}'"), _landed(**_WAITING)),
    _tries("what waits of a phone that nobody knows", REFUSED, _landed(**_WAITING)),
    _tries("the same, of another phone than is known", REFUSED, _device(_OTHER),
           _landed(**_WAITING)),
    _tries("the same, at another task", REFUSED, _KNOWN, _landed(**_WAITING),
           who=("safeguarding_lead", "safeguarding_support")),
    _tries("the same, by who knows no plans for safety", REFUSED, _KNOWN,
           _landed(**_WAITING), who=("officer", "operation_delivery")),
    _tries("what names a visit of one's own", DONE, *_planned(),
           _landed(planned_named=f"'{_PLAN}'", **_WAITING)),
    _tries("what names a visit of others", REFUSED, *_planned(_OF_ANOTHER),
           _landed(planned_named=f"'{_PLAN}'", **_WAITING)),
    _tries("what names no visit of ours", REFUSED, *_planned(),
           _landed(planned_named=f"'{_SENT}'", **_WAITING)),
]  # fmt: skip


def _waits(name: str, expects: str, *before: str) -> Attempt:
    asked = "select wall.health() ->> 'unapplied_since' is null"
    prepared = [*_NONE, *before]
    return Attempt(
        "unapplied_since", name, NOBODY, [asked], expects, prepared, "unhidden_health"
    )


WATCHING = [
    _waits("what landed", "False", _landed()),
    _waits("what was applied", "True", _landed(state="'applied'")),
]
ATTEMPTS = [*PARTS, *COMMITS, *QUESTIONS, *FORGETTING, *AGAIN, *WATCHING]
