"""What phones sealed to people: kept with its key for its team, once."""

from __future__ import annotations

import json
from uuid import UUID

from tests.security.rls.attempts import Attempt
from tests.security.rls.probes.accounts import CLEARED, make_plan
from tests.security.rls.probes.field.applying import (
    BESIDE,
    PHOTO,
    ROW,
    SECOND_PHOTO,
    add_applied,
    add_photo,
)
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
_OWN_ID = f"select id = sealed_as from field_innerenvelope where sealed_as = '{ROW}'"
_LIES = row(
    "vault_recordkey",
    id="gen_random_uuid()",
    record_id=f"'{_INNER}'",
    slot="'field_innerenvelope.content_sealed'",
    team_id=f"'{TEAM}'",
    generation_id="11",
    sealed_key="'x'",
)
#: Another team, whose keys came later than those of the first.
_NEWER = (team(ELSE), generation(1, ELSE))
#: Of each team whether a change of its keys would wait.
_WAITED_FOR = "select string_agg((xmax <> '0')::text, ' ' order by id) from vault_team"
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
    _seals("an envelope beside another, under the id that its phone chose", "True",
           add_part(), _THERE, inner=_inner(id=str(ROW)), then=_OWN_ID),
    _seals("an envelope where another key lies", "True", add_part(), _LIES,
           inner=_inner(), then=_ELSEWHERE),
    _seals("an envelope for keys that are still to come", "True", add_part(),
           generation(2), "update vault_team set newest_id = 11", *_NEWER,
           inner=_inner(generation=2), then=_ELSEWHERE),
    _seals("an envelope, for which only its own team's keys stay as they are",
           "true false", add_part(), *_NEWER, inner=_inner(), then=_WAITED_FOR),
    _seals("an envelope for the newest keys, which nobody moves", "None", add_part(),
           inner=_inner(), then=_MOVING),
    _seals("an envelope for the newest keys, where another team has newer ones", "None",
           add_part(), *_NEWER, inner=_inner(), then=_MOVING),
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
    _seals("the pieces of a copy, where others came, and its own elsewhere", "0",
           add_part(NEXT), add_part(submission=ELSEWHERE), photos=_photo(copy=_PIECES),
           then="select count(*) from field_photopiece"),
    _seals("the pieces of a copy that were moved before", "0", add_part(),
           "update field_part set sealed = null, moved_at = now()",
           photos=_photo(copy=_PIECES), then="select count(*) from field_photopiece"),
    _seals("a photo without a copy", "0", add_part(), photos=_photo(),
           then="select count(*) from field_photopiece"),
    _seals("a photo without a copy, as nothing speaks against it", "False",
           photos=_photo(), then=_ELSEWHERE),
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
    _seals("an open copy, of its own photo alone", "1", add_photo(SECOND_PHOTO),
           photos=_copy(), then=_COPIES),
    _seals("an open copy of what was kept as of people", "0",
           add_photo(is_of_people="true"), photos=_copy(), then=_COPIES),
    _seals("an open copy, and its sealed parts no more", "2", add_part(),
           add_part(NEXT), add_part(submission=ELSEWHERE), photos=_copy(), then=_HELD),
    _seals("no open copy, and its sealed parts still", "1", add_part(),
           photos=_photo(shown=_OPENED), then=_HELD),
]  # fmt: skip


def _key(record: UUID, slot: str = "field_a", **said: object) -> dict[str, object]:
    key = {"record": str(record), "slot": slot, "sealed_key": "eA==", **_TO}
    return {**key, **said}


_SLOT_OF_OTHERS = UUID(int=97)
#: Of each of these records one key is not kept, for what one thing says of it.
_MIXED = [
    _key(ROW), _key(BESIDE, generation=7),
    _key(PHOTO), _key(PHOTO, "field_b", generation=7),
    _key(_INNER), _key(_INNER, team=str(ELSE)),
    _key(_SLOT_OF_OTHERS, "reporting_a"),
]  # fmt: skip
_MANY = Attempt(
    "keep_landed_keys",
    "many keys at once, some of them nobody's",
    NOBODY,
    [
        f"select array_to_string(wall.keep_landed_keys('{json.dumps(_MIXED)}', now()),"
        " ' ')"
    ],
    " ".join(map(str, (BESIDE, PHOTO, _INNER, _SLOT_OF_OTHERS))),
    _KEYS,
    "unhidden_guard",
)
ATTEMPTS = [*_ENVELOPES, *_PHOTOS, *_SHOWN_COPIES, _MANY]
