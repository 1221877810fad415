"""Files of a report that is passed on, and who hands over their originals."""

from __future__ import annotations

from tests.security.rls.attempts import REFUSED, Attempt
from tests.security.rls.probes.mailbox import ANALYST, CLEAN, MINE, PAST, THEIRS, sealed
from tests.security.rls.states import COLLEAGUE, OTHER, OWN, PERSON

#: Handovers, files, and the keys of the other desk's custodians.
_H, _K, _F, _G, _T, _OURS = (
    f"00000000-0000-4000-8000-0000000000{end}"
    for end in ("d1", "d2", "f1", "f2", "c1", "c2")
)
ORIGINAL, COPY = "reporting_reportfile.original", "reporting_reportfile.copy"
_EMPTY = (
    *CLEAN,
    "delete from reporting_filechunk",
    "delete from reporting_reportfile",
    "delete from reporting_custodian",
    "delete from vault_membership",
)


def _key(file: str = _F, team: object = _T, slot: str = ORIGINAL) -> str:
    return sealed(f"'{file}'::uuid", team, slot)


def _file(file: str, report: str) -> str:
    return (
        "insert into reporting_reportfile (id, form_key, number, received_on, kind,"
        " kilobytes, found, copy_pieces, original_pieces)"
        f" select '{file}', form_key, 1, current_date, 'text', 64, '{{}}', 1, 1"
        f" from reporting_report where id = {report}"
    )


def _waits(
    handover: str = _H,
    report: str = MINE,
    *,
    keeper: object = OWN,
    to: object = OTHER,
    file: str = _F,
    handed: str = "null",
) -> str:
    return (
        "insert into reporting_handover (id, report_id, keeper_id, to_desk_id,"
        f" file_ids, handed_at) values ('{handover}', {report}, '{keeper}', '{to}',"
        f" array['{file}']::uuid[], {handed})"
    )


def _custodian(
    person: object,
    organisation: object,
    *,
    agreed: str = "gen_random_uuid()",
    ended: str = "null",
) -> str:
    return (
        "insert into reporting_custodian (id, organisation_id, person_id, named_by,"
        f" named_at, agreed_by, ended_at) values (gen_random_uuid(), '{organisation}',"
        f" '{person}', gen_random_uuid(), now(), {agreed}, {ended})"
    )


def _member(
    person: object = COLLEAGUE,
    team: object = _T,
    *,
    admitted: str = "now()",
    ended: str = "null",
) -> str:
    return (
        "insert into vault_membership (team_id, member_id, asked_at, admitted_at,"
        f" ended_at) values ('{team}', '{person}', now(), {admitted}, {ended})"
    )


_WE, _THEY = _custodian(PERSON, OWN), _custodian(COLLEAGUE, OTHER)
_READY = (_waits(), _WE, _THEY, _member(), _key())


def _hand(
    name: str, expects: str, *before: str, look: str = "", team: object = _T
) -> Attempt:
    steps = [f"select wall.hand_originals('{_H}', '{team}', now())"]
    steps += [PAST, f"select {look}"] if look else []
    return Attempt("hand_originals", name, ANALYST, steps, expects, (*_EMPTY, *before))


_OTHERS = (_waits(_K, THEIRS, file=_G), _key(_G), _key(_G, _OURS))
HANDING = [
    _hand("by their custodian", "", *_READY),
    _hand("what another desk keeps", REFUSED, _waits(keeper=OTHER), _key(), _THEY,
          _custodian(PERSON, OTHER), _member()),
    _hand("what another keeps, by ours", REFUSED, _waits(keeper=OTHER), *_READY[1:]),
    _hand("what is not there", REFUSED, _waits(_K), *_READY[1:]),
    _hand("by a colleague of theirs", REFUSED, _waits(), _custodian(COLLEAGUE, OWN),
          *_READY[2:]),
    _hand("by one who is only named", REFUSED, _waits(),
          _custodian(PERSON, OWN, agreed="null"), *_READY[2:]),
    _hand("by one who was", REFUSED, _waits(),
          _custodian(PERSON, OWN, ended="now()"), *_READY[2:]),
    _hand("a second time", "handed", _waits(handed="now()"), *_READY[1:]),
    _hand("to nobody", "nobody", _waits(), _WE, _custodian(COLLEAGUE, OWN), _member(),
          _key()),
    _hand("to one who is only named", "nobody", _waits(), _WE,
          _custodian(COLLEAGUE, OTHER, agreed="null"), _member(), _key()),
    _hand("to one who was", "nobody", _waits(), _WE,
          _custodian(COLLEAGUE, OTHER, ended="now()"), _member(), _key()),
    _hand("to keys of strangers", "nobody", _waits(), _WE, _THEY, _member(PERSON),
          _key()),
    _hand("to other keys of theirs", "nobody", _waits(), _WE, _THEY,
          _member(team=_OURS), _key()),
    _hand("to the whole desk", "nobody", _waits(), _WE, _THEY, _member(team=OTHER),
          _key(team=OTHER), team=OTHER),
    _hand("to one who waits for keys", "nobody", _waits(), _WE, _THEY,
          _member(admitted="null"), _key()),
    _hand("to one who has no keys any more", "nobody", _waits(), _WE, _THEY,
          _member(ended="now()"), _key()),
    _hand("before they can open it", "keys", *_READY[:-1], _key(team=_OURS)),
    _hand("before they can open this one", "keys", *_READY[:-1], _key(_G)),
    _hand("before they can open more than the copy", "keys", *_READY[:-1],
          _key(slot=COPY)),
    _hand("and nobody else opens it", _T, *_READY, _key(team=_OURS),
          look="string_agg(team_id::text, '') from vault_recordkey"),
    _hand("with keys to others as they were", "2", *_READY, *_OTHERS,
          look=f"count(*) from vault_recordkey where record_id = '{_G}'"),
    _hand("with the copy as it was", "1", *_READY, _key(team=OWN, slot=COPY),
          look="count(*) from vault_recordkey where slot like '%copy'"),
    _hand("it alone", "1", *_READY, *_OTHERS,
          look="count(*) from reporting_handover where handed_at is not null"),
]  # fmt: skip


def _pass(
    name: str, expects: str, *before: str, look: str = "", to: object = OTHER
) -> Attempt:
    steps = [f"select wall.pass_report({MINE}, '{to}')"]
    steps += [PAST, f"select {look}"] if look else []
    waiting = "update reporting_report set status = 'waiting'"
    keys = (sealed(), sealed(team=OTHER), _file(_F, MINE), _key(slot=COPY, team=OWN))
    return Attempt("pass_report rows_of_report leave_originals", name, ANALYST, steps,
                   expects, (*_EMPTY, waiting, *keys, *before))  # fmt: skip


_GOES = (_key(slot=COPY, team=OTHER), _key(team=_OURS))
_LEFT = "count(*) from reporting_handover where"
PASSING = [
    _pass("before they can open the copy", "keys"),
    _pass("with the copy, without the original", "", *_GOES),
    _pass("while others keep files", "", *_GOES, _file(_G, THEIRS),
          _key(_G, OWN, COPY)),
    _pass("and nobody else opens the copy", str(OTHER), *_GOES,
          look="string_agg(distinct team_id::text, '') from vault_recordkey"
          f" where record_id = '{_F}' and slot = '{COPY}'"),
    _pass("the original stays", _OURS, *_GOES,
          look="string_agg(team_id::text, '') from vault_recordkey"
          f" where slot = '{ORIGINAL}'"),
    _pass("the original waits", "1", *_GOES, _file(_G, THEIRS),
          look=f"{_LEFT} file_ids = array['{_F}']::uuid[]"),
    _pass("the originals of others do not", "1", *_GOES, _file(_G, THEIRS),
          look=f"{_LEFT} true"),
    _pass("what waited here waits there", "1", *_GOES, _waits(to=OWN, keeper=_T),
          look=f"{_LEFT} to_desk_id = '{OTHER}' and keeper_id = '{_T}'"),
    _pass("what waits from others stays with them", "1", *_GOES,
          _waits(to=OWN, keeper=_T, report=THEIRS),
          look=f"{_LEFT} to_desk_id = '{OWN}' and keeper_id = '{_T}'"),
    _pass("what was handed stays so", "1", *_GOES,
          _waits(to=OWN, keeper=_T, handed="now()"),
          look=f"{_LEFT} to_desk_id = '{OWN}' and keeper_id = '{_T}'"),
    _pass("what comes back waits no more", "0", *_GOES, _waits(to=OWN, keeper=OTHER),
          look=f"{_LEFT} true"),
    _pass("what comes back, of another", "1", *_GOES,
          _waits(_K, THEIRS, to=OWN, keeper=OTHER),
          look=f"{_LEFT} keeper_id = '{OTHER}'"),
    _pass("what came back and was handed before", "1", *_GOES,
          _waits(_K, to=OWN, keeper=OTHER, handed="now()"),
          look=f"{_LEFT} keeper_id = '{OTHER}'"),
]  # fmt: skip
ATTEMPTS = [*HANDING, *PASSING]
