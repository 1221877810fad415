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
_RISK = key("operations_commandrisk", "'r'")
_HELD = "select wall.holds_post({}, {})"
_SILVER = "array['gold', 'silver']"
_HOUR = "interval '1 hour'"
_DECISION = key("decision_log_decision", "'d'")
_CONTENT = (
    "jsonb_build_object('decided_at', now(), 'title', 't', 'values', 'v',"
    " 'information', 'i', 'threat_and_risk', 'r', 'powers_and_policy', 'p',"
    " 'options', 'o', 'rejected', '[]'::jsonb, 'action_and_review', 'a',"
    " 'addressed_to', '[]'::jsonb)"
)
# By the clock, as the procedures: whoever tries long is in an old transaction.
_NOW = "clock_timestamp()"
_NO_REPLAY = "delete from wall.replays"
_REPLAYS = "insert into wall.replays (login) values ({})"
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
    named = "commanded parts_in_view current_posts"
    return Attempt(named, name, who, tried, expects, before)


def _charged(
    name: str, expects: str, of: str, *before: str, who: tuple[str, str] = _GOES
) -> Attempt:
    tried = [f"select {of} = any(wall.in_charge())"]
    return Attempt("in_charge parts_in_view", name, who, tried, expects, before)


def _parts(
    name: str, expects: str, of: str, *before: str, who: tuple[str, str] = _GOES
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
    of: str = _THERE,
    then: str = "",
) -> Attempt:
    """What the owner of a risk writes of it."""
    made = _risk(_RISK, owner, of=of, closed=closed)
    asked = f"select wall.write_control({_RISK}, {seen}, 'so')"
    steps = [asked, then] if then else [asked]
    return Attempt("write_control", name, _GOES, steps, expects, [*before, made])


def _risk(id: str, owner: str, *, of: str = _THERE, closed: str = "null") -> str:
    return (
        "insert into operations_commandrisk (id, operation_id, subject, risk,"
        " likelihood, impact, control, owner, review_on, closed_at, version) values"
        f" ({id}, {of}, 'team', 'r', 5, 5, '', '{owner}', current_date, {closed}, 1)"
    )


def _write(
    name: str,
    expects: str,
    *before: str,
    of: str = _THERE,
    kind: str = "'operation'",
    at: str = _NOW,
    then: str = "",
) -> Attempt:
    asked = f"select wall.write_decision({_DECISION}, {kind}, {of}, {_CONTENT}, {at})"
    steps = [asked, then] if then else [asked]
    named = "write_decision joined_logs log_capacity posts_held is_now"
    return Attempt(named, name, _GOES, steps, expects, before)


def _decision(  # each is one thing that decides
    of: str = _THERE,
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


def _add(name: str, expects: str, *before: str, at: str = _NOW) -> Attempt:
    asked = (
        f"select wall.write_addendum(gen_random_uuid(), {_DECISION}, 'correction', 't',"
        f" null, {at})"
    )
    named = "write_addendum is_decision_open open_logs joined_logs log_parts"
    return Attempt(named, name, _GOES, [asked], expects, before)


def _turn(  # each is one thing that decides
    name: str,
    expects: str,
    *before: str,
    asked: str,
    who: tuple[str, str] = _GOES,
    to: str = "null",
    at: str = _NOW,
    takes: str = "true",
    of: str = f"'{OWN}'",
    then: str = "",
) -> Attempt:
    """A post is ended, offered or answered."""
    given = {
        "end_post": f"{_POST}, {at}",
        "offer_post": f"{_POST}, {at}, {to}, {of}",
        "answer_post": f"{_POST}, {at}, {_OTHERS}, {takes}",
    }
    step = f"select wall.{asked}({given[asked]})"
    named = f"{asked} may_give_up leads_operation"
    steps = [step, *then.split("; ")] if then else [step]
    return Attempt(named, name, who, steps, expects, before)


def _offered(
    to: object = PERSON,
    of: object = OWN,
    *,
    post: str = "silver",
    operation: str = _THERE,
    more: str = "",
) -> list[str]:
    """A colleague's post that somebody was offered."""
    return [
        _post(person=COLLEAGUE, post=post, operation=operation),
        f"update operations_commandpost set offered_to_id = '{to}',"
        f" offered_for_id = '{of}', offered_at = now(){more} where id = {_POST}",
    ]


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
    _write("as of yesterday, with leave to replay", "1", _post(), _NO_REPLAY,
           _REPLAYS.format("session_user"), at=_YESTERDAY),
    _write("as of yesterday, while another has leave to replay", REFUSED, _post(),
           _NO_REPLAY, _REPLAYS.format("'unhidden_worker'"), at=_YESTERDAY),
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
    _charged("by Silver", "True", _THERE, _post()),
    _charged("by Gold", "True", _THERE, _post(post="gold")),
    _charged("by the safeguarding lead", "True", _THERE, _post(post="safeguarding")),
    _charged("by the controller", "False", _THERE, _post(post="controller")),
    _charged("elsewhere", "False", _THERE, _post(operation=_ELSEWHERE)),
    _charged("as planner", "True", _OURS, who=_PLANS),
    *(
        _charged(f"as planner beside {name}", expects, _OURS,
                 _post(operation=_OURS, person=COLLEAGUE, **more), who=_PLANS)
        for name, expects, more in (
            ("a Silver", "False", {}),
            ("a Gold that ends later", "False",
             {"post": "gold", "ends": f"now() + {_HOUR}"}),
            ("a controller", "True", {"post": "controller"}),
            ("a Silver that was", "True", {"ends": f"now() - {_HOUR} / 2"}),
            ("a Silver to come", "True", {"begins": f"now() + {_HOUR}"}),
        )
    ),
    _charged("as planner beside another operation's Silver", "True", _OURS,
             _post(operation=_THERE, person=COLLEAGUE), who=_PLANS),
    _parts("a post", "silver", _THERE, _post()),
    _parts("two posts", "gold,silver", _THERE, _post(),
           _post(post="gold", id=_OTHERS)),
    _parts("nothing elsewhere", "None", _ELSEWHERE, _post()),
    _parts("a planner", "planner", _OURS, who=_PLANS),
    _controls("one's own risk", "True", _post(post="controller")),
    _controls("its words", "so", _post(post="controller"),
              then=f"select control from operations_commandrisk where id = {_RISK}"),
    _controls("its words alone", "1", _post(post="controller"),
              _risk(_OTHERS, "controller"),
              then="select count(*) from operations_commandrisk where control = 'so'"),
    _controls("another's risk beside one's own", REFUSED, _post(post="controller"),
              _risk(_OTHERS, "controller"), owner="bronze"),
    _controls("as it was before", "False", _post(post="controller"), seen="7"),
    _controls("another's risk", REFUSED, _post(post="controller"), owner="bronze"),
    _controls("one that is closed", REFUSED, _post(post="controller"), closed="now()"),
    _controls("one elsewhere", REFUSED, _post(post="controller"), of=_ELSEWHERE),
    _add("to what oneself decided", "1", _post(post="controller"),
         _decision(author=PERSON)),
    _add("to what one decided for others", REFUSED, _post(post="controller"),
         _decision(author=PERSON, own=OTHER)),
    _add("to what one decided, without a post", REFUSED, _decision(author=PERSON)),
    _add("to what is addressed to one's post", "1", _post(post="controller"),
         _decision(to="controller")),
    _add("to what is addressed to another", REFUSED, _post(post="controller"),
         _decision(to="bronze")),
    _add("to what is addressed to one's post elsewhere", REFUSED,
         _post(post="controller", operation=_ELSEWHERE),
         _post(post="place_of_safety", id=_OTHERS),
         _decision(to="controller")),
    _turn("one's own post", "True", _post(), asked="end_post"),
    _turn("one's own post, which ends", "False", _post(), asked="end_post",
          then=_HELD.format(_THERE, _SILVER)),
    _turn("without a successor", "1", _post(), asked="end_post", then=_LASTING),
    _turn("a colleague's post", REFUSED, _post(person=COLLEAGUE),
          _post(id=_OTHERS, ends=f"now() + {_HOUR}"), asked="end_post"),
    _turn("one's own post alone", "1",
          _post(id=_OTHERS, person=COLLEAGUE, post="controller"), _post(),
          asked="end_post", then="reset role; select count(*) from"
          " operations_commandpost where closed_at is not null"),
    _turn("one's own that is over", REFUSED, _post(ends=f"now() - {_HOUR} / 2"),
          asked="end_post"),
    _turn("what was ended already", "False",
          _post(operation=_LED, post="controller", closed="now()",
                ends=f"now() + {_HOUR}"), asked="end_post"),
    _turn("what ended by itself, as who leads", "False",
          _post(operation=_LED, post="controller", ends=f"now() - {_HOUR} / 2"),
          asked="end_post"),
    *(
        attempt
        for asked in ("end_post", "offer_post")
        for attempt in (
            _turn("a colleague's as who manages", "True",
                  _post(person=COLLEAGUE, operation=_LED, post="controller"),
                  asked=asked),
            _turn("a colleague's of what one only works on", REFUSED,
                  _post(person=COLLEAGUE, post="controller"), asked=asked),
            _turn("a colleague's Silver as a planner who manages for others", REFUSED,
                  _post(person=COLLEAGUE, operation=_LED), who=_PLANS, asked=asked),
            *(
                _turn(f"a colleague's {post} as who manages for others", REFUSED,
                      _post(person=COLLEAGUE, operation=_LED, post=post), asked=asked)
                for post in ("gold", "silver")
            ),
            _turn("a colleague's Silver as the lead's planner", "True",
                  _post(person=COLLEAGUE, operation=_OURS), who=_PLANS, asked=asked),
            _turn("a colleague's, at other work", REFUSED,
                  _post(person=COLLEAGUE, operation=_OURS), who=_READS, asked=asked),
            _turn("as of yesterday", REFUSED, _post(), _NO_REPLAY, at=_YESTERDAY,
                  asked=asked),
            _turn("no post", REFUSED, asked=asked),
        )
    ),
    _turn("one's own post to a colleague, and it is still one's own", "True", _post(),
          asked="offer_post", to=f"'{COLLEAGUE}'", then=_HELD.format(_THERE, _SILVER)),
    _turn("a post to oneself", REFUSED, _post(person=COLLEAGUE, operation=_OURS),
          who=_PLANS, asked="offer_post", to=f"'{PERSON}'"),
    _turn("what was ended", "False",
          _post(operation=_LED, post="controller", closed="now()",
                ends=f"now() + {_HOUR}"), asked="offer_post"),
    _turn("what ended by itself", "False",
          _post(operation=_LED, post="controller", ends=f"now() - {_HOUR} / 2"),
          asked="offer_post"),
    _turn("what one was offered", "True", *_offered(), asked="answer_post"),
    _turn("what one was offered, which is one's own then", "True", *_offered(),
          asked="answer_post", then=_HELD.format(_THERE, _SILVER)),
    _turn("what one declines", "False", *_offered(), asked="answer_post",
          takes="false", then=_HELD.format(_THERE, _SILVER)),
    _turn("what a colleague was offered", "False", *_offered(COLLEAGUE),
          asked="answer_post"),
    _turn("what one was offered for others", "False", *_offered(of=OTHER),
          asked="answer_post"),
    _turn("what nobody was offered", "False", _post(person=COLLEAGUE),
          asked="answer_post"),
    _turn("what is over by now", "False",
          *_offered(more=f", to_at = now() - {_HOUR} / 2"), asked="answer_post"),
    _turn("what one was offered, at other work", REFUSED, *_offered(operation=_OURS),
          who=_READS, asked="answer_post"),
    _turn("what one was offered out of view", REFUSED, *_offered(operation=_STRANGE),
          asked="answer_post"),
    _turn("as of yesterday", REFUSED, *_offered(), _NO_REPLAY, at=_YESTERDAY,
          asked="answer_post"),
    *(
        _turn(f"a place of safety goes along, of {name}", expects,
              *_offered(post=post),
              "insert into operations_safetyplace (id, operation_id, name, manager_id)"
              f" values ({_POST}, {of}, 'P', '{manager}')",
              asked="answer_post",
              then=f"reset role; select manager_id = '{PERSON}' from"
              f" operations_safetyplace where id = {_POST}")
        for name, expects, post, of, manager in (
            ("its manager", "True", "place_of_safety", _THERE, COLLEAGUE),
            ("a Silver", "False", "silver", _THERE, COLLEAGUE),
            ("another manager", "False", "place_of_safety", _THERE, OTHER),
            ("another operation", "False", "place_of_safety", _ELSEWHERE, COLLEAGUE),
        )
    ),
]  # fmt: skip
