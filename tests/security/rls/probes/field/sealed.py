"""What phones sealed to people: kept with its key for its team, once."""

from __future__ import annotations

import json
from uuid import UUID

from tests.security.rls.attempts import Attempt
from tests.security.rls.probes.accounts import CLEARED, make_plan
from tests.security.rls.probes.field.applying import PHOTO, ROW, add_applied, add_photo
from tests.security.rls.probes.field.prepared import (
    ELSEWHERE,
    NEXT,
    NONE,
    PART,
    WORKER,
    add_part,
    hash_hex,
)
from tests.security.rls.probes.keys import ELSE, TEAM, generation, team
from tests.security.rls.probes.sharing.prepared import LOOK, NOBODY, row

_INNER = UUID(int=96)
_KEYS = [
    "delete from vault_rewrap", "delete from vault_recordkey",
    "delete from vault_generation", "delete from vault_team",
    "delete from field_photopiece", "delete from field_photocopy",
    "delete from field_photo",
    "delete from field_innerenvelope", team(), generation(1),
]  # fmt: skip
_TO = {"team": str(TEAM), "generation": 1, "key": "eA=="}
_TOLD = {"id": str(_INNER), "what": "note", "part": hash_hex(PART), **_TO}
_PIECES = {**_TO, "parts": [hash_hex(PART)]}
_SHOWN = {
    "id": str(PHOTO),
    "sha256": "00",
    "bytes": 1,
    "mime": "",
    "of_people": True,
    "copy": None,
    "original": _PIECES,
}


def _seals(
    name: str, expects: str, *before: str, then: str = "", **facts: object
) -> Attempt:
    told = {"reasons": ["signature"], "inner": [], "photos": [], **facts}
    steps = [f"select wall.keep_landed('{ROW}', '{{}}', '{json.dumps(told)}', now())"]
    prepared = [*CLEARED, *NONE, *_KEYS, make_plan(), add_applied(), *before]
    procedures = (
        "keep_landed keep_inner keep_photos keep_copy keep_landed_keys move_pieces"
        " clear_parts"
    )
    return Attempt(
        procedures, name, NOBODY, [*steps, LOOK, then], expects, prepared, WORKER
    )


def _inner(**said: object) -> list[dict[str, object]]:
    return [{**_TOLD, **said}]


def _photo(**said: object) -> list[dict[str, object]]:
    return [{**_SHOWN, **said}]


_KEPT = "select count(*) from field_innerenvelope"
_WHOLE = "select count(*) from field_photo"
_ELSEWHERE = (
    f"select 'sealed_elsewhere' = any(problems) from visits_account where id = '{ROW}'"
)
_RECORD_KEYS = "select count(*) from vault_recordkey"
_MOVING = "select sum(total) from vault_rewrap"
_THERE = row(
    "field_innerenvelope",
    id=f"'{_INNER}'",
    sealed_as=f"'{_INNER}'",
    account_id=f"'{ROW}'",
    what="'note'",
    team_id=f"'{TEAM}'",
    content_sealed="'first'",
    landed_at="now()",
)
_ENVELOPES = [
    _seals("an envelope", "1", add_part(), inner=_inner(), then=_KEPT),
    _seals("an envelope with its key", "1", add_part(), inner=_inner(),
           then=_RECORD_KEYS),
    _seals("an envelope of its own part", "x", add_part(), add_part(NEXT),
           add_part(submission=ELSEWHERE), inner=_inner(),
           then="select convert_from(content_sealed, 'UTF8') from field_innerenvelope"),
    _seals("an envelope whose part did not come", "True", inner=_inner(),
           then=_ELSEWHERE),
    _seals("an envelope for a team that nobody knows", "True", add_part(),
           inner=_inner(team=str(ELSE)), then=_ELSEWHERE),
    _seals("an envelope for keys that nobody knows", "True", add_part(),
           inner=_inner(generation=7), then=_ELSEWHERE),
    _seals("an envelope for the keys of another team", "True", add_part(), team(ELSE),
           generation(7, ELSE), generation(300), inner=_inner(generation=7),
           then=_ELSEWHERE),
    _seals("an envelope that is there", "False", add_part(), _THERE, inner=_inner(),
           then=_ELSEWHERE),
    _seals("an envelope whose id another account's has", "2", add_part(),
           _THERE.replace(str(ROW), str(ELSEWHERE)), inner=_inner(), then=_KEPT),
    _seals("an envelope whose id another account's has, as the phone sealed it", "1",
           add_part(), _THERE.replace(str(ROW), str(ELSEWHERE)), inner=_inner(),
           then="select count(distinct sealed_as) from field_innerenvelope"),
    _seals("an envelope beside another", "2", add_part(), _THERE,
           inner=_inner(id=str(ROW)), then=_KEPT),
    _seals("an envelope for the newest keys, which nobody moves", "None", add_part(),
           inner=_inner(), then=_MOVING),
    _seals("an envelope for older keys, which are moved", "1", add_part(),
           generation(2), inner=_inner(), then=_MOVING),
]  # fmt: skip
_PHOTOS = [
    _seals("a photo", "1", photos=_photo(), then=_WHOLE),
    _seals("a photo for a team that nobody knows", "0",
           photos=_photo(original={**_PIECES, "team": str(ELSE)}), then=_WHOLE),
    _seals("a photo for nobody", "True", photos=_photo(original=None),
           then=_ELSEWHERE),
    _seals("a photo that came twice", "1", photos=[_SHOWN, _SHOWN], then=_WHOLE),
    _seals("two photos", "2", photos=[_SHOWN, {**_SHOWN, "id": str(ROW)}],
           then=_WHOLE),
    _seals("a photo with its copy", "2", add_part(), photos=_photo(copy=_PIECES),
           then=_RECORD_KEYS),
    _seals("the pieces of a copy, and no others", "1", add_part(), add_part(NEXT),
           add_part(submission=ELSEWHERE), photos=_photo(copy=_PIECES),
           then="select count(*) from field_photopiece"),
    _seals("a photo without a copy", "0", add_part(), photos=_photo(),
           then="select count(*) from field_photopiece"),
    _seals("a photo whose copy nobody opens", "0", add_part(),
           photos=_photo(copy={**_PIECES, "team": str(ELSE)}),
           then="select sum(copy_pieces) from field_photo"),
    _seals("a photo whose copy nobody opens, told of", "True", add_part(),
           photos=_photo(copy={**_PIECES, "team": str(ELSE)}), then=_ELSEWHERE),
]  # fmt: skip
_OPENED = {"type": "", "content": "eA==", "parts": [hash_hex(PART)]}
_COPIES = "select count(*) from field_photocopy"
_HELD = "select count(*) from field_part where sealed is not null"


def _copy(**said: object) -> list[dict[str, object]]:
    return _photo(of_people=False, shown=_OPENED, **said)


_SHOWN_COPIES = [
    _seals("an open copy of nobody", "1", photos=_copy(), then=_COPIES),
    _seals("an open copy of people", "0", photos=_photo(shown=_OPENED), then=_COPIES),
    _seals("a photo of nobody without its copy", "0", photos=_photo(of_people=False),
           then=_COPIES),
    _seals("an open copy whose photo another account has", "0",
           add_photo(account_id=f"'{ELSEWHERE}'"), photos=_copy(), then=_COPIES),
    _seals("an open copy that could not be opened before", "1", add_photo(),
           photos=_copy(), then=_COPIES),
    _seals("an open copy of what was kept as of people", "0",
           add_photo(is_of_people="true"), photos=_copy(), then=_COPIES),
    _seals("an open copy, and its sealed parts no more", "2", add_part(),
           add_part(NEXT), add_part(submission=ELSEWHERE), photos=_copy(), then=_HELD),
    _seals("no open copy, and its sealed parts still", "1", add_part(),
           photos=_photo(shown=_OPENED), then=_HELD),
]  # fmt: skip
ATTEMPTS = [*_ENVELOPES, *_PHOTOS, *_SHOWN_COPIES]
