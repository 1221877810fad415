"""What of an intelligence report waits for a second person does not leave."""

from __future__ import annotations

from tests.security.rls.attempts import Attempt
from tests.security.rls.probes.sharing.prepared import (
    ANALYST,
    CONTENT,
    FELLOW,
    SHARE,
    agreement,
    row,
    tried,
)
from tests.security.rls.records import record
from tests.security.rls.states import COLLEAGUE, OTHER, OWN, PERSON

_HEAD = "intelligence_intelligencereport"
_REPORT, _ANOTHER = record(_HEAD, (), is_own=True), record(_HEAD, ())
_ITEM, _ELSEWHERE = (f"md5('{name}')::uuid" for name in ("an item", "another"))
_TERMS = agreement(
    "md5('about intelligence')::uuid",
    OWN,
    OTHER,
    domains="'{intelligence}'",
    purposes="'{intel_assessment}'",
)
_BASE = [
    "delete from intelligence_item; delete from intelligence_grading;"
    " delete from intelligence_itemcheck; delete from intelligence_replacement",
    _TERMS,
    f"update agencies_engagement set role = 'analyst' where person_id = '{FELLOW}'",
    f"update {_HEAD} set written_by_id = '{PERSON}' where id = {_REPORT}",
]


def _item(handling: str, report: str = _REPORT, made: str = _ITEM) -> str:
    return row(
        "intelligence_item",
        id=made,
        report_id=report,
        number="1",
        text="''",
        source="'1'",
        assessment="'A'",
        handling=f"'{handling}'",
        conditions="'ask'",
        sign_codes="'[]'",
        original_grade="''",
    )


def _graded(handling: str, item: str = _ITEM) -> str:
    return row(
        "intelligence_grading",
        id="gen_random_uuid()",
        item_id=item,
        version="2",
        source="'1'",
        assessment="'A'",
        handling=f"'{handling}'",
        conditions="'ask'",
        reason="'so'",
        graded_by_id=f"'{PERSON}'",
        graded_at="now()",
    )


def _checked(
    is_sound: str = "true",
    by: object = COLLEAGUE,
    *,
    item: str = _ITEM,
    turn: int = 2,
    things: int = 0,
) -> str:
    return row(
        "intelligence_itemcheck",
        id="gen_random_uuid()",
        item_id=item,
        turn=str(turn),
        version="1",
        things=things,
        is_sound=is_sound,
        confirmed="'{}'",
        reason="'so'",
        checked_by_id=f"'{by}'",
        checked_at="now()",
    )


def _anew(item: str = _ITEM) -> str:
    return row(
        "intelligence_replacement",
        id="gen_random_uuid()",
        old_id=_REPORT,
        new_id=item,
        text="''",
        said="'[]'",
        replaced_by_id=f"'{COLLEAGUE}'",
        replaced_at="now()",
    )


_ONE, _TWO = (f"md5('{name}')::uuid" for name in ("one thing", "another thing"))


def _mentioned(made: str = _ONE, item: str = _ITEM) -> str:
    return row(
        "intelligence_mention",
        id=made,
        item_id=item,
        kind="'event'",
        text="'so'",
        key="''",
        details="'{}'",
    )


def _linked(item: str = _ITEM) -> str:
    return row(
        "intelligence_link",
        id="gen_random_uuid()",
        item_id=item,
        left_id=_ONE,
        right_id=_TWO,
        kind="'uses'",
    )


def _drafts(name: str, expects: str, *prepared: str) -> Attempt:
    content = {
        **CONTENT,
        "domain": "'intelligence'",
        "record_id": _REPORT,
        "agreement_id": "md5('about intelligence')::uuid",
        "purposes": "'{intel_assessment}'",
        "by_consent": "false",
    }
    told = ", ".join(f"'{key}', {value}" for key, value in content.items())
    step = f"select wall.draft_share({SHARE}, jsonb_build_object({told}), now())"
    procedures = "waits_to_leave writer_of share_fault"
    return tried(procedures, name, ANALYST, [step], expects, *_BASE, *prepared)


ATTEMPTS = [
    _drafts("intelligence without conditions", "", _item("P")),
    _drafts("with conditions", "waits", _item("C")),
    _drafts("with conditions in another report", "", _item("P"),
            _item("C", _ANOTHER, _ELSEWHERE)),
    _drafts("with conditions since", "waits", _item("P"), _graded("C")),
    _drafts("without conditions since", "waits", _item("C"), _graded("P")),
    _drafts("with conditions of another item", "", _item("P"),
            _item("P", _ANOTHER, _ELSEWHERE), _graded("C", _ELSEWHERE)),
    _drafts("checked by a second person", "", _item("C"), _checked()),
    _drafts("checked by its writer", "waits", _item("C"), _checked(by=PERSON)),
    _drafts("another item checked", "waits", _item("C"), _checked(item=_ELSEWHERE)),
    _drafts("held back", "waits", _item("C"), _checked("false")),
    _drafts("held back since", "waits", _item("C"), _checked(),
            _checked("false", turn=3)),
    _drafts("added to since", "waits", _item("C"), _checked(), _mentioned()),
    _drafts("linked since", "waits", _item("C"), _checked(things=1), _mentioned(),
            _linked()),
    _drafts("checked with all that was added", "", _item("C"), _checked(things=3),
            _mentioned(), _mentioned(_TWO), _linked()),
    _drafts("another item added to since", "", _item("C"), _checked(),
            _item("P", _ANOTHER, _ELSEWHERE), _mentioned(item=_ELSEWHERE),
            _linked(_ELSEWHERE)),
    _drafts("replaced", "", _item("C"),
            f"update intelligence_item set is_replaced = true where id = {_ITEM}"),
    _drafts("checked by who wrote it anew", "waits", _item("C"), _anew(), _checked()),
    _drafts("checked by the report's writer, but written anew", "", _item("C"),
            _anew(), _checked(by=PERSON)),
    _drafts("checked by who wrote another anew", "", _item("C"), _anew(_ELSEWHERE),
            _checked()),
    _drafts("checked since it was held back", "", _item("C"), _checked("false"),
            _checked(turn=3)),
]  # fmt: skip
