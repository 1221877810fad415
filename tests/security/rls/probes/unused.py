"""Unused material: who decides which axis, by how many; what was signed stays so."""

from __future__ import annotations

from tests.security.rls.attempts import REFUSED, Attempt
from tests.security.rls.probes.sharing.prepared import row
from tests.security.rls.records import record
from tests.security.rls.rows import key
from tests.security.rls.states import COLLEAGUE, PERSON, Way

_AT_WORK = ("investigator", "investigation")
_LED = record("investigations_investigation", (Way("team", "lead"),))
_ELSEWHERE = record("investigations_investigation", (Way("team", "worker"),))
_ITEM, _OTHER_ITEM = key("unused", "'m'"), key("unused", "'n'")
_SIGNED, _OTHER = key("unused", "'s'"), key("unused", "'t'")
_WRONG = "23514"
_ME, _THEM = f"'{PERSON}'", f"'{COLLEAGUE}'"
_CLEARED = (
    "delete from investigations_scheduleline",
    "delete from investigations_schedule",
    "delete from investigations_materialdecision",
    "delete from investigations_material",
    "delete from investigations_post",
)


def _post(function: str = "'disclosure_officer'", ended: str = "null") -> str:
    given = row(
        "investigations_post",
        id="gen_random_uuid()",
        investigation_id=_LED,
        person_id=_ME,
        function=function,
        is_sterile="false",
        began_at="now() - interval '1 day'",
        given_by_id=_THEM,
    )
    if ended == "null":
        return given
    return (
        f"{given}; update investigations_post set ended_at = {ended},"
        f" ended_by_id = {_THEM} where investigation_id = {_LED}"
    )


def _item(made: str = _ITEM, number: int = 1) -> str:
    return row(
        "investigations_material",
        id=made,
        investigation_id=_LED,
        number=number,
        kind="'paper'",
        source_id="gen_random_uuid()",
        source="'own'",
        received_on="current_date",
        entered_by_id=_ME,
        entered_at="now()",
    )


def _decided(
    value: str,
    turn: int,
    *,
    axis: str = "sensitivity",
    by: str = _ME,
    item: str = _ITEM,
) -> str:
    return row(
        "investigations_materialdecision",
        id="gen_random_uuid()",
        investigation_id=_LED,
        material_id=item,
        axis=f"'{axis}'",
        turn=turn,
        value=f"'{value}'",
        code="''",
        reason="''",
        trigger="''",
        decided_by_id=by,
        decided_at="now()",
    )


def _prepared(*rows: str) -> list[str]:
    """These rows, written before as they stand: no trigger looks at them."""
    return [
        *_CLEARED,
        _post(),
        _item(),
        _item(_OTHER_ITEM, 2),
        "alter table investigations_materialdecision disable trigger user",
        "alter table investigations_schedule disable trigger user",
        *rows,
        "alter table investigations_scheduleline"
        " enable always trigger investigations_scheduleline_is_counted",
        "alter table investigations_materialdecision"
        " enable always trigger investigations_materialdecision_follows",
        "alter table investigations_schedule"
        " enable always trigger investigations_schedule_continues",
    ]


def _sensitivity(name: str, expects: str, step: str, *before: str) -> Attempt:
    named = "investigations_materialdecision_follows"
    return Attempt(named, name, _AT_WORK, [step], expects, _prepared(*before))


_SENSITIVE = _decided("sensitive", 1)
_ASKED = _decided("none_asked", 2, by=_THEM)
_ASKED_BY_ME = _decided("none_asked", 2)


def _version(
    version: int,
    first: int,
    count: int = 3,
    *,
    kind: str = "MG6C",
    made: str = _SIGNED,
    investigation: str = _LED,
    by: str = _ME,
) -> str:
    return row(
        "investigations_schedule",
        id=made,
        investigation_id=investigation,
        kind=f"'{kind}'",
        version=version,
        first_line=first,
        lines_count=count,
        digest="repeat('0', 64)",
        state_digest="''",
        certificate="'1:en'",
        exceptions="''",
        signed_by_id=by,
        signed_at="now()",
    )


def _goes_on(name: str, expects: str, step: str, *before: str) -> Attempt:
    named = "investigations_schedule_continues"
    return Attempt(named, name, _AT_WORK, [step], expects, _prepared(*before))


def _line(line: int, schedule: str = _SIGNED, investigation: str = _LED) -> str:
    return row(
        "investigations_scheduleline",
        id="gen_random_uuid()",
        investigation_id=investigation,
        schedule_id=schedule,
        material_id=_ITEM,
        line=line,
        words="'w'",
        quantity=1,
        marks="''",
    )


def _takes(name: str, expects: str, step: str, *before: str) -> Attempt:
    named = "investigations_scheduleline_is_counted"
    return Attempt(named, name, _AT_WORK, [step], expects, _prepared(*before))


def _decides(name: str, expects: str, step: str, *before: str) -> Attempt:
    named = "investigations_materialdecision"
    return Attempt(named, name, _AT_WORK, [step], expects, [*_CLEARED, *before])


_FIRST = _version(1, 1)
_SECOND = _version(2, 4, 2, made=_OTHER)
_NEW = key("unused", "'u'")

ATTEMPTS = [
    _sensitivity("not sensitive from the start", "done", _decided("none_sensitive", 1)),
    _sensitivity("sensitive from the start", "done", _SENSITIVE),
    _sensitivity("said to be no more, of nothing", _WRONG, _decided("none_asked", 1)),
    _sensitivity("a word of another axis", _WRONG, _decided("relevant", 1)),
    _sensitivity("a turn left out", _WRONG, _decided("sensitive", 2)),
    _sensitivity("sensitive after all", "done", _decided("sensitive", 2),
                 _decided("none_sensitive", 1)),
    _sensitivity("not sensitive twice", _WRONG, _decided("none_sensitive", 2),
                 _decided("none_sensitive", 1)),
    _sensitivity("one says so", "done", _decided("none_asked", 2), _SENSITIVE),
    _sensitivity("one alone", _WRONG, _decided("none_sensitive", 2), _SENSITIVE),
    _sensitivity("undecided again", _WRONG, _decided("undecided", 2), _SENSITIVE),
    _sensitivity("the same turn again", _WRONG, _decided("none_asked", 1), _SENSITIVE),
    _sensitivity("another agrees", "done", _decided("none_sensitive", 3), _SENSITIVE,
                 _ASKED),
    _sensitivity("who said so agrees", _WRONG, _decided("none_sensitive", 3),
                 _SENSITIVE, _ASKED_BY_ME),
    _sensitivity("who said so takes it back", "done", _decided("sensitive", 3),
                 _SENSITIVE, _ASKED_BY_ME),
    _sensitivity("asked twice", _WRONG, _decided("none_asked", 3), _SENSITIVE, _ASKED),
    _sensitivity("another axis has its own turns", "done", _decided("sensitive", 1),
                 _decided("relevant", 5, axis="relevance")),
    _sensitivity("another item has its own turns", "done", _decided("sensitive", 1),
                 _decided("sensitive", 1, item=_OTHER_ITEM)),
    _goes_on("a first version", "done", _version(1, 1)),
    _goes_on("a first version as the second", _WRONG, _version(2, 1)),
    _goes_on("a first version with a gap", _WRONG, _version(1, 2)),
    _goes_on("the next version", "done", _version(2, 4, made=_NEW), _FIRST),
    _goes_on("a number used before", _WRONG, _version(2, 3, made=_NEW), _FIRST),
    _goes_on("a number left out", _WRONG, _version(2, 5, made=_NEW), _FIRST),
    _goes_on("a version left out", _WRONG, _version(3, 4, made=_NEW), _FIRST),
    _goes_on("after the newest", "done", _version(3, 6, made=_NEW), _FIRST, _SECOND),
    _goes_on("another kind has its own", "done", _version(1, 1, made=_NEW),
             _version(1, 1, kind="MG6D")),
    _goes_on("another investigation has its own", "done", _version(1, 1, made=_NEW),
             _version(1, 1, investigation=_ELSEWHERE)),
    _takes("its first line", "done", _line(1), _FIRST),
    _takes("its last line", "done", _line(3), _FIRST),
    _takes("a line after its last", _WRONG, _line(4), _FIRST),
    _takes("a line before its first", _WRONG, _line(3, _OTHER), _SECOND),
    _takes("what another signed", _WRONG, _line(1), _version(1, 1, by=_THEM)),
    _takes("what was signed elsewhere", _WRONG, _line(1),
           _version(1, 1, investigation=_ELSEWHERE)),
    _takes("no schedule at all", _WRONG, _line(1), _version(1, 1, made=_OTHER)),
    _decides("relevance, without a post", "done",
             _decided("relevant", 1, axis="relevance"), _item()),
    _decides("use, without a post", "done", _decided("unused", 1, axis="use"), _item()),
    _decides("sensitivity, without a post", REFUSED, _SENSITIVE, _item()),
    _decides("sensitivity, in the post", "done", _SENSITIVE, _item(), _post()),
    _decides("sensitivity, in another post", REFUSED, _SENSITIVE, _item(),
             _post("'sio'")),
    _decides("sensitivity, in a post that ended", REFUSED, _SENSITIVE, _item(),
             _post(ended="now()")),
    _decides("in another's name", REFUSED,
             _decided("relevant", 1, axis="relevance", by=_THEM), _item()),
]  # fmt: skip
