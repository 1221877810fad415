"""The keys of the landing: made in time, and ended when no phone needs them."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

from tests.security.rls.attempts import REFUSED, Attempt
from tests.security.rls.probes.sharing.prepared import NOBODY, row
from tests.security.rls.states import OWN, PERSON

_WORKER = "unhidden_worker"
_PUBLIC = b"p" * 32
_ID = UUID(bytes=sha256(_PUBLIC).digest()[:16])
_DEVICE = UUID(int=61)
_NONE = [
    "delete from field_submission", "delete from field_taking",
    "delete from field_device", "delete from field_landingkey",
    "delete from field_receiptkey",
]  # fmt: skip
_THIS = "date_trunc('week', now() at time zone 'Europe/London')::date"
_FAR = f"({_THIS} + 21)"


def _adds(  # each is one thing that decides
    name: str,
    expects: str,
    *before: str,
    public: bytes = _PUBLIC,
    closed: int = 72,
    key_id: UUID | None = None,
    week: str = _FAR,
) -> Attempt:
    named = key_id or UUID(bytes=sha256(public).digest()[:16])
    asked = (
        f"select wall.add_landing_key('{named}', '\\x{public.hex()}',"
        f" '\\x{'00' * closed}', {week}, now())"
    )
    return Attempt(
        "add_landing_key", name, NOBODY, [asked], expects, [*_NONE, *before], _WORKER
    )


def _key(week: str = _THIS, **given: str) -> str:
    whole = {
        "id": f"'{_ID}'",
        "public_key": "'x'",
        "closed": "'c'",
        "from_on": week,
        "until_on": f"{week} + 6",
        "made_at": "now()",
    }
    return row("field_landingkey", **{**whole, **given})


def _other(week: str = _THIS, **given: str) -> str:
    """A key that is there before another is added."""
    return _key(week, id="gen_random_uuid()", **given)


_GONE = {"closed": "null", "gone_at": "now()"}
ADDING = [
    _adds("a key of a week to come", "True"),
    _adds("a key whose public half is too short", REFUSED, public=b"p" * 31),
    _adds("a key that is not closed", REFUSED, closed=32),
    _adds("a key under another id", REFUSED, key_id=UUID(int=1)),
    _adds("a key from the middle of a week", REFUSED, week=f"({_THIS} + 22)"),
    _adds("the first key, at once", "True", week=_THIS),
    _adds("a second one, at once", "False", _other(f"({_THIS} - 7)", until_on=_FAR),
          week=_THIS),
    _adds("one at once, where another is over", "True",
          _other(f"({_THIS} - 14)"), week=_THIS),
    _adds("one at once, where another was taken away", "True",
          _other(f"({_THIS} - 7)", until_on=_FAR, **_GONE), week=_THIS),
    _adds("another of the same week", "False",
          _other(_FAR)),
    _adds("one in time beside one that is used", "True", _other()),
]  # fmt: skip


def _ends(name: str, expects: str, *before: str, later: str | None = None) -> Attempt:
    asked = "select wall.end_landing_keys(now())"
    prepared = [*_NONE, _other() if later is None else later, *before]
    return Attempt(
        "end_landing_keys", name, NOBODY, [asked], expects, prepared, _WORKER
    )


def _took(**given: str) -> str:
    whole = {
        "id": "gen_random_uuid()",
        "device_id": f"'{_DEVICE}'",
        "shift_id": "gen_random_uuid()",
        '"on"': "current_date",
        "planned_ids": "'{}'",
        "landing_key_id": f"'{_ID}'",
        "readable_until": "now()",
        "taken_at": "now()",
    }
    return row("field_taking", **{**whole, **given})


def _device(**given: str) -> str:
    whole = {
        "id": f"'{_DEVICE}'",
        "public_key": "'k'",
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


def _waits(key: UUID = _ID, state: str = "waits") -> str:
    header = f'{{"landing_key":"{key}"}}'.encode()
    return row(
        "field_submission",
        id="gen_random_uuid()",
        submission_id="gen_random_uuid()",
        digest="'d'",
        device_id=f"'{_DEVICE}'",
        device_key="'k'",
        kind="'account'",
        header=f"'\\x{header.hex()}'",
        signature="'s'",
        is_known="true",
        landed_at="now()",
        state=f"'{state}'",
        reason="''",
        tries="0",
    )


_OVER, _LONG = f"({_THIS} - 105)", f"({_THIS} - 770)"
_EMPTY = {"empty_since": "now()"}
ENDING = [
    _ends("one of months ago", "1", _key(_OVER)),
    _ends("one after which none has begun", "0", _key(_OVER), later=_other(_FAR)),
    _ends("one after which another was taken away", "0", _key(_OVER),
          later=_other(**_GONE)),
    _ends("one of some weeks ago", "0", _key(f"({_THIS} - 70)")),
    _ends("one that was taken away", "0", _key(_OVER, **_GONE)),
    _ends("one that a phone took", "0", _key(_OVER), _took(), _device()),
    _ends("one that a phone took that is empty since", "1", _key(_OVER), _took(),
          _device(**_EMPTY)),
    _ends("the same beside a phone that is not, and took none", "1", _key(_OVER),
          _took(), _device(**_EMPTY), _device(id="gen_random_uuid()")),
    _ends("one that a phone took that was empty before", "0", _key(_OVER), _took(),
          _device(empty_since="'2020-01-01'")),
    _ends("one that a phone took that was handed back", "1", _key(_OVER), _took(),
          _device(ended_at="now()")),
    _ends("one that a phone took that is lost", "0", _key(_OVER), _took(),
          _device(lost_at="now()", **_EMPTY)),
    _ends("where a phone took another", "1", _key(_OVER),
          _took(landing_key_id="gen_random_uuid()"), _device()),
    _ends("one to which is sealed what waits", "0", _key(_OVER), _waits()),
    _ends("one to which was sealed what is applied", "1", _key(_OVER),
          _waits(state="applied")),
    _ends("where to another is sealed what waits", "1", _key(_OVER),
          _waits(UUID(int=5))),
    _ends("one of two years ago, whatever waits", "1", _key(_LONG), _waits(), _took(),
          _device()),
]  # fmt: skip


def _notes(name: str, expects: str, key: bytes) -> Attempt:
    steps = [
        f"select wall.note_receipt_key('\\x{key.hex()}', now())", "reset role",
        "select count(*) from field_receiptkey",
    ]  # fmt: skip
    return Attempt("note_receipt_key", name, NOBODY, steps, expects, _NONE, _WORKER)


ATTEMPTS = [
    *ADDING,
    *ENDING,
    _notes("a key of receipts", "1", b"r" * 32),
    _notes("half a key of receipts", REFUSED, b"r" * 16),
]
