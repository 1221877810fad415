"""Cases that move to another organisation."""

from __future__ import annotations

from tests.security.rls.attempts import DONE, NOT_GRANTED, REFUSED, Attempt
from tests.security.rls.probes.sharing.prepared import (
    FELLOW,
    GIVEN,
    LOOK,
    MANAGER,
    NONE,
    SHARE,
    THIRD,
    WORKS,
    agreed,
    consent,
    grant,
    kept_out,
    row,
    share,
    tried,
)
from tests.security.rls.records import CASE, LEAD, WORKER, record
from tests.security.rls.states import COLLEAGUE, GONE, OTHER, OWN, PERSON

LED = record(CASE, LEAD, is_own=True)
_WORKED = record(CASE, WORKER, is_own=True)
ELSEWHERE = record(CASE, LEAD)
MOVE = "'00000000-0000-4000-8000-000000000071'::uuid"
_NOTE, _LATER = (f"'00000000-0000-4000-8000-00000000007{n}'::uuid" for n in (2, 3))
CLEAN = (
    "delete from safeguarding_casetransfer; delete from vault_recordkey;"
    " delete from safeguarding_note"
)
_SUPPORTS = (
    "update agencies_engagement set role = 'support_worker'"
    f" where person_id = '{COLLEAGUE}'"
)
_TEAMS = "; ".join(
    "insert into vault_team (id, organisation_id, created_at) values"
    f" ('{each}', '{each}', now()) on conflict do nothing"
    for each in (OWN, OTHER)
)


def transfer(state: str = "accepted", **given: object) -> str:
    made: dict[str, object] = {
        "id": MOVE,
        "case_id": LED,
        "from_organisation_id": f"'{OWN}'",
        "to_organisation_id": f"'{OTHER}'",
        "consent_id": NONE,
        "items": "'{notes}'",
        "categories": "'{narrative}'",
        "age_group": "'adult'",
        "urgency": "'today'",
        "needs": "'{}'",
        "language": "'en'",
        "words_sealed": "'x'",
        "offered_by_id": f"'{PERSON}'",
        "offered_at": "now()",
        "answer_by": "now()",
        "state": f"'{state}'",
        "worker_id": f"'{COLLEAGUE}'",
        "answered_at": "now() - interval '1 minute'",
        "reason": "''",
        "kept_ids": "'{}'",
    }
    return row("safeguarding_casetransfer", **{**made, **given})


def _key(of: str, team: object, slot: str) -> str:
    return row(
        "vault_recordkey",
        id="gen_random_uuid()",
        record_id=of,
        slot=f"'{slot}'",
        team_id=f"'{team}'",
        generation_id="1",
        sealed_key="'x'",
    )


def _note(made: str, *, of: str = LED, led_by: object = OWN) -> str:
    return row(
        "safeguarding_note",
        id=made,
        case_id=of,
        text_sealed="'x'",
        led_by_id=f"'{led_by}'",
        written_by_id=f"'{PERSON}'",
        written_at="now()",
    )


_HAND = f"select wall.hand_case_on({MOVE}, now())"
_STATE = f"select state from safeguarding_casetransfer where id = {MOVE}"
_LEADS = f"select lead_id = '{OTHER}' from safeguarding_case where id = {LED}"
_TEAM = (
    "select string_agg(person_id::text || team_role, ' ' order by person_id)"
    f" from access_grant where record_id = {LED} and basis = 'team'"
    " and ended_at is null"
)
_HELD = "select string_agg(slot, ' ' order by slot) from vault_recordkey"
_KEPT = f"select kept_ids::text from safeguarding_casetransfer where id = {MOVE}"
_IDENTITY = "safeguarding_case.identity_sealed"
_WORDS = "safeguarding_note.text_sealed"
_UNSAVED = "safeguarding_nrmformunsaved.content_sealed"


def hands(
    name: str,
    expects: str,
    *before: str,
    who: tuple[str, str] = WORKS,
    look: str = _STATE,
    hand: str = _HAND,
) -> Attempt:
    return tried("hand_case_on may_take_case", name, who, [hand, LOOK, look], expects,
                 CLEAN, _SUPPORTS, _TEAMS, *before)  # fmt: skip


AGREED = agreed(LED)
_SET = f"update safeguarding_case set {{}} where id = {LED}"
HANDING = [
    hands("who leads it hands it over", "done", *AGREED, transfer()),
    hands("beside an older one of another case", "done", *AGREED,
           transfer("done", id=NONE, case_id=ELSEWHERE), transfer()),
    hands("they lead it then", "True", *AGREED, transfer(), look=_LEADS),
    hands("and their worker alone is on it", f"{COLLEAGUE}lead", *AGREED,
           grant(LED, FELLOW), transfer(), look=_TEAM),
    hands("of another the team stays", "1", *AGREED, grant(ELSEWHERE, FELLOW),
           transfer(), look="select count(*) from access_grant where ended_at is null"
           f" and record_id = {ELSEWHERE} and person_id = '{FELLOW}'"),
    hands("a share stays a share's", "1", *AGREED,
           grant(LED, FELLOW, basis="'share'", team_role="''"), transfer(),
           look="select count(*) from access_grant where ended_at is null"
           f" and record_id = {LED} and person_id = '{FELLOW}'"),
    hands("an older place stays as it ended", "True", *AGREED,
           grant(LED, FELLOW, ended_at="now() - interval '9 days'", ended_by=THIRD),
           transfer(), look="select bool_and(ended_at < now() - interval '8 days')"
           f" from access_grant where record_id = {LED} and person_id = '{FELLOW}'"),
    hands("who led it is kept", str(PERSON), *AGREED, grant(LED, FELLOW),
           transfer(), look="select former_worker_id::text from"
           f" safeguarding_casetransfer where id = {MOVE}"),
    hands("of another than that", "done", *AGREED,
           grant(ELSEWHERE, FELLOW, team_role="'lead'",
                 from_at="now() - interval '9 days'"), transfer()),
    hands("the former lead is no older one", str(PERSON), *AGREED,
           grant(LED, FELLOW, team_role="'lead'", ended_at="now()", ended_by=THIRD,
                 from_at="now() - interval '900 days'"),
           grant(ELSEWHERE, FELLOW, team_role="'lead'",
                 from_at="now() - interval '900 days'"),
           grant(LED, COLLEAGUE, basis="'break_glass'", team_role="'lead'",
                 from_at="now() - interval '900 days'"),
           transfer(), look="select former_worker_id::text from"
           f" safeguarding_casetransfer where id = {MOVE}"),
    hands("nobody has accepted", REFUSED, *AGREED, transfer("offered")),
    hands("it was declined", REFUSED, *AGREED, transfer("declined")),
    hands("it is done", REFUSED, *AGREED, transfer("done")),
    hands("who only works on it", REFUSED, *agreed(_WORKED),
           transfer(case_id=_WORKED)),
    hands("it is closed", REFUSED, *AGREED, _SET.format("closed_at = now()"),
           transfer()),
    hands("others lead it since", REFUSED, *AGREED,
           _SET.format(f"lead_id = {THIRD}"), transfer()),
    hands("another case of theirs is open", REFUSED, *AGREED,
           _SET.format("closed_at = now()"), transfer(),
           f"update safeguarding_case set lead_id = '{OWN}', closed_at = null"
           f" where id = {ELSEWHERE}"),
    hands("of others, who lead it", REFUSED, *AGREED,
           _SET.format(f"lead_id = {THIRD}"),
           transfer(from_organisation_id=THIRD)),
    hands("the person never agreed", REFUSED, transfer()),
    hands("the person agreed to less", REFUSED, *AGREED,
           transfer(categories="'{narrative,identity}'")),
    hands("nobody has an engagement to lead it", REFUSED, *AGREED,
           transfer(worker_id=f"'{GONE}'")),
    hands("who is to lead it works for others", REFUSED, *AGREED,
           transfer(worker_id=f"'{FELLOW}'")),
    hands("what is written again is let go", f"{_IDENTITY} {_WORDS}", *AGREED,
           _note(_NOTE), _key(LED, OWN, _IDENTITY), _key(LED, OTHER, _IDENTITY),
           _key(_NOTE, OWN, _WORDS), transfer(), look=_HELD),
    hands("what nobody else opens is kept", _IDENTITY, *AGREED,
           _key(LED, OWN, _IDENTITY), transfer(), look=_HELD),
    hands("nobody else opens it by a key to another row", f"{_IDENTITY} {_IDENTITY}",
           *AGREED, _key(LED, OWN, _IDENTITY), _key(NONE, OTHER, _IDENTITY),
           transfer(), look=_HELD),
    hands("nor by a key to another text", f"another {_IDENTITY}", *AGREED,
           _key(LED, OWN, _IDENTITY), _key(LED, OTHER, "another"), transfer(),
           look=_HELD),
    hands("and not by who leads it now", _IDENTITY, *AGREED,
           _key(LED, OTHER, _IDENTITY), transfer(), look=_HELD),
    hands("nor of another", _IDENTITY, *AGREED, _key(NONE, OWN, _IDENTITY),
           transfer(), look=_HELD),
    hands("nor of another that both open", f"{_IDENTITY} {_IDENTITY}", *AGREED,
           _key(NONE, OWN, _IDENTITY), _key(NONE, OTHER, _IDENTITY), transfer(),
           look=_HELD),
    hands("what is not saved yet is let go", "None", *AGREED,
           _key(LED, OWN, _UNSAVED), transfer(), look=_HELD),
    hands("a note that both open stays with both", f"{_WORDS} {_WORDS}", *AGREED,
           _note(_NOTE), _key(_NOTE, OWN, _WORDS), _key(_NOTE, OTHER, _WORDS),
           transfer(), look=_HELD),
    hands("what was theirs is kept", f"{{{_NOTE.split(chr(39))[1]}}}", *AGREED,
           _note(_NOTE), _note(_LATER), _key(_NOTE, OWN, _WORDS),
           _key(_LATER, OTHER, _WORDS), _key(_LATER, OWN, "another"),
           _key(NONE, OWN, _WORDS), transfer(), look=_KEPT),
    hands("of another transfer nothing changes", "accepted", *AGREED, transfer(),
           transfer(id=NONE, case_id=ELSEWHERE), look="select state from"
           f" safeguarding_casetransfer where id = {NONE}"),
    hands("of another case nothing changes", "True", *AGREED, transfer(),
           look=f"select lead_id is distinct from '{OWN}' or id is distinct from"
           f" {LED} from safeguarding_case where id = {ELSEWHERE}"),
    hands("strays end with it", "None", *AGREED, _note(_NOTE),
           _key(_NOTE, GONE, _WORDS),
           "insert into vault_team (id, organisation_id, created_at) values"
           f" ('{GONE}', '{GONE}', now()) on conflict do nothing",
           transfer(), look=_HELD),
]  # fmt: skip

_END = f"select wall.end_unconsented('safeguarding_case', {LED}, now())"


def _keeps(name: str, left: int, *before: str) -> Attempt:
    """Whether the keys of a former lead outlast what follows."""
    steps = [_END, LOOK, "select count(*) from vault_recordkey"]
    away = f"update safeguarding_case set lead_id = {THIRD} where id = {LED}"
    return tried("is_kept end_stray_keys", name, WORKS, steps, str(left), CLEAN,
                 _TEAMS, away, _note(_NOTE), _key(_NOTE, OTHER, _WORDS),
                 *before)  # fmt: skip


_WAS_THEIRS = {
    "from_organisation_id": f"'{OTHER}'",
    "to_organisation_id": THIRD,
    "kept_ids": f"array[{_NOTE}]",
}
_LED_BY = "update safeguarding_case set lead_id = '{}' where id = {}"
_WERE_THEIRS = {**_WAS_THEIRS, "kept_ids": f"array[{_NOTE}, {LED}]"}
KEEPING = [
    _keeps("what was theirs", 1, transfer("done", **_WAS_THEIRS)),
    _keeps("what never was", 0),
    _keeps("what they wish to give away", 0, transfer("accepted", **_WAS_THEIRS)),
    _keeps("what was others'", 0,
           transfer("done", **{**_WAS_THEIRS, "from_organisation_id": THIRD})),
    _keeps("what followed", 0,
           transfer("done", **{**_WAS_THEIRS, "kept_ids": f"array[{_LATER}]"})),
    _keeps("what others open as well", 2, _key(_NOTE, GONE, _WORDS),
           transfer("done", **_WAS_THEIRS)),
    _keeps("who they are, while its lead does not open it", 3,
           _key(LED, OTHER, _IDENTITY), _key(LED, GONE, _IDENTITY),
           transfer("done", **_WERE_THEIRS)),
    _keeps("while its lead opens another", 3, _LED_BY.format(GONE, LED),
           _LED_BY.format(GONE, ELSEWHERE), _key(LED, OTHER, _IDENTITY),
           _key(ELSEWHERE, GONE, _IDENTITY), transfer("done", **_WERE_THEIRS)),
    _keeps("and not once its lead does", 2, _LED_BY.format(GONE, LED),
           _key(LED, OTHER, _IDENTITY), _key(LED, GONE, _IDENTITY),
           transfer("done", **_WERE_THEIRS)),
    tried("close_share", "the end of a share leaves what was theirs", MANAGER,
          [f"select wall.withdraw_share({SHARE}, 1, now())", LOOK,
           "select count(*) from vault_recordkey"], "1", CLEAN, _TEAMS,
          _note(_NOTE, of=GIVEN), _key(_NOTE, OTHER, _WORDS),
          transfer("done", **_WAS_THEIRS, case_id=GIVEN), share("offered")),
]  # fmt: skip


def _ends(name: str, expects: str, *before: str, look: str = _STATE) -> Attempt:
    """What becomes of a transfer once a word is written down."""
    return tried("end_transfers", name, WORKS, [_END, LOOK, look], expects, CLEAN,
                 *before)  # fmt: skip


ENDING = [
    _ends("what waits ends with the word", "withdrawn", transfer("offered")),
    _ends("what is accepted ends too", "withdrawn", transfer()),
    _ends("by whoever wrote it down", str(PERSON), transfer(),
          look="select ended_by_id::text from safeguarding_casetransfer"),
    _ends("while it stands", "accepted", *AGREED, transfer()),
    _ends("while less stands", "withdrawn", *AGREED,
          transfer(categories="'{identity}'")),
    _ends("of another case", "accepted", transfer(case_id=ELSEWHERE)),
    _ends("what is done", "done", transfer("done")),
    _ends("what was declined", "declined", transfer("declined")),
    _ends("once support is taken back", "withdrawn", *AGREED,
          consent(LED, "withdrawn", at=1), transfer()),
]  # fmt: skip


def _reads(
    name: str, expects: str, *before: str, who: tuple[str, str] = WORKS
) -> Attempt:
    step = f"select count(*) from wall.notes_kept({MOVE})"
    return tried("notes_kept", name, who, [step], expects, CLEAN, _note(_NOTE),
                 *before)  # fmt: skip


_THEIRS = {"kept_ids": f"array[{_NOTE}]", "offered_by_id": f"'{COLLEAGUE}'"}
_MINE = {"kept_ids": f"array[{_NOTE}]"}
READING = [
    _reads("who offered it", "1", transfer("done", **_MINE)),
    _reads("beside another that waits", "1",
           transfer("accepted", id=NONE, case_id=ELSEWHERE),
           transfer("done", **_MINE)),
    _reads("who led it", "1",
           transfer("done", **_THEIRS, former_worker_id=f"'{PERSON}'")),
    _reads("who supervises there", "1", transfer("done", **_THEIRS), who=MANAGER),
    _reads("a colleague", REFUSED, transfer("done", **_THEIRS)),
    _reads("who is kept out of it", REFUSED, transfer("done", **_MINE),
           kept_out(LED)),
    _reads("who is kept out of another", "1", transfer("done", **_MINE),
           kept_out(ELSEWHERE)),
    _reads("before it is done", REFUSED, transfer("accepted", **_MINE)),
    _reads("who leads it now", REFUSED,
           transfer("done", **_MINE, from_organisation_id=f"'{OTHER}'",
                     to_organisation_id=f"'{OWN}'")),
    _reads("at another task", REFUSED, transfer("done", **_MINE),
           who=("safeguarding_lead", "operation_delivery")),
    _reads("what was not theirs", "0", transfer("done")),
    _reads("what others wrote", "1", transfer("done", kept_ids=f"array[{_NOTE},"
           f" {_LATER}]"), _note(_LATER, led_by=OTHER)),
    _reads("what is of another case", "1", transfer("done", kept_ids=f"array[{_NOTE},"
           f" {_LATER}]"), _note(_LATER, of=ELSEWHERE)),
]  # fmt: skip
_NONE = "P0002"


def _turn(
    name: str, expects: str, who: tuple[str, str], change: str, *before: str
) -> Attempt:
    step = (
        f"do $$ begin update safeguarding_casetransfer set {change} where id = {MOVE};"
        " if not found then raise no_data_found; end if; end $$"
    )
    return tried("safeguarding_casetransfer", name, who, [step], expects, CLEAN,
                 *before)  # fmt: skip


_ANSWERS = "state = '{}', answered_by_id = '{}', answered_at = now()"
_WITHDRAWS = "state = 'withdrawn', ended_by_id = '{}', ended_at = now()"
_TO_ME = transfer(
    "offered",
    case_id=ELSEWHERE,
    from_organisation_id=f"'{OTHER}'",
    to_organisation_id=f"'{OWN}'",
    offered_by_id=f"'{COLLEAGUE}'",
)
TURNING = [
    _turn("a supervisor accepts", DONE, MANAGER, _ANSWERS.format("accepted", PERSON),
          _TO_ME),
    _turn("a supervisor declines", DONE, MANAGER, _ANSWERS.format("declined", PERSON),
          _TO_ME),
    _turn("a supervisor who is kept out of it", _NONE, MANAGER,
          _ANSWERS.format("accepted", PERSON), _TO_ME, kept_out(ELSEWHERE)),
    _turn("in another's name", REFUSED, MANAGER,
          _ANSWERS.format("accepted", COLLEAGUE), _TO_ME),
    _turn("a supervisor hands it to themselves", REFUSED, MANAGER,
          _ANSWERS.format("done", PERSON), _TO_ME),
    _turn("a supervisor withdraws what others offer", REFUSED, MANAGER,
          _WITHDRAWS.format(PERSON), _TO_ME),
    _turn("its lead accepts it for others", REFUSED, WORKS,
          _ANSWERS.format("accepted", PERSON), transfer("offered")),
    _turn("its lead withdraws it", DONE, WORKS, _WITHDRAWS.format(PERSON),
          transfer("offered")),
    _turn("its lead in another's name", REFUSED, WORKS,
          _WITHDRAWS.format(COLLEAGUE), transfer("offered")),
    _turn("who only works on it", _NONE, WORKS, _WITHDRAWS.format(PERSON),
          transfer("offered", case_id=_WORKED)),
    _turn("who leads a case is written", NOT_GRANTED, WORKS,
          "case_id = case_id", transfer("offered")),
    Attempt("safeguarding_case", "a case is given away by hand", WORKS,
            [f"update safeguarding_case set lead_id = '{OTHER}' where id = {LED}"],
            NOT_GRANTED),
]  # fmt: skip
ATTEMPTS = [*HANDING, *KEEPING, *ENDING, *READING, *TURNING]
