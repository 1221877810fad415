"""Who is kept from what others sealed in an investigation, and what stays marked."""

from __future__ import annotations

from tests.security.rls.attempts import Attempt
from tests.security.rls.probes.investigation_order import (
    AT_WORK,
    LED,
    ME,
    MINE,
    ONE,
    THEM,
    TWO,
    WORKED,
    add,
    before,
    post,
)
from tests.security.rls.probes.sharing.prepared import row


def _grant(basis: str, record_id: str = LED, **given: object) -> str:
    return row(
        "access_grant",
        **{
            "id": "gen_random_uuid()",
            "domain": "'investigation'",
            "record_id": record_id,
            "person_id": ME,
            "basis": f"'{basis}'",
            "team_role": "'worker'" if basis == "team" else "''",
            "categories": "'{operational,narrative}'",
            "purposes": "'{}'",
            "granted_by": THEM,
            "reason": "''",
            "from_at": "now()",
            "ended_at": "null",
            **given,
        },
    )


_NO_WAY = f"delete from access_grant where record_id = {LED}"


def _kept(
    name: str, expects: str, *earlier: str, why: str = "{sterile,emergency}"
) -> Attempt:
    step = f"select {LED} = any(wall.investigations_kept_from('{why}'))"
    return Attempt("investigations_kept_from", name, AT_WORK, [step], expects,
                   before(*earlier))  # fmt: skip


_STERILE = {**MINE, "is_sterile": "true"}
KEPT = [
    _kept("who holds a post", "False", post(**MINE)),
    _kept("who holds a sterile post", "True", post(**_STERILE)),
    _kept("who held a sterile post", "False",
          post(**_STERILE, ended_at="now()", ended_by_id=ME)),
    _kept("whose colleague holds one", "False",
          post(**{**_STERILE, "person_id": THEM})),
    _kept("who holds one elsewhere", "False",
          post(**_STERILE, investigation_id=WORKED)),
    _kept("a sterile post, of emergencies", "False", post(**_STERILE),
          why="{emergency}"),
    _kept("who came in an emergency", "True", _NO_WAY, _grant("break_glass")),
    _kept("who came in an emergency, of sterile posts", "False", _NO_WAY,
          _grant("break_glass"), why="{sterile}"),
    _kept("who came in an emergency that is over", "False", _NO_WAY,
          _grant("break_glass", ended_at="now()")),
    _kept("whose colleague came in an emergency", "False", _NO_WAY,
          _grant("break_glass", person_id=THEM)),
    _kept("who came by a share", "False", _NO_WAY, _grant("share")),
    _kept("who came in an emergency to something else", "False", _NO_WAY,
          _grant("break_glass", domain="'visit'")),
    _kept("who came in an emergency and is on the team", "False", _NO_WAY,
          _grant("break_glass"), _grant("team")),
    _kept("who came in an emergency and was on the team", "True", _NO_WAY,
          _grant("break_glass"), _grant("team", ended_at="now()")),
    _kept("who came in an emergency, with a colleague on the team", "True", _NO_WAY,
          _grant("break_glass"), _grant("team", person_id=THEM)),
    _kept("who came in an emergency and is on another team", "True", _NO_WAY,
          _grant("break_glass")),
    _kept("who came in an emergency and by a share", "True", _NO_WAY,
          _grant("break_glass"), _grant("share")),
]  # fmt: skip


def _holds(name: str, expects: str, *earlier: str) -> Attempt:
    step = f"select {LED} = any(wall.investigations_by_post('{{analyst}}'))"
    return Attempt("investigations_by_post", name, AT_WORK, [step], expects,
                   before(*earlier))  # fmt: skip


HOLDING = [
    _holds("who holds a post on the team", "True", post(**MINE)),
    _holds("who holds a post and is on no team", "False", post(**MINE), _NO_WAY),
    _holds("who holds a post and left the team", "False", post(**MINE), _NO_WAY,
           _grant("team", ended_at="now()")),
    _holds("who holds a post by a share", "False", post(**MINE), _NO_WAY,
           _grant("share")),
    _holds("who holds a post with a colleague on the team", "False", post(**MINE),
           _NO_WAY, _grant("team", person_id=THEM)),
    _holds("who holds a post and is on another team", "False", post(**MINE), _NO_WAY),
]  # fmt: skip


def _logs(
    name: str, expects: str, step: str, *earlier: str, who: tuple[str, str] = AT_WORK
) -> Attempt:
    named = "policy_files_read policy_files_written open_logs joined_logs"
    return Attempt(named, name, who, [step], expects, before(*earlier))


_READ = f"select 'investigation:' || {LED} = any(wall.open_logs())"
_WRITTEN = f"select 'investigation:' || {LED} = any(wall.joined_logs())"
_LOOKED = f"select set_config('unhidden.looked_at', ({LED})::text, true)"
LOGS = [
    *(
        attempt
        for step in (_READ, _WRITTEN)
        for attempt in (
            _logs("a policy file of one's team", "True", step, post(**MINE)),
            _logs("a policy file as a sterile post", "False", step, post(**_STERILE)),
        )
    ),
    Attempt("policy_files_read", "a policy file in an emergency", AT_WORK,
            [_LOOKED, _READ], "False", before(_NO_WAY, _grant("break_glass"))),
    Attempt("policy_files_read", "a policy file by a share", AT_WORK,
            [_LOOKED, _READ], "True", before(_NO_WAY, _grant("share"))),
]  # fmt: skip


def _words(table: str, own: str, mine: bool, **given: object) -> str:
    return add(
        table,
        **{
            "id": TWO,
            "investigation_id": LED,
            own: ME if mine else THEM,
            **given,
        },
    )


_PAPER = {"paper_id": ONE, "version": 1, "language": "'en'", "text_sealed": "'x'",
          "written_at": "now()"}  # fmt: skip
_IDENTITY = {"person_id": ONE, "version": 1, "identity_sealed": "'x'",
             "written_at": "now()"}  # fmt: skip
_INTERVIEW = {"number": 1, "person_id": ONE, "kind": "'abe'", "language": "'en'",
              "has_interpreter": "false", "has_intermediary": "false",
              "has_supporter": "false", "has_solicitor": "false",
              "has_appropriate_adult": "false", "plan_sealed": "'x'",
              "planned_at": "now()"}  # fmt: skip
_CASES = {
    "papertext": ("written_by_id", _PAPER),
    "personidentity": ("written_by_id", _IDENTITY),
    "interview": ("planned_by_id", _INTERVIEW),
    "interviewstep": ("taken_by_id", {"interview_id": ONE, "turn": 1,
                                      "stage": "'held'", "taken_at": "now()"}),
}  # fmt: skip


def _shown(table: str, name: str, expects: str, *earlier: str) -> Attempt:
    step = f"select count(*) from investigations_{table} where id = {TWO}"
    looks = f"select set_config('unhidden.looked_at', ({LED})::text, true)"
    return Attempt(f"investigations_{table}", f"{table}: {name}", AT_WORK,
                   [looks, step], expects, before(*earlier))  # fmt: skip


WORDS = [
    attempt
    for table, (own, given) in _CASES.items()
    for attempt in (
        _shown(table, "another's", "1", _words(table, own, False, **given)),
        _shown(table, "another's as a sterile post",
               "1" if table == "interview" else "0",
               _words(table, own, False, **given), post(**_STERILE)),
        _shown(table, "one's own as a sterile post", "1",
               _words(table, own, True, **given), post(**_STERILE)),
    )
]  # fmt: skip
PLANNED = [
    _shown("interviewstep", "of one that they planned, as a sterile post", "1",
           _words("interviewstep", "taken_by_id", False, **_CASES["interviewstep"][1]),
           add("interview", **{"id": ONE, "investigation_id": LED,
                                  "planned_by_id": ME, **_INTERVIEW,
                                  "number": 7}),
           post(**_STERILE)),
    _shown("interviewstep", "of another that they planned, as a sterile post", "0",
           _words("interviewstep", "taken_by_id", False, **_CASES["interviewstep"][1]),
           add("interview", **{"id": TWO, "investigation_id": LED,
                                  "planned_by_id": ME, **_INTERVIEW,
                                  "number": 7}),
           post(**_STERILE)),
]  # fmt: skip


def _origin(kind: str, made: str = ONE, source: str = TWO) -> str:
    return add(
        "origin",
        id=made,
        investigation_id=LED,
        kind=f"'{kind}'",
        source_id=source,
        reference="''",
        reason="''",
        brought_by_id=ME,
        brought_at="now()",
    )


def _takes_back(name: str, expects: str, kind: str) -> Attempt:
    step = (
        f"update investigations_origin set recalled_at = now(), recalled_by_id = {ME}"
        f" where id = {ONE} returning 1"
    )
    return Attempt("investigations_origin", name, AT_WORK, [step], expects,
                   ["delete from investigations_origin",
                    "alter table investigations_origin disable trigger user",
                    _origin(kind)])  # fmt: skip


ORIGINS = [
    _takes_back("a visit, brought in by mistake", "1", "visit"),
    _takes_back("what a survivor let pass", "None", "disclosure"),
]

ATTEMPTS = [*KEPT, *HOLDING, *LOGS, *WORDS, *PLANNED, *ORIGINS]
