"""Posts of command, what they open to whom, and entries of decision logs."""

from __future__ import annotations

from tests.security.rls.attempts import REFUSED, Attempt
from tests.security.rls.records import (
    ABOVE,
    KEPT_OUT,
    LEAD,
    OPERATION,
    RESTRICTED,
    WORKER,
    record,
)
from tests.security.rls.rows import key
from tests.security.rls.states import COLLEAGUE, OTHER, OWN, PERSON, Way

_GOES = ("partner", "operation_delivery")
_PLANS = ("planner", "operation_delivery")
_READS = ("planner", "intel_assessment")
_THERE = record(OPERATION, (Way("team", "worker", whose="organisation"),))
_ELSEWHERE = record(OPERATION, WORKER)
_LED = record(OPERATION, LEAD)
_STRANGE = record(OPERATION, ())
_OURS = record(OPERATION, (), is_own=True)
_POST, _OTHERS = key("operations_commandpost", "'p'"), "gen_random_uuid()"
_HELD = "select wall.holds_post({}, {})"
_SILVER = "array['gold', 'silver']"
_HOUR = "interval '1 hour'"
_DECISION = key("decision_log_decision", "'d'")
_CONTENT = (
    "jsonb_build_object('decided_at', now(), 'title', 't', 'values', 'v',"
    " 'information', 'i', 'threat_and_risk', 'r', 'powers_and_policy', 'p',"
    " 'options', 'o', 'rejected', '[]'::jsonb, 'action_and_review', 'a')"
)
_NO_REPLAY = "delete from wall.replays"
_YESTERDAY, _TOMORROW = "now() - interval '1 day'", "now() + interval '1 day'"


def _post(  # each is one thing that decides
    *,
    person: object = PERSON,
    of: object = OWN,
    operation: str = _THERE,
    post: str = "silver",
    begins: str = f"now() - {_HOUR}",
    ends: str = "null",
    closed: str = "null",
    id: str = _POST,
) -> str:
    """A post of the person, with something else about it."""
    return (
        "insert into operations_commandpost (id, operation_id, post, strand, person_id,"
        f" organisation_id, from_at, to_at, closed_at) values ({id}, {operation},"
        f" '{post}', '', '{person}', '{of}', {begins}, {ends}, {closed})"
    )


def _holds(
    name: str,
    expects: str,
    *before: str,
    who: tuple[str, str] = _GOES,
    of: str = _THERE,
    posts: str = _SILVER,
) -> Attempt:
    tried = [_HELD.format(of, posts)]
    return Attempt("holds_post current_posts", name, who, tried, expects, before)


def _commands(
    name: str, expects: str, of: str, *before: str, who: tuple[str, str] = _GOES
) -> Attempt:
    tried = [f"select {of} = any(wall.commanded())"]
    return Attempt("commanded current_posts", name, who, tried, expects, before)


def _write(
    name: str,
    expects: str,
    *before: str,
    of: str = _THERE,
    kind: str = "'operation'",
    at: str = "now()",
    then: str = "",
) -> Attempt:
    asked = f"select wall.write_decision({_DECISION}, {kind}, {of}, {_CONTENT}, {at})"
    steps = [asked, then] if then else [asked]
    named = "write_decision open_logs log_capacity posts_held is_now"
    return Attempt(named, name, _GOES, steps, expects, before)


def _decision(of: str = _THERE, kind: str = "operation", id: str = _DECISION) -> str:
    """A decision that stands in a log."""
    return (
        "insert into decision_log_decision (id, kind, subject_id, number, author_id,"
        ' organisation_id, capacity, decided_at, written_at, title, "values",'
        " information, threat_and_risk, powers_and_policy, options, rejected,"
        f" action_and_review) values ({id}, '{kind}', {of}, 7, '{COLLEAGUE}', '{OWN}',"
        " '', now(), now(), 't', 'v', 'i', 'r', 'p', 'o', '[]', 'a')"
    )


def _addendum(of: str) -> str:
    return (
        "insert into decision_log_addendum (id, decision_id, number, kind, author_id,"
        " organisation_id, capacity, written_at, text) values (gen_random_uuid(),"
        f" {of}, 4, 'correction', '{COLLEAGUE}', '{OWN}', '', now(), 't')"
    )


def _add(name: str, expects: str, *before: str, at: str = "now()") -> Attempt:
    asked = (
        f"select wall.write_addendum(gen_random_uuid(), {_DECISION}, 'correction', 't',"
        f" null, {at})"
    )
    return Attempt("write_addendum", name, _GOES, [asked], expects, before)


def _end(
    name: str,
    expects: str,
    *before: str,
    who: tuple[str, str] = _GOES,
    to: str = "null",
    at: str = "now()",
    then: str = "",
) -> Attempt:
    asked = f"select wall.end_post({_POST}, {at}, {_OTHERS}, {to}, '{OWN}')"
    steps = [asked, then] if then else [asked]
    return Attempt("end_post", name, who, steps, expects, before)


_LASTING = f"select count(*) from operations_commandpost where operation_id = {_THERE}"

ATTEMPTS = [
    _holds("a post that is held", "True", _post()),
    _holds("a colleague's post", "False", _post(person=COLLEAGUE)),
    _holds("a post in another organisation's name", "False", _post(of=OTHER)),
    _holds("a post that has not begun", "False", _post(begins=f"now() + {_HOUR}")),
    _holds("a post that is over", "False", _post(ends=f"now() - {_HOUR} / 2")),
    _holds("a post that ends at this second", "False", _post(ends="now()")),
    _holds("a post that ends later", "True", _post(ends=f"now() + {_HOUR}")),
    _holds("a post in another operation", "False", _post(operation=_ELSEWHERE)),
    _holds("another post", "False", _post(post="controller")),
    _holds("a post, at other work", "False", _post(operation=_OURS), who=_READS,
           of=_OURS),
    _holds("a post of what is out of view", "False", _post(operation=_STRANGE),
           of=_STRANGE),
    _holds("a post of no operation", "False", _post(), of="null"),
    _holds("no post", "False", _post(), posts="null"),
    _commands("by a post", "True", _THERE, _post()),
    _commands("what others have a post in", "False", _THERE, _post(person=COLLEAGUE)),
    _commands("what is not the post's", "False", _THERE, _post(operation=_ELSEWHERE)),
    _commands("what somebody let them lead", "True", _LED),
    _commands("what they only work on", "False", _ELSEWHERE),
    _commands("out of view", "False", _STRANGE, _post(operation=_STRANGE)),
    _commands("their own as planner", "True", _OURS, who=_PLANS),
    _commands("others' as planner", "False", _STRANGE, who=_PLANS),
    _commands("their own at other work", "False", _OURS, who=_READS),
    *(
        _commands(f"their own that is {word}", "False",
                  record(OPERATION, (), level, is_own=True), who=_PLANS)
        for word, level in (
            ("kept from them", KEPT_OUT), ("restricted", RESTRICTED),
            ("above them", ABOVE),
        )
    ),
    _write("a decision by a post", "1", _post()),
    _write("after one of the log", "8", _post(), _decision(id=_OTHERS)),
    _write("after one of another operation", "1", _post(),
           _decision(_ELSEWHERE, id=_OTHERS)),
    _write("after one of another log", "1", _post(),
           _decision(kind="sealed", id=_OTHERS)),
    _write("in the post that is held there", "silver",
           _post(), _post(operation=_ELSEWHERE, post="gold", id=_OTHERS),
           then=f"select capacity from decision_log_decision where id = {_DECISION}"),
    _write("in a log that is closed", REFUSED),
    _write("in another kind of log", REFUSED, _post(), kind="'sealed'"),
    _write("in a log of nothing", REFUSED, _post(), of="null"),
    _write("as of yesterday", REFUSED, _post(), _NO_REPLAY, at=_YESTERDAY),
    _write("as of tomorrow", REFUSED, _post(), _NO_REPLAY, at=_TOMORROW),
    _write("as of now, without leave to replay", "1", _post(), _NO_REPLAY),
    _write("as of no time", REFUSED, _post(), _NO_REPLAY, at="null"),
    _add("an addendum", "1", _post(), _decision()),
    _add("after one of the decision", "5", _post(), _decision(), _addendum(_DECISION)),
    _add("after one of another decision", "1", _post(), _decision(),
         _addendum(_OTHERS)),
    _add("to a decision of a closed log", REFUSED, _decision()),
    _add("to a decision of another log", REFUSED, _post(), _decision(kind="sealed")),
    _add("to no decision", REFUSED, _post()),
    _add("an addendum as of yesterday", REFUSED, _post(), _decision(), _NO_REPLAY,
         at=_YESTERDAY),
    _end("one's own post", "True", _post()),
    _end("one's own post, which ends", "False", _post(),
         then=_HELD.format(_THERE, _SILVER)),
    _end("without a successor", "1", _post(), then=_LASTING),
    _end("with a successor", "2", _post(), to=f"'{COLLEAGUE}'", then=_LASTING),
    _end("a colleague's post", REFUSED, _post(person=COLLEAGUE),
         _post(id=_OTHERS, ends=f"now() + {_HOUR}")),
    _end("one's own that is over", REFUSED, _post(ends=f"now() - {_HOUR} / 2")),
    _end("what was ended already", "False", _post(operation=_LED, closed="now()",
                                                  ends=f"now() + {_HOUR}")),
    _end("a colleague's as who leads", "True", _post(person=COLLEAGUE, operation=_LED)),
    _end("a colleague's, at other work", REFUSED,
         _post(person=COLLEAGUE, operation=_OURS), who=_READS),
    _end("making oneself Gold", REFUSED, _post(person=COLLEAGUE, operation=_LED,
                                               post="gold"), to=f"'{PERSON}'"),
    _end("making oneself Silver", "True", _post(person=COLLEAGUE, operation=_LED),
         to=f"'{PERSON}'"),
    _end("making a colleague Gold", "True", _post(operation=_LED, post="gold"),
         to=f"'{COLLEAGUE}'"),
    _end("as of yesterday", REFUSED, _post(), _NO_REPLAY, at=_YESTERDAY),
    _end("no post", REFUSED),
]  # fmt: skip
