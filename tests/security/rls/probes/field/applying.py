"""What phones sent becomes accounts: in its turn, whole, and by what the books say."""

from __future__ import annotations

import json
from uuid import UUID

from tests.security.rls.attempts import NOT_GRANTED, REFUSED, Attempt
from tests.security.rls.probes.accounts import (
    CLEARED,
    PLAN,
    SECOND,
    make_account,
    make_plan,
)
from tests.security.rls.probes.field.prepared import (
    ELSEWHERE,
    NEXT,
    NONE,
    OTHER,
    PART,
    WORKER,
    add_device,
    add_landed,
    add_part,
    hash_hex,
)
from tests.security.rls.probes.sharing.prepared import LOOK, NOBODY, row
from tests.security.rls.states import COLLEAGUE, OWN, PERSON

ROW, BESIDE, KEY_ID = (UUID(int=each) for each in (91, 92, 93))
_HEADER = json.dumps(
    {"outer": hash_hex(PART), "landing_key": str(KEY_ID), "parts": [], "photos": []}
).encode()
_READY = [*CLEARED, *NONE]
#: Another submission, which nothing may be done to.
_ANOTHER = add_landed(b'{"parts":[] }', submission_id=f"'{BESIDE}'")
_DECIDED = {"decided_at": "now()", "decided_why": "'why'"}


def add_applied(header: bytes = _HEADER, /, **given: str) -> str:
    """A submission that is to be applied."""
    whole = {"id": f"'{ROW}'", "author_id": f"'{PERSON}'", "planned_named": PLAN}
    return add_landed(header, **{**whole, **given})


def _waits(reason: str, **given: str) -> str:
    return add_applied(state="'waits'", reason=f"'{reason}'", **given)


def _begins(
    name: str, expects: str, *before: str, says: str = "count(*)", role: str = WORKER
) -> Attempt:
    asked = f"select {says} from wall.begin_landed(now())"
    prepared = [*_READY, *before]
    return Attempt(
        "begin_landed copies_of", name, NOBODY, [asked], expects, prepared, role
    )


def _adds(kind: str = "addendum") -> str:
    return make_account(f"'{ROW}'", kind=f"'{kind}'", about=f"'{BESIDE}'")


_COME = make_account(SECOND, submission_id=f"'{BESIDE}'")
_RECORDED = (
    f"update visits_visit set planned_id = {PLAN}"
    " where id = (select min(id::text)::uuid from visits_visit)"
)
_APPROVED = add_device(approved_at="now()", approved_by_id=f"'{OWN}'")


def _add_key(key_id: UUID, public_key: str, day: str) -> str:
    return row(
        "field_landingkey",
        id=f"'{key_id}'",
        public_key=f"'{public_key}'",
        closed="'c'",
        from_on=day,
        until_on=day,
        made_at="now()",
    )


_LANDING_KEYS = [
    _add_key(BESIDE, "q", "current_date - 7"),
    _add_key(KEY_ID, "p", "current_date"),
]
_COPY = f"copies ->> '{hash_hex(PART)}'"


def _copied(to: str = "landing", *, of_people: bool | None = False) -> str:
    copy = {"to": to, "parts": [hash_hex(PART)]}
    photos = [{"of_people": of_people, "copy": copy}]
    return add_applied(json.dumps({"parts": [], "photos": photos}).encode())


BEGINNING = [
    _begins("what landed", "1", add_applied()),
    _begins("where nothing landed", "0"),
    _begins("what is applied", "0", add_applied(state="'applied'")),
    _begins("what is applied, and had waited for a phone", "0", add_device(),
            add_applied(state="'applied'", reason="'device_unknown'")),
    _begins("what is to be tried later", "0",
            add_applied(next_try_at="now() + interval '1 hour'")),
    _begins("what was to be tried by now", "1",
            add_applied(next_try_at="now() - interval '1 hour'")),
    _begins("what waits", "0", _waits("clock")),
    _begins("what waits for a phone that is known now", "1", add_device(),
            _waits("device_unknown")),
    _begins("what waits for a phone, where another is known", "0", add_device(OTHER),
            _waits("device_unknown")),
    _begins("what waits for something else, of a phone that is known", "0", _APPROVED,
            _waits("clock")),
    _begins("what waits for a phone that is approved now", "1", _APPROVED,
            _waits("device_waits")),
    _begins("what waits for a phone that is not approved", "0", add_device(),
            _waits("device_waits")),
    _begins("what somebody decided about", "1", _waits("clock"),
            make_account(f"'{ROW}'", state="'set_aside'")),
    _begins("what nobody decided about", "0", _waits("clock"),
            make_account(f"'{ROW}'")),
    _begins("what waits, where somebody decided about another", "0", _waits("clock"),
            make_account(SECOND, state="'set_aside'")),
    _begins("what adds to an account that came and was recorded", "1",
            _waits("about_unknown"), _adds(), _COME, _RECORDED),
    _begins("what adds to an account that is no record", "0", _waits("about_unknown"),
            _adds(), _COME),
    _begins("what adds to an account that did not come", "0", _waits("about_unknown"),
            _adds(), _RECORDED),
    _begins("what corrects an account that came", "1", _waits("about_unknown"),
            _adds("correction"), _COME),
    _begins("what adds, and waits for something else", "0", _waits("clock"), _adds(),
            _COME, _RECORDED),
    _begins("its outer part", "x", add_applied(), add_part(),
            add_part(submission=ELSEWHERE), add_part(NEXT),
            says="convert_from(sealed, 'UTF8')"),
    _begins("the pieces of a copy that nobody is in", "eA==", _copied(), add_part(),
            add_part(submission=ELSEWHERE), says=_COPY),
    _begins("the pieces of such a copy, and no others", "None", _copied(),
            add_part(NEXT), add_part(submission=ELSEWHERE), says="copies"),
    _begins("what is there of such a copy", "None", _copied(), add_part(),
            "update field_part set sealed = null, moved_at = now()", says="copies"),
    _begins("a copy of people", "None", _copied(of_people=True), add_part(),
            says="copies"),
    _begins("a copy of which nobody said that it is of nobody", "None",
            _copied(of_people=None), add_part(), says="copies"),
    _begins("a copy that is sealed to a team", "None", _copied(to=str(OWN)),
            add_part(), says="copies"),
    _begins("the landing key that it names", "p", add_applied(),
            "delete from field_landingkey", *_LANDING_KEYS,
            says="string_agg(convert_from(landing_public, 'UTF8'), ' ')"),
    _begins("how its visit was planned", "soft", make_plan(), add_applied(),
            says="setting ->> 'kind'"),
    _begins("what landed, by the field process", NOT_GRANTED, add_applied(),
            role="unhidden_field"),
]  # fmt: skip


def _keeps(  # each is one thing that decides
    name: str,
    expects: str,
    *before: str,
    content: str = "'{}'",
    then: str = "",
    **facts: object,
) -> Attempt:
    told = {"reasons": ["signature"], "inner": [], "photos": [], **facts}
    given = f"'{ROW}', {content}, '{json.dumps(told)}', now()"
    steps = [f"select wall.keep_landed({given})"]
    if then:
        steps += [LOOK, then]
    prepared = [*_READY, make_plan(), make_account(SECOND), *before]
    procedures = "keep_landed reasons_of_device write_account"
    return Attempt(procedures, name, NOBODY, steps, expects, prepared, WORKER)


def _serves(team: UUID, organisation: int, person: UUID = PERSON) -> str:
    return row(
        "operations_teammember",
        id="gen_random_uuid()",
        team_id=f"'{team}'",
        person_id=f"'{person}'",
        organisation_id=f"'{UUID(int=organisation)}'",
        is_leader="false",
    )


def _comes_along(team: UUID, visit: str = PLAN) -> str:
    return row(
        "operations_supportingcrew",
        id="gen_random_uuid()",
        visit_id=visit,
        team_id=f"'{team}'",
    )


_LEADING, _ALONG, _STRANGE = (UUID(int=each) for each in (101, 102, 103))
_ITS_OPERATION = f"(select operation_id from operations_plannedvisit where id = {PLAN})"
#: The visit's crews, and others whose organisations come before those of its own.
_CREWS = [
    "delete from operations_teammember", "delete from operations_supportingcrew",
    f"update operations_operation set lead_id = '{BESIDE}'",
    f"update operations_operation set lead_id = '{OWN}' where id = {_ITS_OPERATION}",
    f"update operations_plannedvisit set team_id = '{_LEADING}' where id = {PLAN}",
    _serves(_LEADING, 1, COLLEAGUE), _serves(_STRANGE, 2),
    _comes_along(_ALONG), _comes_along(_STRANGE, "gen_random_uuid()"),
]  # fmt: skip
#: The phone of somebody whom the books do not know, and who names no visit.
_UNKNOWN = add_applied(author_id=f"'{BESIDE}'", planned_named="null")
_PROBLEM = f"select '%s' = any(problems) from visits_account where id = '{ROW}'"
_HELD = f"select %s from visits_account where id = '{ROW}'"
_WHOSE = "concat_ws(' ', organisation_id, author_organisation_id)"
_NOTED = """select count(*) from audit_event
 where name = 'field.submission_waits' and at > now() - interval '1 hour'"""
_APPLYING = add_applied()
KEEPING = [
    _keeps("an account that something speaks against", "signature", _APPLYING),
    _keeps("an account that waits", "signature", _waits("clock")),
    _keeps("an account, and no other", "1", _ANOTHER, _APPLYING,
           then="select count(*) from field_submission where state = 'waits'"),
    _keeps("an account that waits, which the record tells of", "1", _APPLYING,
           then=_NOTED),
    _keeps("what did not come", REFUSED, _ANOTHER),
    _keeps("what was applied", REFUSED, add_applied(state="'applied'")),
    _keeps("a call for help", REFUSED, add_applied(kind="'alarm'")),
    _keeps("how a visit stands", REFUSED, add_applied(kind="'state'")),
    _keeps("content that is a list", REFUSED, _APPLYING, content="'[]'"),
    _keeps("no content", REFUSED, _APPLYING, content="null"),
    _keeps("reasons that are no list", REFUSED, _APPLYING, reasons="no"),
    _keeps("envelopes that are no list", REFUSED, _APPLYING, inner={}),
    _keeps("photos that are no list", REFUSED, _APPLYING, photos={}),
    _keeps("an account of a phone that nobody knows", "True", add_device(OTHER),
           _APPLYING, then=_PROBLEM % "device_unknown"),
    _keeps("an account of no phone and of its own author", "False", _APPLYING,
           then=_PROBLEM % "author_differs"),
    _keeps("an account in another's name", "True",
           add_device(person_id=f"'{OWN}'"), _APPLYING,
           then=_PROBLEM % "author_differs"),
    _keeps("an account of a phone that was lost", "True",
           add_device(lost_at="now() - interval '1 hour'"), _APPLYING,
           then=_PROBLEM % "device_lost"),
    _keeps("an account of a phone that was handed back", "True",
           add_device(ended_at="now() - interval '1 hour'"), _APPLYING,
           then=_PROBLEM % "device_ended"),
    _keeps("an account of a phone that nobody approved", "True", add_device(),
           _APPLYING, then=_PROBLEM % "device_waits"),
    _keeps("the plan that it names", "True", _APPLYING,
           then=_HELD % f"planned_id = {PLAN}"),
    _keeps("no plan where it names none", "True", add_applied(planned_named="null"),
           then=_HELD % "planned_id is null"),
    _keeps("the author that it names", "True", _APPLYING,
           then=_HELD % f"author_id = '{PERSON}'"),
    _keeps("no author that is not in the books", "True",
           add_applied(author_id=f"'{BESIDE}'"), then=_HELD % "author_id is null"),
    _keeps("an account by who leads the visit, for both organisations",
           f"{OWN} {UUID(int=3)}", *_CREWS, _serves(_LEADING, 3), _APPLYING,
           then=_HELD % _WHOSE),
    _keeps("an account by who comes along, for both organisations",
           f"{OWN} {UUID(int=3)}", *_CREWS, _serves(_ALONG, 3), _APPLYING,
           then=_HELD % _WHOSE),
    _keeps("an account of nobody's visit, for its phone's organisation",
           f"{BESIDE} {BESIDE}", add_device(OTHER),
           add_device(organisation_id=f"'{BESIDE}'"), _UNKNOWN, then=_HELD % _WHOSE),
    _keeps("an account of nobody's phone and visit, for the desk", f"{OWN}",
           f"update agencies_organisation set is_desk = true where id = '{OWN}'",
           _UNKNOWN, then=_HELD % _WHOSE),
    _keeps("what could not be opened before", '{"a": 1}', _waits("unreadable"),
           make_account(f"'{ROW}'", content="'{}'"), content="""'{"a": 1}'""",
           then=_HELD % "content::text"),
    _keeps("what somebody decided about already", "set_aside", _waits("clock"),
           make_account(f"'{ROW}'", state="'set_aside'", **_DECIDED),
           then=_HELD % "state"),
]  # fmt: skip


def _puts_off(name: str, expects: str, *before: str, then: str = "") -> Attempt:
    steps = [f"select wall.put_off_landed('{ROW}', now())"]
    if then:
        steps += [LOOK, then]
    prepared = [*_READY, make_plan(), *before]
    return Attempt("put_off_landed", name, NOBODY, steps, expects, prepared, WORKER)


_TRIES = "select sum(tries) from field_submission"
_WRITTEN = f"select count(*) from visits_account where id = '{ROW}'"
PUTTING_OFF = [
    _puts_off("what the program failed on", "1", _ANOTHER, _APPLYING, then=_TRIES),
    _puts_off("what waits and the program failed on", "1", _waits("clock"),
              then=_TRIES),
    _puts_off("what did not come", REFUSED, _ANOTHER),
    _puts_off("what was applied", REFUSED, add_applied(state="'applied'")),
    _puts_off("what failed four times", "0", add_applied(tries="3"), then=_WRITTEN),
    _puts_off("what failed five times", "1", add_applied(tries="4"), then=_WRITTEN),
    _puts_off("help that failed five times", "0",
              add_applied(tries="4", kind="'alarm'"), then=_WRITTEN),
]  # fmt: skip
PHOTO, SECOND_PHOTO = UUID(int=94), UUID(int=95)


def add_photo(photo: UUID = PHOTO, **given: str) -> str:
    whole = {
        "id": f"'{photo}'",
        "account_id": f"'{ROW}'",
        "sha256": "'s'",
        "bytes": "1",
        "mime": "''",
        "is_of_people": "false",
        "copy_pieces": "0",
        "original_pieces": "1",
        "original_team": f"'{OWN}'",
    }
    return row("field_photo", **{**whole, **given})


def _shown(*named: tuple[UUID, bytes]) -> str:
    photos = [
        {"id": str(photo), "original": {"parts": [hash_hex(part)]}}
        for photo, part in named
    ]
    return add_applied(json.dumps({"parts": [], "photos": photos}).encode())


def _completes(name: str, expects: str, *before: str, then: str = "") -> Attempt:
    steps = ["select wall.complete_photos(now())"]
    if then:
        steps += [LOOK, then]
    cleared = [
        f"delete from field_{each}" for each in ("photopiece", "photocopy", "photo")
    ]
    prepared = [*_READY, *cleared, *before]
    procedures = "complete_photos move_pieces"
    return Attempt(procedures, name, NOBODY, steps, expects, prepared, WORKER)


_ONE, _BOTH = _shown((PHOTO, PART)), _shown((PHOTO, PART), (SECOND_PHOTO, NEXT))
_PIECES = "select count(*) from field_photopiece"
COMPLETING = [
    _completes("an original that came whole", "1", _ANOTHER, _ONE, add_photo(),
               add_part()),
    _completes("one that is complete already", "0", _ONE,
               add_photo(complete_at="now()"), add_part()),
    _completes("one of which a part is missing", "0", _ONE, add_photo(),
               add_part(NEXT)),
    _completes("one whose part came for another submission", "0", _ONE, add_photo(),
               add_part(submission=ELSEWHERE)),
    _completes("one of two", "1", _BOTH, add_photo(), add_photo(SECOND_PHOTO),
               add_part(NEXT)),
    _completes("one of two, and not the other", "1", _BOTH, add_photo(),
               add_photo(SECOND_PHOTO), add_part(NEXT),
               then="select count(*) from field_photo where complete_at is not null"),
    _completes("the pieces of an original, and no others", "1", _ONE, add_photo(),
               add_part(), add_part(NEXT), add_part(submission=ELSEWHERE),
               then=_PIECES),
    _completes("what was moved, and nothing else", "2", _ONE, add_photo(), add_part(),
               add_part(NEXT), add_part(submission=ELSEWHERE),
               then="select count(*) from field_part where sealed is not null"),
]  # fmt: skip
ATTEMPTS = [*BEGINNING, *KEEPING, *PUTTING_OFF, *COMPLETING]
