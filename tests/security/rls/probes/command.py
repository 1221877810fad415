"""What posts of command open to whom, and entries of decision logs."""

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

GOES = ("partner", "operation_delivery")
PLANS = ("planner", "operation_delivery")
READS = ("planner", "intel_assessment")
THERE = record(OPERATION, (Way("team", "worker", whose="organisation"),))
ELSEWHERE = record(OPERATION, WORKER)
LED = record(OPERATION, LEAD)
STRANGE = record(OPERATION, ())
OURS = record(OPERATION, (), is_own=True)
POST, OTHERS = key("operations_commandpost", "'p'"), "gen_random_uuid()"
_RISK = key("operations_commandrisk", "'r'")
HELD = "select wall.holds_post({}, {})"
SILVER = "array['gold', 'silver']"
HOUR = "interval '1 hour'"
_DECISION = key("decision_log_decision", "'d'")
_CONTENT = (
    "jsonb_build_object('decided_at', now(), 'title', 't', 'values', 'v',"
    " 'information', 'i', 'threat_and_risk', 'r', 'powers_and_policy', 'p',"
    " 'options', 'o', 'rejected', '[]'::jsonb, 'action_and_review', 'a',"
    " 'addressed_to', '[]'::jsonb)"
)
# By the clock, as the procedures: whoever tries long is in an old transaction.
NOW = "clock_timestamp()"
NO_REPLAY = "delete from wall.replays"
_REPLAYS = "insert into wall.replays (login) values ({})"
YESTERDAY, _TOMORROW = "now() - interval '1 day'", "now() + interval '1 day'"


def make_post(  # each is one thing that decides
    *,
    person: object = PERSON,
    of: object = OWN,
    operation: str = THERE,
    post: str = "silver",
    begins: str = f"now() - {HOUR}",
    ends: str = "null",
    closed: str = "null",
    id: str = POST,
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
    who: tuple[str, str] = GOES,
    of: str = THERE,
    posts: str = SILVER,
) -> Attempt:
    tried = [HELD.format(of, posts)]
    return Attempt("holds_post current_posts", name, who, tried, expects, before)


def _commands(
    name: str, expects: str, of: str, *before: str, who: tuple[str, str] = GOES
) -> Attempt:
    tried = [f"select {of} = any(wall.commanded())"]
    named = "commanded parts_in_view current_posts"
    return Attempt(named, name, who, tried, expects, before)


def _charged(
    name: str, expects: str, of: str, *before: str, who: tuple[str, str] = GOES
) -> Attempt:
    tried = [f"select {of} = any(wall.in_charge())"]
    return Attempt("in_charge parts_in_view", name, who, tried, expects, before)


def _parts(
    name: str, expects: str, of: str, *before: str, who: tuple[str, str] = GOES
) -> Attempt:
    tried = [
        "select string_agg(p, ',' order by p) from ("
        f"select split_part(u, ':', 2) p from unnest(wall.command_parts()) u"
        f" where u like {of} || '%') x"
    ]
    return Attempt("command_parts parts_in_view", name, who, tried, expects, before)


def _controls(
    name: str,
    expects: str,
    *before: str,
    owner: str = "controller",
    closed: str = "null",
    seen: str = "1",
    of: str = THERE,
    then: str = "",
) -> Attempt:
    """What the owner of a risk writes of it."""
    made = _risk(_RISK, owner, of=of, closed=closed)
    asked = f"select wall.write_control({_RISK}, {seen}, 'so')"
    steps = [asked, then] if then else [asked]
    return Attempt("write_control", name, GOES, steps, expects, [*before, made])


def _risk(id: str, owner: str, *, of: str = THERE, closed: str = "null") -> str:
    return (
        "insert into operations_commandrisk (id, operation_id, subject, risk,"
        " likelihood, impact, control, owner, review_on, closed_at, version) values"
        f" ({id}, {of}, 'team', 'r', 5, 5, '', '{owner}', current_date, {closed}, 1)"
    )


def _write(
    name: str,
    expects: str,
    *before: str,
    of: str = THERE,
    kind: str = "'operation'",
    at: str = NOW,
    then: str = "",
) -> Attempt:
    asked = f"select wall.write_decision({_DECISION}, {kind}, {of}, {_CONTENT}, {at})"
    steps = [asked, then] if then else [asked]
    named = "write_decision joined_logs log_capacity posts_held is_now"
    return Attempt(named, name, GOES, steps, expects, before)


def _decision(  # each is one thing that decides
    of: str = THERE,
    kind: str = "operation",
    id: str = _DECISION,
    author: object = COLLEAGUE,
    own: object = OWN,
    to: str = "",
) -> str:
    """A decision that stands in a log."""
    told = f'["{to}"]' if to else "[]"
    return (
        "insert into decision_log_decision (id, kind, subject_id, number, author_id,"
        ' organisation_id, capacity, decided_at, written_at, title, "values",'
        " information, threat_and_risk, powers_and_policy, options, rejected,"
        f" action_and_review, addressed_to) values ({id}, '{kind}', {of}, 7,"
        f" '{author}', '{own}', '', now(), now(), 't', 'v', 'i', 'r', 'p', 'o', '[]',"
        f" 'a', '{told}')"
    )


def _addendum(of: str) -> str:
    return (
        "insert into decision_log_addendum (id, decision_id, number, kind, author_id,"
        " organisation_id, capacity, written_at, text) values (gen_random_uuid(),"
        f" {of}, 4, 'correction', '{COLLEAGUE}', '{OWN}', '', now(), 't')"
    )


def _add(name: str, expects: str, *before: str, at: str = NOW) -> Attempt:
    asked = (
        f"select wall.write_addendum(gen_random_uuid(), {_DECISION}, 'correction', 't',"
        f" null, {at})"
    )
    named = "write_addendum is_decision_open open_logs joined_logs log_parts"
    return Attempt(named, name, GOES, [asked], expects, before)


ATTEMPTS = [
    _holds("a post that is held", "True", make_post()),
    _holds("a colleague's post", "False", make_post(person=COLLEAGUE)),
    _holds("a post in another organisation's name", "False", make_post(of=OTHER)),
    _holds("a post that has not begun", "False", make_post(begins=f"now() + {HOUR}")),
    _holds("a post that is over", "False", make_post(ends=f"now() - {HOUR} / 2")),
    _holds("a post that ends at this second", "False", make_post(ends="now()")),
    _holds("a post that ends later", "True", make_post(ends=f"now() + {HOUR}")),
    _holds("a post in another operation", "False", make_post(operation=ELSEWHERE)),
    _holds("another post", "False", make_post(post="controller")),
    _holds("a post, at other work", "False", make_post(operation=OURS), who=READS,
           of=OURS),
    _holds("a post of what is out of view", "False", make_post(operation=STRANGE),
           of=STRANGE),
    _holds("a post of no operation", "False", make_post(), of="null"),
    _holds("no post", "False", make_post(), posts="null"),
    _commands("by a post", "True", THERE, make_post()),
    _commands("what others have a post in", "False", THERE,
              make_post(person=COLLEAGUE)),
    _commands("what is not the post's", "False", THERE, make_post(operation=ELSEWHERE)),
    _commands("what somebody let them lead", "True", LED),
    _commands("what they only work on", "False", ELSEWHERE),
    _commands("out of view", "False", STRANGE, make_post(operation=STRANGE)),
    _commands("their own as planner", "True", OURS, who=PLANS),
    _commands("others' as planner", "False", STRANGE, who=PLANS),
    _commands("their own at other work", "False", OURS, who=READS),
    *(
        _commands(f"their own that is {word}", "False",
                  record(OPERATION, (), level, is_own=True), who=PLANS)
        for word, level in (
            ("kept from them", KEPT_OUT), ("restricted", RESTRICTED),
            ("above them", ABOVE),
        )
    ),
    _write("a decision by a post", "1", make_post()),
    _write("after one of the log", "8", make_post(), _decision(id=OTHERS)),
    _write("after one of another operation", "1", make_post(),
           _decision(ELSEWHERE, id=OTHERS)),
    _write("after one of another log", "1", make_post(),
           _decision(kind="sealed", id=OTHERS)),
    _write("in the post that is held there", "silver",
           make_post(), make_post(operation=ELSEWHERE, post="gold", id=OTHERS),
           then=f"select capacity from decision_log_decision where id = {_DECISION}"),
    _write("in a log that is closed", REFUSED),
    _write("in another kind of log", REFUSED, make_post(), kind="'sealed'"),
    _write("in a log of nothing", REFUSED, make_post(), of="null"),
    _write("as of yesterday", REFUSED, make_post(), NO_REPLAY, at=YESTERDAY),
    _write("as of tomorrow", REFUSED, make_post(), NO_REPLAY, at=_TOMORROW),
    _write("as of now, without leave to replay", "1", make_post(), NO_REPLAY),
    _write("as of yesterday, with leave to replay", "1", make_post(), NO_REPLAY,
           _REPLAYS.format("session_user"), at=YESTERDAY),
    _write("as of yesterday, while another has leave to replay", REFUSED, make_post(),
           NO_REPLAY, _REPLAYS.format("'unhidden_worker'"), at=YESTERDAY),
    _write("as of no time", REFUSED, make_post(), NO_REPLAY, at="null"),
    _add("an addendum", "1", make_post(), _decision()),
    _add("after one of the decision", "5", make_post(), _decision(),
         _addendum(_DECISION)),
    _add("after one of another decision", "1", make_post(), _decision(),
         _addendum(OTHERS)),
    _add("to a decision of a closed log", REFUSED, _decision()),
    _add("to a decision of another log", REFUSED, make_post(),
         _decision(kind="sealed")),
    _add("to no decision", REFUSED, make_post()),
    _add("an addendum as of yesterday", REFUSED, make_post(), _decision(), NO_REPLAY,
         at=YESTERDAY),
    _charged("by Silver", "True", THERE, make_post()),
    _charged("by Gold", "True", THERE, make_post(post="gold")),
    _charged("by the safeguarding lead", "True", THERE, make_post(post="safeguarding")),
    _charged("by the controller", "False", THERE, make_post(post="controller")),
    _charged("elsewhere", "False", THERE, make_post(operation=ELSEWHERE)),
    _charged("as planner", "True", OURS, who=PLANS),
    *(
        _charged(f"as planner beside {name}", expects, OURS,
                 make_post(operation=OURS, person=COLLEAGUE, **more), who=PLANS)
        for name, expects, more in (
            ("a Silver", "False", {}),
            ("a Gold that ends later", "False",
             {"post": "gold", "ends": f"now() + {HOUR}"}),
            ("a controller", "True", {"post": "controller"}),
            ("a Silver that was", "True", {"ends": f"now() - {HOUR} / 2"}),
            ("a Silver to come", "True", {"begins": f"now() + {HOUR}"}),
        )
    ),
    _charged("as planner beside another operation's Silver", "True", OURS,
             make_post(operation=THERE, person=COLLEAGUE), who=PLANS),
    _parts("a post", "silver", THERE, make_post()),
    _parts("two posts", "gold,silver", THERE, make_post(),
           make_post(post="gold", id=OTHERS)),
    _parts("nothing elsewhere", "None", ELSEWHERE, make_post()),
    _parts("a planner", "planner", OURS, who=PLANS),
    _controls("one's own risk", "True", make_post(post="controller")),
    _controls("its words", "so", make_post(post="controller"),
              then=f"select control from operations_commandrisk where id = {_RISK}"),
    _controls("its words alone", "1", make_post(post="controller"),
              _risk(OTHERS, "controller"),
              then="select count(*) from operations_commandrisk where control = 'so'"),
    _controls("another's risk beside one's own", REFUSED, make_post(post="controller"),
              _risk(OTHERS, "controller"), owner="bronze"),
    _controls("as it was before", "False", make_post(post="controller"), seen="7"),
    _controls("another's risk", REFUSED, make_post(post="controller"), owner="bronze"),
    _controls("one that is closed", REFUSED, make_post(post="controller"),
              closed="now()"),
    _controls("one elsewhere", REFUSED, make_post(post="controller"), of=ELSEWHERE),
    _add("to what oneself decided", "1", make_post(post="controller"),
         _decision(author=PERSON)),
    _add("to what one decided for others", REFUSED, make_post(post="controller"),
         _decision(author=PERSON, own=OTHER)),
    _add("to what one decided, without a post", REFUSED, _decision(author=PERSON)),
    _add("to what is addressed to one's post", "1", make_post(post="controller"),
         _decision(to="controller")),
    _add("to what is addressed to another", REFUSED, make_post(post="controller"),
         _decision(to="bronze")),
    _add("to what is addressed to one's post elsewhere", REFUSED,
         make_post(post="controller", operation=ELSEWHERE),
         make_post(post="place_of_safety", id=OTHERS),
         _decision(to="controller")),
]  # fmt: skip
