"""Checks of outcomes: the next of one's own, and none that is given away."""

from __future__ import annotations

from tests.security.rls.attempts import REFUSED, Attempt
from tests.security.rls.records import OPERATION, record
from tests.security.rls.rows import key
from tests.security.rls.states import COLLEAGUE, PERSON, Way

_PLANS = ("planner", "operation_delivery")
_OWNS = ("partner", "operation_delivery")
_LED = record(OPERATION, (Way("team", "lead"),))
_CHECK = key("operations_outcomecheck", "'again'")
_ELSEWHERE = record(OPERATION, (Way("team", "supervisor"),))


def _check(
    *,
    owner: object = PERSON,
    met_by: str = f"'{PERSON}'",
    months: int = 3,
    number: int = 1,
    operation: str = _LED,
) -> list[str]:
    """A check of three months, the first, and something else about it."""
    return [
        "delete from operations_outcomecheck",
        "insert into operations_outcomecheck (id, operation_id, months, number, due_on,"
        " owner_id, found, met_by_id, met_at) values"
        f" ({_CHECK}, {operation}, {months},"
        f" {number}, wall.today(), '{owner}', 'f', {met_by}, now())",
    ]


def _returns(
    name: str, expects: str, before: list[str], owner: object = PERSON
) -> Attempt:
    asked = f"select wall.comes_back({_LED}, 3, 2, '{owner}')"
    return Attempt("comes_back", name, _PLANS, [asked], expects, before)


def _gives_away(table: str, before: list[str]) -> Attempt:
    given = f"update {table} set owner_id = '{COLLEAGUE}'"
    return Attempt(table, f"giving away one's own of {table}", _OWNS, [given], REFUSED,
                   before)  # fmt: skip


_MINE = key("operations_debriefaction", "'mine'")
_ACTION = [
    "delete from operations_debriefaction",
    "insert into operations_debriefaction (id, operation_id, what, owner_id, due_on,"
    f" done_words) values ({_MINE}, {_LED}, 'w',"
    f" '{PERSON}', wall.today(), '')",
]
ATTEMPTS = [
    _gives_away("operations_outcomecheck", _check()),
    _gives_away("operations_debriefaction", _ACTION),
    _returns("the next of one's own", "True", _check()),
    _returns("of one that nobody met", "False", _check(met_by="null")),
    _returns("of one that a colleague met", "False", _check(met_by=f"'{COLLEAGUE}'")),
    _returns("of a colleague's", "False", _check(owner=COLLEAGUE)),
    _returns("of another month", "False", _check(months=6)),
    _returns("two after it", "False", _check(number=0)),
    _returns("of another operation", "False", _check(operation=_ELSEWHERE)),
    _returns("for a colleague", "False",
             _check(owner=COLLEAGUE, met_by=f"'{COLLEAGUE}'"), COLLEAGUE),
]  # fmt: skip
