"""Only what a second person held back is written anew, and nothing else goes."""

from __future__ import annotations

from tests.security.rls.attempts import REFUSED, Attempt
from tests.security.rls.probes.reviewing import BESIDE, MINE
from tests.security.rls.probes.sharing.prepared import ANALYST, LOOK, row
from tests.security.rls.records import KEPT_OUT, record
from tests.security.rls.states import COLLEAGUE, PERSON

_HEAD = "intelligence_intelligencereport"
_BARRED = record(_HEAD, (), KEPT_OUT, is_own=True)
_OLD, _NEW, _OTHER = (f"md5('{name}')::uuid" for name in ("old", "new", "other"))
_KEPT, _AGAIN, _GONE = (f"md5('{name}')::uuid" for name in ("kept", "again", "gone"))


def _item(made: str, number: int, report: str = MINE) -> str:
    return row(
        "intelligence_item", id=made, report_id=report, number=number, text="'so'",
        source="'1'", assessment="'A'", handling="'P'", conditions="''",
        sign_codes="'[]'", original_grade="''",
    )  # fmt: skip


def _checked(
    is_sound: str = "false", by: object = COLLEAGUE, item: str = _OLD, turn: int = 2
) -> str:
    return row(
        "intelligence_itemcheck", id="gen_random_uuid()", item_id=item, turn=turn,
        version=1, things=0, is_sound=is_sound, confirmed="'{}'", reason="'so'",
        checked_by_id=f"'{by}'", checked_at="now()",
    )  # fmt: skip


def _said(made: str, item: str = _OLD) -> str:
    return row(
        "intelligence_mention", id=made, item_id=item, kind="'event'", text="'so'",
        key="''", details="'{}'",
    )  # fmt: skip


def _linked(left: str, right: str, item: str = _OLD) -> str:
    return row(
        "intelligence_link", id="gen_random_uuid()", item_id=item, left_id=left,
        right_id=right, kind="'uses'",
    )  # fmt: skip


def _base(report: str = MINE) -> list[str]:
    return [
        "delete from intelligence_itemcheck; delete from intelligence_replacement",
        f"update {_HEAD} set written_by_id = '{PERSON}' where id = {report}",
        _item(_OLD, 7001, report),
        _item(_NEW, 7002, report),
        _item(_OTHER, 7003, BESIDE),
    ]


def _replaces(
    name: str,
    expects: str,
    *before: str,
    new: str = _NEW,
    report: str = MINE,
    look: str = "",
    procedures: str = "replace_item",
) -> Attempt:
    kept = f"array[{_KEPT}, {_AGAIN}]"
    steps = [f"select wall.replace_item({_OLD}, {new}, {kept}, now())"]
    steps += [LOOK, look] if look else []
    before = (*_base(report), *before)
    return Attempt(procedures, name, ANALYST, steps, expects, before)


_BY = "is_held_back writer_of replace_item"
_SPOKEN = [
    _checked(),
    "delete from intelligence_judgement; delete from intelligence_link",
    *map(_said, (_KEPT, _AGAIN, _GONE)),
    _said(_OTHER, _OTHER),
    _linked(_KEPT, _AGAIN),
    _linked(_KEPT, _GONE),
    _linked(_GONE, _AGAIN),
    _linked(_OTHER, _OTHER, _OTHER),
]


def _leaves(name: str, look: str, expects: str, procedures: str) -> Attempt:
    """What is there after it was replaced."""
    return _replaces(name, expects, *_SPOKEN, look=look, procedures=procedures)


def _replaced(new: str, by: object) -> str:
    return row(
        "intelligence_replacement", id="gen_random_uuid()", old_id=_OTHER, new_id=new,
        text="''", said="'[]'", replaced_by_id=f"'{by}'", replaced_at="now()",
    )  # fmt: skip


ATTEMPTS = [
    _replaces("what was held back", "", _checked()),
    _replaces("of a report they are kept out of", REFUSED, _checked(),
              report=_BARRED),
    _replaces("what nobody checked", REFUSED, procedures=_BY),
    _replaces("what its writer held back", REFUSED, _checked(by=PERSON),
              procedures=_BY),
    _replaces("while another is held back", REFUSED, _checked(item=_OTHER),
              procedures=_BY),
    _replaces("what was checked since", REFUSED, _checked(), _checked("true", turn=3),
              procedures=_BY),
    _replaces("what was held back since", "", _checked("true"), _checked(turn=3),
              procedures=_BY),
    _replaces("a replacement that its own writer holds back", REFUSED,
              _replaced(_OLD, COLLEAGUE), _checked(), procedures=_BY),
    _replaces("a replacement that its report's writer holds back", "",
              _replaced(_OLD, COLLEAGUE), _checked(by=PERSON), procedures=_BY),
    _replaces("while a colleague replaced another", "", _replaced(_GONE, COLLEAGUE),
              _checked(), procedures=_BY),
    _replaces("by what is not there", REFUSED, _checked(), new=_GONE),
    _replaces("by an item of another report", REFUSED, _checked(), new=_OTHER),
    _leaves("with its record",
            "select string_agg(concat(text, jsonb_array_length(said)), ' ')"
            " from intelligence_replacement", "so3", "replace_item"),
    _leaves("with its words",
            "select string_agg(id::text, ' ') = md5('old')::uuid::text"
            " from intelligence_item where text = '' and is_replaced", "True",
            "replace_item"),
    _leaves("with what is said again",
            "select concat_ws(' ',"
            f" count(*) filter (where item_id = {_NEW} and id in ({_KEPT}, {_AGAIN})),"
            f" count(*) filter (where item_id in ({_NEW}, {_OLD})),"
            f" count(*) filter (where item_id = {_OTHER}))"
            " from intelligence_mention", "2 2 1", "replace_item forget_said"),
    _leaves("with its links",
            f"select concat_ws(' ', count(*) filter (where item_id = {_NEW}), count(*))"
            " from intelligence_link", "1 2", "replace_item forget_said"),
]  # fmt: skip
