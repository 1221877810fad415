"""The board: who is told of which change, and who knows which channels."""

from __future__ import annotations

from tests.security.rls.attempts import DONE, NOT_GRANTED, REFUSED, Attempt
from tests.security.rls.probes.sharing.prepared import NOBODY
from tests.security.rls.records import OPERATION, record
from tests.security.rls.rows import key
from tests.security.rls.states import (
    COLLEAGUE,
    DESK,
    GONE,
    LEFT,
    NEW,
    OTHER,
    OWN,
    PERSON,
    WAITING,
    Way,
)

_GOES = ("partner", "operation_delivery")
_LEADS = ("planner", "operation_delivery")
_READS = ("officer", "operation_delivery")
_HELPS = ("support_worker", "safeguarding_support")
_TODAY = "((now() at time zone 'Europe/London')::date)"
_PAST, _LATER = f"({_TODAY} - 1)", f"({_TODAY} + 3)"
# Of another organisation: the person's takes part; is led by them; has none of it.
_THERE = record(OPERATION, (Way("team", "worker", whose="organisation"),))
_LED = record(OPERATION, (Way("team", "lead"),))
_STRANGE = record(OPERATION, ())
_OWN = record(OPERATION, (), is_own=True)
_TEAM, _ANOTHER = key("operations_team", "'t'"), key("operations_team", "'u'")
_VISIT = key("operations_plannedvisit", "'v'")
_SCOPE = "operations_boardchannel (id, operation_id, scope, name) values"


def _crew(
    member: object = DESK,
    of: object = OWN,
    *,
    operation: str = _THERE,
    stands: str = "running",
) -> list[str]:
    """A team of the operation, with somebody on it."""
    return [
        "update agencies_engagement set from_on = from_on - 1"
        " where from_on = current_date",
        f"update operations_operation set status = '{stands}' where id = {operation}",
        "delete from operations_team",
        "delete from operations_teammember",
        "delete from operations_safetyplace",
        "insert into operations_team (id, operation_id, name)"
        f" values ({_TEAM}, {operation}, 'T')",
        "insert into operations_teammember (id, team_id, person_id, organisation_id,"
        f" is_leader) values (gen_random_uuid(), {_TEAM}, '{member}', '{of}', false)",
    ]


def _place(manager: object, operation: str = _THERE) -> str:
    return (
        "insert into operations_safetyplace (id, operation_id, name, manager_id)"
        f" values (gen_random_uuid(), {operation}, 'P', '{manager}')"
    )


def _post(post: str, operation: str = _THERE) -> str:
    """A post of the person, now."""
    return (
        "insert into operations_commandpost (id, operation_id, post, strand, person_id,"
        f" organisation_id, from_at) values (gen_random_uuid(), {operation}, '{post}',"
        " '',"
        f" '{PERSON}', '{OWN}', now())"
    )


def _hears(  # each is one thing that decides
    name: str,
    expects: str,
    before: list[str],
    who: tuple[str, str] = _GOES,
    of: str = _THERE,
    day: str = _TODAY,
    team: str = "null",
) -> Attempt:
    asked = f"select array_length(wall.board_channels({of}, {day}, {team}), 1)"
    return Attempt("board_channels", name, who, [asked], expects, before)


def _told(name: str, expects: str, scope: str, kind: str = "soft") -> Attempt:
    """How many of the channels of one scope are told of a visit of today."""
    before = [
        "delete from operations_boardchannel",
        "delete from operations_boardlistening",
        "insert into operations_boardlistening (id, name)"
        " values (gen_random_uuid(), 'n')",
        f"insert into {_SCOPE} (gen_random_uuid(), {_THERE},"
        f" replace('{scope}', 'DAY', {_TODAY}::text), gen_random_uuid())",
    ]
    asked = f"select wall.tell_board({_THERE}, {_TEAM}, {_TODAY}, '{kind}')"
    return Attempt("tell_board", name, _GOES, [asked], expects, before)


def _scoped(scope: str) -> str:
    return f"{scope} DAY"


def _enters(
    name: str,
    expects: str,
    post: str,
    kind: str = "safeguarding",
    who: tuple[str, str] = ("safeguarding_lead", "operation_delivery"),
) -> Attempt:
    """Something said by the holder of a post of a visit on whose crew they are not."""
    before = [
        "delete from operations_boardentry",
        f"update operations_operation set status = 'running' where id = {_OWN}",
        f"update operations_plannedvisit set id = {_VISIT}, operation_id = {_OWN},"
        f" kind = '{kind}', team_id = null where id ="
        " (select min(id::text)::uuid from operations_plannedvisit)",
        *([_post(post, _OWN)] if post else []),
    ]
    said = (
        "insert into operations_boardentry (id, visit_id, number, what, entered_by_id,"
        f" entered_at, is_by_radio) values (gen_random_uuid(), {_VISIT}, 1,"
        f" 'followed_up', '{PERSON}', now(), true)"
    )
    return Attempt("operations_boardentry", name, who, [said], expects, before)


def _calls(name: str, expects: str, post: str) -> Attempt:
    """How many outfits of others' crews the holder of a post meets."""
    before = [
        *_crew(COLLEAGUE, OTHER),
        "delete from operations_crewoutfit",
        "insert into operations_crewoutfit (id, operation_id, team_id, call_sign,"
        f" radio_channel) values (gen_random_uuid(), {_THERE}, {_TEAM}, 'C 1', 'T 1')",
        *([_post(post)] if post else []),
    ]
    asked = "select count(*) from operations_crewoutfit"
    return Attempt("operations_crewoutfit", name, _GOES, [asked], expects, before)


_QUIET = "safeguarding"
ATTEMPTS = [
    _calls("what a crew goes out with, by the post that calls it", "1", "controller"),
    _calls("the same, by a post that calls nobody", "0", "place_of_safety"),
    _calls("the same, without a post", "0", ""),
    _enters("the safeguarding lead, of a quiet visit", DONE, "safeguarding"),
    _enters("the same, by a post that enters nothing", REFUSED, "place_of_safety"),
    _enters("the same, without a post", REFUSED, ""),
    _enters("by the post, of a visit that they do not meet", REFUSED, "safeguarding",
            who=_READS),
    _enters("by the post, of one that they meet", DONE, "safeguarding", "soft", _READS),
    _hears("a colleague's team", "1", _crew()),
    _hears("one's own team, and what is quiet of it", "2", _crew(PERSON)),
    _hears("another organisation's team", "None", _crew(COLLEAGUE, OTHER)),
    _hears("somebody put there in our name", "None", _crew(COLLEAGUE)),
    _hears("a colleague who is not approved", "None", _crew(WAITING)),
    _hears("a colleague whose work was ended", "None", _crew(GONE)),
    _hears("a colleague who has left", "None", _crew(LEFT)),
    _hears("a colleague who has not begun", "None", _crew(NEW)),
    _hears("one who will have begun", "1", _crew(NEW), day=_LATER),
    _hears("a colleague who leaves later", "1", [*_crew(),
           f"update agencies_engagement set to_on = {_LATER}"
           f" where person_id = '{DESK}'"]),
    _hears("a day that is over", "None", _crew(), day=_PAST),
    _hears("an operation that is over", "None", _crew(stands="closed")),
    _hears("a team of another operation", "None",
           [*_crew(operation=_STRANGE),
            f"update operations_operation set status = 'running' where id = {_THERE}"]),
    _hears("an operation that is not in view", "42501", _crew(operation=_STRANGE),
           of=_STRANGE),
    _hears("who helps, of what is quiet", "1", _crew(), _HELPS),
    _hears("who never visits", "None", _crew(),
           ("communications", "operation_delivery")),
    _hears("at a task that is no visit's", "None", _crew(PERSON),
           ("officer", "investigation")),
    _hears("who plans there, of all and not of safety", "1", _crew(operation=_OWN),
           _LEADS, _OWN),
    _hears("the same, at another task, of what is not quiet", "1",
           _crew(operation=_OWN), ("planner", "intel_assessment"), _OWN),
    _hears("who leads there by name", "1", _crew(operation=_LED), _LEADS, _LED),
    _hears("who leads by name in a role that plans nothing", "None",
           _crew(COLLEAGUE, OTHER, operation=_LED), _GOES, _LED),
    _hears("who takes part and plans elsewhere", "None", _crew(COLLEAGUE, OTHER),
           _LEADS),
    _hears("who reads there, of what is not quiet", "1", _crew(operation=_OWN),
           _READS, _OWN),
    _hears("who reads there and goes, of what is quiet, too", "2",
           _crew(PERSON, operation=_OWN), _READS, _OWN),
    *(
        _hears(f"by the post of {post}", expects, [*_crew(), _post(post)])
        for post, expects in (
            ("silver", "2"), ("safeguarding", "2"), ("gold", "1"), ("controller", "1"),
            ("place_of_safety", "1"),
        )
    ),
    _hears("who manages a place of safety", "2",
           [*_crew(), _place(PERSON), _post("place_of_safety")]),
    _hears("who managed one", "1", [*_crew(), _place(PERSON)]),
    _hears("who manages one that was removed", "1",
           [*_crew(), _place(PERSON), _post("place_of_safety"),
            "update operations_safetyplace set removed_at = now()"]),
    _hears("a colleague's place of safety", "1",
           [*_crew(), _place(DESK), _post("place_of_safety")]),
    _hears("a place of another operation", "1",
           [*_crew(), _place(PERSON, _STRANGE), _post("place_of_safety")]),
    _hears("a place of another operation, by its post", "1",
           [*_crew(), _place(PERSON, _LED), _post("place_of_safety", _LED)]),
    _hears("a team of this operation, on a team of another", "None",
           [*_crew(COLLEAGUE, OTHER),
            "insert into operations_team (id, operation_id, name)"
            f" values ({_ANOTHER}, {_STRANGE}, 'U')",
            "insert into operations_teammember (id, team_id, person_id,"
            f" organisation_id, is_leader) values (gen_random_uuid(), {_ANOTHER},"
            f" '{PERSON}', '{OWN}', false)"]),
    _hears("who helps, of what is quiet of a team of others", "None",
           _crew(COLLEAGUE, OTHER), _HELPS, team=_TEAM),
    _hears("none of a wider scope", "2",
           [*_crew(PERSON), f"insert into {_SCOPE} (gen_random_uuid(), {_THERE},"
            f" 'all ' || {_TODAY}, gen_random_uuid())"]),
    _hears("one's own team alone", "3", [*_crew(PERSON), _post("silver")], team=_TEAM),
    _hears("who plans there, of one team", "2", _crew(operation=_OWN), _LEADS, _OWN,
           team=_TEAM),
    _hears("who reads there, of one team", "1", _crew(operation=_OWN), _READS, _OWN,
           team=_TEAM),
    _hears("another team than one's own", "None", _crew(PERSON),
           team="gen_random_uuid()"),
    Attempt("board_channels", "the same names again", _GOES,
            [f"select wall.board_channels({_THERE}, {_TODAY}, null)"
             f" = wall.board_channels({_THERE}, {_TODAY}, null)"],
            "True", _crew(PERSON)),
    Attempt("board_channels", "none of another operation's", _GOES,
            [f"select array_length(wall.board_channels({_THERE}, {_TODAY}, null), 1)"],
            "2",
            [*_crew(PERSON), f"insert into {_SCOPE} (gen_random_uuid(), {_STRANGE},"
             f" 'team ' || {_TODAY} || ' ' || {_TEAM}, gen_random_uuid())"]),
    Attempt("board_of", "the board of an operation in view", _GOES,
            [f"select wall.board_of({_THERE}, {_TODAY}, null) is null"], "False"),
    Attempt("board_of", "of one that is not", _GOES,
            [f"select wall.board_of({_STRANGE}, {_TODAY}, null) is null"], "True"),
    Attempt("board_of", "the own crews, and no colleague's", _GOES,
            [f"select json_array_length(wall.board_of({_THERE}, {_TODAY}, null)"
             " -> 'crews')"], "1", _crew(PERSON)),
    Attempt("board_of", "none of another operation's", _GOES,
            [f"select wall.board_of({_THERE}, {_TODAY}, null) ->> 'crews'"], "None",
            _crew(PERSON, operation=_STRANGE)),
    _told("all", "1", _scoped("all")),
    _told("all, of what is quiet", "1", _scoped("all"), _QUIET),
    _told("who sees what is not quiet", "1", _scoped("ordinary")),
    _told("the same, of what is quiet", "0", _scoped("ordinary"), _QUIET),
    _told("safety, of a visit", "0", "safety"),
    _told("safety", "1", "safety", "safety"),
    _told("all, of safety", "0", _scoped("all"), "safety"),
    Attempt("tell_board", "another operation's", _GOES,
            [f"select wall.tell_board({_STRANGE}, {_TEAM}, {_TODAY}, 'soft')"], "0",
            ["delete from operations_boardchannel",
             f"insert into {_SCOPE} (gen_random_uuid(), {_THERE},"
             f" 'all ' || {_TODAY}, gen_random_uuid())"]),
    Attempt("live_name", "the live process asks", NOBODY,
            ["select wall.live_name()"], "n",
            ["delete from operations_boardlistening",
             "insert into operations_boardlistening (id, name)"
             " values (gen_random_uuid(), 'n')"], "unhidden_live"),
    Attempt("live_name", "the public site asks", NOBODY,
            ["select wall.live_name()"], NOT_GRANTED, role="unhidden_public"),
]  # fmt: skip
