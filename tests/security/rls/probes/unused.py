"""Unused material: who decides which axis, by how many; what was signed stays so."""

from __future__ import annotations

from tests.security.rls.attempts import REFUSED, Attempt
from tests.security.rls.probes.sharing.prepared import row
from tests.security.rls.records import record
from tests.security.rls.rows import key
from tests.security.rls.states import COLLEAGUE, PERSON, Way

_AT_WORK = ("investigator", "investigation")
LED = record("investigations_investigation", (Way("team", "lead"),))
ELSEWHERE = record("investigations_investigation", (Way("team", "worker"),))
ITEM, OTHER_ITEM = key("unused", "'m'"), key("unused", "'n'")
ACCUSED, ELSE = key("unused", "'p'"), key("unused", "'q'")
_TOLD = key("unused", "'x'")
WRONG = "23514"
ME, THEM = f"'{PERSON}'", f"'{COLLEAGUE}'"
_CLEARED = (
    "delete from investigations_sensitiveline",
    "delete from investigations_scheduleline",
    "delete from investigations_schedule",
    "delete from investigations_materialdescription",
    "delete from investigations_sensitivedescription",
    "delete from investigations_presumedanswer",
    "delete from investigations_materialdecision",
    "delete from investigations_material",
    "delete from investigations_lookagain",
    "delete from investigations_personrole",
    "delete from investigations_post",
)


def _post(function: str = "'disclosure_officer'", ended: str = "null") -> str:
    given = row(
        "investigations_post",
        id="gen_random_uuid()",
        investigation_id=LED,
        person_id=ME,
        function=function,
        is_sterile="false",
        began_at="now() - interval '1 day'",
        given_by_id=THEM,
    )
    if ended == "null":
        return given
    return (
        f"{given}; update investigations_post set ended_at = {ended},"
        f" ended_by_id = {THEM} where investigation_id = {LED}"
    )


def make_item(
    made: str = ITEM,
    number: int = 1,
    *,
    source: str = "gen_random_uuid()",
    investigation: str = LED,
) -> str:
    return row(
        "investigations_material",
        id=made,
        investigation_id=investigation,
        number=number,
        kind="'paper'",
        source_id=source,
        source="'own'",
        received_on="current_date",
        entered_by_id=ME,
        entered_at="now()",
    )


def make_decision(
    value: str,
    turn: int,
    *,
    axis: str = "sensitivity",
    by: str = ME,
    item: str = ITEM,
    accused: str = "null",
    ago: str = "1 hour",
) -> str:
    return row(
        "investigations_materialdecision",
        id="gen_random_uuid()",
        investigation_id=LED,
        material_id=item,
        axis=f"'{axis}'",
        accused_id=accused,
        turn=turn,
        value=f"'{value}'",
        code="''",
        reason="''",
        trigger="''",
        decided_by_id=by,
        decided_at=f"now() - interval '{ago}'",
    )


def prepare(named: str, *rows: str) -> list[str]:
    """These rows, written before as they stand; then one trigger looks at new ones."""
    table = "_".join(named.split("_")[:2])
    return [
        *_CLEARED,
        _post(),
        f"alter table {table} disable trigger user",
        *rows,
        f"alter table {table} enable always trigger {named}",
    ]


def attempt(named: str, name: str, expects: str, step: str, *before: str) -> Attempt:
    """A step at which one trigger looks, after these rows."""
    return Attempt(named, name, _AT_WORK, [step], expects, prepare(named, *before))


def _sensitivity(name: str, expects: str, step: str, *before: str) -> Attempt:
    named = "investigations_materialdecision_follows"
    items = (make_item(), make_item(OTHER_ITEM, 2))
    return attempt(named, name, expects, step, *items, *before)


_SENSITIVE = make_decision("sensitive", 1)
_ASKED = make_decision("none_asked", 2, by=THEM)
_ASKED_BY_ME = make_decision("none_asked", 2)


def _decides(name: str, expects: str, step: str, *before: str) -> Attempt:
    named = "investigations_materialdecision"
    return Attempt(named, name, _AT_WORK, [step], expects, [*_CLEARED, *before])


def make_suspect(
    person: str = ACCUSED,
    *,
    role: str = "suspect",
    ended: str = "null",
    investigation: str = LED,
) -> str:
    return row(
        "investigations_personrole",
        id="gen_random_uuid()",
        investigation_id=investigation,
        person_id=person,
        role=f"'{role}'",
        began_at="now()",
        given_by_id=ME,
        ended_at=ended,
    )


def make_description(turn: int = 1, *, item: str = ITEM, block: str = "null") -> str:
    return row(
        "investigations_materialdescription",
        id="gen_random_uuid()",
        investigation_id=LED,
        material_id=item,
        turn=turn,
        text="'w'",
        quantity=1,
        block_id=block,
        how_sampled="''",
        written_by_id=ME,
        written_at="now()",
    )


def make_sealed(turn: int = 1, *, item: str = ITEM) -> str:
    return row(
        "investigations_sensitivedescription",
        id="gen_random_uuid()",
        investigation_id=LED,
        material_id=item,
        turn=turn,
        text_sealed="'x'",
        written_by_id=ME,
        written_at="now()",
    )


def _answered(turn: int = 1, category: str = "calls", where: str = LED) -> str:
    return row(
        "investigations_presumedanswer",
        id="gen_random_uuid()",
        investigation_id=where,
        category=f"'{category}'",
        turn=turn,
        answer="'none_exists'",
        reason="''",
        answered_by_id=ME,
        answered_at="now()",
    )


def _enters(name: str, expects: str, step: str, *before: str) -> Attempt:
    return attempt("investigations_material_enters", name, expects, step, *before)


def _describes(name: str, expects: str, step: str, *before: str) -> Attempt:
    named = "investigations_materialdescription_follows"
    return attempt(
        named, name, expects, step, make_item(), make_item(OTHER_ITEM, 2), *before
    )


def _seals(name: str, expects: str, step: str, *before: str) -> Attempt:
    named = "investigations_sensitivedescription_follows"
    return attempt(
        named, name, expects, step, make_item(), make_item(OTHER_ITEM, 2), *before
    )


def _answers(name: str, expects: str, step: str, *before: str) -> Attempt:
    named = "investigations_presumedanswer_follows"
    return attempt(named, name, expects, step, *before)


def _few_may_know(table: str, **given: str) -> str:
    return row(table, id=_TOLD, **given)


_MATCHED = _few_may_know(
    "intelligence_sourcematch",
    organisation_id="gen_random_uuid()",
    earlier_id="gen_random_uuid()",
    later_id="gen_random_uuid()",
    earlier_urn="'u'",
    later_urn="'v'",
    reports="2",
    made_at="now()",
)
_MET = _few_may_know(
    "intelligence_contact",
    organisation_id="gen_random_uuid()",
    other_id="gen_random_uuid()",
    record_id="gen_random_uuid()",
    urn="'u'",
    meeting="gen_random_uuid()",
    is_sensitive="false",
    made_at="now()",
)
_STEPS = {
    table: _few_may_know(
        table,
        **{of: "gen_random_uuid()"},
        state="'s'",
        outcome="'o'",
        taken_by_id=ME,
        taken_at="now()",
    )
    for table, of in (
        ("intelligence_sourcestep", "match_id"),
        ("intelligence_contactstep", "contact_id"),
    )
}


def _head(table: str, change: str) -> str:
    """A record that has this id, with this about it."""
    return f"update {table} set id = {_TOLD}, {change} where id = {key(table, '1')}"


def _known(name: str, expects: str, *before: str) -> Attempt:
    return _enters(name, expects, make_item(source=_TOLD), *before)


_HEADS = {"intelligence": "intelligence_intelligencereport", "visit": "visits_visit"}


ATTEMPTS = [
    _enters("the first item", "done", make_item()),
    _enters("the next item", "done", make_item(OTHER_ITEM, 2), make_item()),
    _enters("a number left out", WRONG, make_item(OTHER_ITEM, 3), make_item()),
    _enters("the highest number there is", WRONG,
            make_item(OTHER_ITEM, 2**31 - 1), make_item()),
    _enters("numbers are each investigation's own", "done", make_item(OTHER_ITEM, 1),
            make_item(number=7, investigation=ELSEWHERE)),
    _known("a match of the source unit", WRONG, _MATCHED),
    _known("what the source unit did", WRONG, _STEPS["intelligence_sourcestep"]),
    _known("where two are to contact each other", WRONG, _MET),
    _known("what came of their contact", WRONG, _STEPS["intelligence_contactstep"]),
    *(
        _known(f"{kind}, {name}", expects, _head(table, change))
        for kind, table in _HEADS.items()
        for name, change, expects in (
            ("ordinary", "sensitivity = 1, is_restricted = false", "done"),
            ("restricted", "sensitivity = 1, is_restricted = true", WRONG),
            ("above a desk", "sensitivity = 2, is_restricted = false", WRONG),
        )
    ),
    _describes("a first description", "done", make_description()),
    _describes("the next description", "done", make_description(2), make_description()),
    _describes("a description too far on", WRONG, make_description(2**31 - 1)),
    _describes("each item's descriptions count", "done",
               make_description(item=OTHER_ITEM),
               make_description()),
    _describes("under an item of this investigation", "done",
               make_description(block=OTHER_ITEM)),
    _describes("under an item of another", WRONG, make_description(block=ELSE),
               make_item(ELSE, 1, investigation=ELSEWHERE)),
    _describes("an item of another investigation", WRONG, make_description(item=ELSE),
               make_item(ELSE, 1, investigation=ELSEWHERE)),
    _seals("a first sealed description", "done", make_sealed()),
    _seals("the next sealed description", "done", make_sealed(2), make_sealed()),
    _seals("a sealed description too far on", WRONG, make_sealed(2**31 - 1)),
    _seals("each item's sealed descriptions count", "done",
           make_sealed(item=OTHER_ITEM),
           make_sealed()),
    _seals("a sealed one of another investigation", WRONG, make_sealed(item=ELSE),
           make_item(ELSE, 1, investigation=ELSEWHERE)),
    _answers("a first answer", "done", _answered()),
    _answers("the next answer", "done", _answered(2), _answered()),
    _answers("an answer too far on", WRONG, _answered(2**31 - 1)),
    _answers("each category has its own", "done", _answered(1, "custody"), _answered()),
    _answers("each investigation has its own", "done", _answered(),
             _answered(where=ELSEWHERE)),
    _sensitivity("relevance, decided first", "done",
                 make_decision("relevant", 1, axis="relevance")),
    _sensitivity("relevance, too far on", WRONG,
                 make_decision("relevant", 2**31 - 1, axis="relevance")),
    _sensitivity("relevance, again", "done",
                 make_decision("not_relevant", 2, axis="relevance"),
                 make_decision("relevant", 1, axis="relevance")),
    _sensitivity("an item of another investigation is decided", WRONG,
                 make_decision("relevant", 1, axis="relevance", item=ELSE),
                 make_item(ELSE, 1, investigation=ELSEWHERE)),
    _sensitivity("the test, for a suspect", "done",
                 make_decision("not_met", 1, axis="test", accused=ACCUSED),
                 make_suspect()),
    _sensitivity("the test, for one who was", "done",
                 make_decision("not_met", 1, axis="test", accused=ACCUSED),
                 make_suspect(ended="now()")),
    _sensitivity("the test, for a witness", WRONG,
                 make_decision("not_met", 1, axis="test", accused=ACCUSED),
                 make_suspect(role="witness")),
    _sensitivity("the test, for another's suspect", WRONG,
                 make_decision("not_met", 1, axis="test", accused=ACCUSED),
                 make_suspect(investigation=ELSEWHERE)),
    _sensitivity("the test, for a stranger", WRONG,
                 make_decision("not_met", 1, axis="test", accused=ELSE),
                 make_suspect()),
    _sensitivity("each accused has turns of their own", "done",
                 make_decision("not_met", 1, axis="test", accused=ACCUSED),
                 make_suspect(), make_suspect(ELSE),
                 make_decision("not_met", 1, axis="test", accused=ELSE)),
    _sensitivity("not sensitive from the start", "done",
                 make_decision("none_sensitive", 1)),
    _sensitivity("sensitive from the start", "done", _SENSITIVE),
    _sensitivity("said to be no more, of nothing", WRONG,
                 make_decision("none_asked", 1)),
    _sensitivity("a word of another axis", WRONG, make_decision("relevant", 1)),
    _sensitivity("a turn left out", WRONG, make_decision("sensitive", 2)),
    _sensitivity("sensitive after all", "done", make_decision("sensitive", 2),
                 make_decision("none_sensitive", 1)),
    _sensitivity("not sensitive twice", WRONG, make_decision("none_sensitive", 2),
                 make_decision("none_sensitive", 1)),
    _sensitivity("one says so", "done", make_decision("none_asked", 2), _SENSITIVE),
    _sensitivity("one alone", WRONG, make_decision("none_sensitive", 2), _SENSITIVE),
    _sensitivity("undecided again", WRONG, make_decision("undecided", 2), _SENSITIVE),
    _sensitivity("the same turn again", WRONG, make_decision("none_asked", 1),
                 _SENSITIVE),
    _sensitivity("another agrees", "done", make_decision("none_sensitive", 3),
                 _SENSITIVE,
                 _ASKED),
    _sensitivity("who said so agrees", WRONG, make_decision("none_sensitive", 3),
                 _SENSITIVE, _ASKED_BY_ME),
    _sensitivity("who said so takes it back", "done", make_decision("sensitive", 3),
                 _SENSITIVE, _ASKED_BY_ME),
    _sensitivity("asked twice", WRONG, make_decision("none_asked", 3), _SENSITIVE,
                 _ASKED),
    _sensitivity("another axis has its own turns", "done",
                 make_decision("sensitive", 1),
                 make_decision("relevant", 1, axis="relevance"),
                 make_decision("not_relevant", 2, axis="relevance")),
    _sensitivity("another item has its own turns", "done",
                 make_decision("sensitive", 1),
                 make_decision("sensitive", 1, item=OTHER_ITEM)),
    _decides("relevance, without a post", "done",
             make_decision("relevant", 1, axis="relevance"), make_item()),
    _decides("use, without a post", "done", make_decision("unused", 1, axis="use"),
             make_item()),
    _decides("sensitivity, without a post", REFUSED, _SENSITIVE, make_item()),
    _decides("sensitivity, in the post", "done", _SENSITIVE, make_item(), _post()),
    _decides("sensitivity, in another post", REFUSED, _SENSITIVE, make_item(),
             _post("'sio'")),
    _decides("sensitivity, in a post that ended", REFUSED, _SENSITIVE, make_item(),
             _post(ended="now()")),
    _decides("in another's name", REFUSED,
             make_decision("relevant", 1, axis="relevance", by=THEM), make_item()),
]  # fmt: skip
