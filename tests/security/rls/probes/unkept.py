"""What phones sent for registers and waits: when it comes again, and who is told."""

from __future__ import annotations

import json

from tests.security.rls.attempts import Attempt
from tests.security.rls.probes.field.prepared import (
    NEXT,
    WORKER,
    add_device,
    add_landed,
    add_part,
    hash_hex,
)
from tests.security.rls.probes.field.prepared import OTHER as OTHER_KEY
from tests.security.rls.probes.safety import (
    EMPTY,
    LANDED,
    PHONE,
    REGISTER,
    ROW,
    SECOND,
    WHOLE,
    keeper,
    lands_as,
    register,
)
from tests.security.rls.probes.sharing.prepared import LOOK, MANAGER, NOBODY
from tests.security.rls.states import COLLEAGUE, OTHER, PERSON

_NAMED = json.dumps({"parts": [], "about": str(REGISTER)}).encode()


def _of_register(header: bytes = _NAMED, /, **given: str) -> str:
    whole = {"id": f"'{ROW}'", "kind": "'register'", "state": "'waits'",
             "reason": "'about_unknown'", "author_id": f"'{PERSON}'"}  # fmt: skip
    return add_landed(header, **{**whole, **given})


def _comes(name: str, expects: str, *before: str) -> Attempt:
    asked = ["select count(*) from wall.begin_landed(now())"]
    procedures = "begin_landed may_keep_entries register_named"
    return Attempt(procedures, name, NOBODY, asked, expects, [*EMPTY, *before], WORKER)


_LATER, _BEFORE = "now() + interval '1 hour'", "now() - interval '1 hour'"
_SEALED, _FAULT = "'sealed_elsewhere'", "'fault'"
COMING_AGAIN = [
    _comes("an entry whose writer keeps its register now", "1", PHONE, register(),
           keeper(), _of_register()),
    _comes("an entry whose writer kept its register", "1", PHONE, register(),
           keeper(ended_at="now()"), _of_register()),
    _comes("an entry whose writer keeps another register", "0", PHONE, register(),
           register(SECOND), keeper(register=SECOND), _of_register()),
    _comes("an entry whose register others keep", "0", PHONE, register(),
           keeper(COLLEAGUE), _of_register()),
    _comes("an entry of a phone beside that of who keeps its register", "0",
           add_device(person_id=f"'{COLLEAGUE}'"),
           add_device(OTHER_KEY, person_id=f"'{PERSON}'"), register(), keeper(),
           _of_register()),
    _comes("an entry of who keeps its register, that waits for a signature", "0",
           PHONE, register(), keeper(), _of_register(reason="'signature'")),
    _comes("an account of who keeps a register that it names", "0", PHONE,
           register(), keeper(), _of_register(kind="'account'")),
    _comes("an entry that was kept", "0", PHONE, register(), keeper(),
           _of_register(state="'applied'")),
    _comes("an entry that was kept, after it waited", "0", PHONE, register(),
           keeper(), _of_register(state="'applied'", reason=_SEALED,
                                  next_try_at=_BEFORE)),
    _comes("an entry for other keys, whose hour came", "1", PHONE,
           _of_register(reason=_SEALED, next_try_at=_BEFORE)),
    _comes("an entry for other keys, whose hour comes later", "0", PHONE,
           _of_register(reason=_SEALED, next_try_at=_LATER)),
    _comes("an entry for other keys, without an hour", "0", PHONE,
           _of_register(reason=_SEALED)),
    _comes("an entry that the program failed on, whose hour came", "1", PHONE,
           _of_register(reason=_FAULT, next_try_at=_BEFORE)),
    _comes("an account that the program failed on, whose hour came", "0", PHONE,
           _of_register(kind="'account'", reason=_FAULT, next_try_at=_BEFORE)),
    _comes("an entry without a signature, whose hour came", "0", PHONE,
           _of_register(reason="'signature'", next_try_at=_BEFORE)),
    lands_as("an entry for other keys, for an hour at least", "True", *WHOLE,
           part=hash_hex(NEXT),
           then="select next_try_at >= now() + interval '59 minutes'"
           " from field_submission"),
    lands_as("an entry for other keys that waited for long, for as long again", "True",
           *WHOLE[:4], add_landed(id=f"'{ROW}'", kind="'register'",
                                   author_id=f"'{PERSON}'",
                                   landed_at="now() - interval '9 days'"),
           part=hash_hex(NEXT),
           then="select next_try_at >= now() + interval '8 days'"
           " from field_submission"),
    lands_as("an entry of who does not keep it, for no hour", "None", PHONE,
           register(), keeper(COLLEAGUE), add_part(), LANDED,
           then="select next_try_at from field_submission"),
]  # fmt: skip

_WAITS = (
    "select coalesce(string_agg(concat_ws(' ', register_id, reason, entries), ';'"
    " order by reason), 'none') from wall.entries_that_wait()"
)
_UNNAMED = _of_register(b'{"parts":[]}')
_TOLD_WAITING = f"{REGISTER} about_unknown 1"


def _waiting(
    name: str,
    expects: str,
    *before: str,
    who: tuple[str, str] = MANAGER,
    asked: str = _WAITS,
    then: str = "",
) -> Attempt:
    procedures = "entries_that_wait try_entries_again unkept_submissions register_named"
    steps = [asked, *([LOOK, then] if then else [])]
    return Attempt(procedures, name, who, steps, expects, [*EMPTY, *before])


_MINE = [register(), keeper()]
_NOT_MINE = [register(), keeper(COLLEAGUE), register(SECOND), keeper(register=SECOND)]
_AGAIN = f"select wall.try_entries_again('{REGISTER}', now())"
_NAMELESS = "select wall.try_entries_again(null, now())"
_STATE = (
    "select concat_ws(' ', state, reason, tries, next_try_at <= now())"
    " from field_submission"
)
UNKEPT = [
    _waiting("what waits of a register that one keeps", _TOLD_WAITING, *_MINE,
             _of_register()),
    _waiting("what waits of it, from a phone that nobody knows", _TOLD_WAITING, *_MINE,
             _of_register()),
    _waiting("what waits of it, at another task", "none", *_MINE, _of_register(),
             who=("safeguarding_lead", "operation_delivery")),
    _waiting("what was kept", "none", *_MINE, _of_register(state="'applied'")),
    _waiting("an account that names it", "none", *_MINE,
             _of_register(kind="'account'")),
    _waiting("what waits of a colleague's register", "none", PHONE, *_NOT_MINE,
             _of_register()),
    _waiting("what waits of another organisation's register", "none",
             register(organisation_id=f"'{OTHER}'"), keeper(), register(SECOND),
             keeper(register=SECOND), _of_register()),
    _waiting("what names no register, of a phone of one's own organisation",
             "about_unknown 1", PHONE, *_MINE, _UNNAMED),
    _waiting("what names another organisation's register, of one's own phone",
             "about_unknown 1", PHONE, register(organisation_id=f"'{OTHER}'"),
             keeper(), register(SECOND), keeper(register=SECOND), _of_register()),
    _waiting("what names no register, for who keeps none", "none", PHONE, _UNNAMED),
    _waiting("what names no register, of nobody's phone", "none", *_MINE, _UNNAMED),
    _waiting("what names no register, of another's phone", "none",
             add_device(organisation_id=f"'{OTHER}'"), *_MINE, _UNNAMED),
    _waiting("what names no register, of nobody's phone beside one's own", "none",
             add_device(OTHER_KEY), *_MINE, _UNNAMED),
    _waiting("to have it tried again", "landed  0 t", *_MINE,
             _of_register(tries="7", next_try_at=_LATER), asked=_AGAIN, then=_STATE),
    _waiting("to have it tried again at an hour to come", "True", *_MINE,
             _of_register(),
             asked=f"select wall.try_entries_again('{REGISTER}', {_LATER})",
             then="select next_try_at <= clock_timestamp() from field_submission"),
    _waiting("to have what names none tried again", "1", PHONE, *_MINE, _UNNAMED,
             asked=_NAMELESS),
    _waiting("to have what names none tried again, of what names one", "0", PHONE,
             *_MINE, _of_register(), asked=_NAMELESS),
    _waiting("to have it tried again, of what names none", "0", PHONE, *_MINE,
             _UNNAMED, asked=_AGAIN),
    _waiting("to have a colleague's tried again", "0", PHONE, *_NOT_MINE,
             _of_register(), asked=_AGAIN),
    _waiting("to have what was kept tried again", "0", *_MINE,
             _of_register(state="'applied'"), asked=_AGAIN),
]  # fmt: skip
ATTEMPTS = [*COMING_AGAIN, *UNKEPT]
