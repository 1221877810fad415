"""Posts of command that are ended, offered to somebody else, and answered."""

from __future__ import annotations

from tests.security.rls.attempts import REFUSED, Attempt
from tests.security.rls.probes.command import (
    ELSEWHERE,
    GOES,
    HELD,
    HOUR,
    LED,
    NO_REPLAY,
    NOW,
    OTHERS,
    OURS,
    PLANS,
    POST,
    READS,
    SILVER,
    STRANGE,
    THERE,
    YESTERDAY,
    make_post,
)
from tests.security.rls.states import COLLEAGUE, OTHER, OWN, PERSON


def _turn(  # each is one thing that decides
    name: str,
    expects: str,
    *before: str,
    asked: str,
    who: tuple[str, str] = GOES,
    to: str = "null",
    at: str = NOW,
    takes: str = "true",
    of: str = f"'{OWN}'",
    then: str = "",
) -> Attempt:
    """A post is ended, offered or answered."""
    given = {
        "end_post": f"{POST}, {at}",
        "offer_post": f"{POST}, {at}, {to}, {of}",
        "answer_post": f"{POST}, {at}, {OTHERS}, {takes}",
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
    operation: str = THERE,
    more: str = "",
) -> list[str]:
    """A colleague's post that somebody was offered."""
    return [
        make_post(person=COLLEAGUE, post=post, operation=operation),
        f"update operations_commandpost set offered_to_id = '{to}',"
        f" offered_for_id = '{of}', offered_at = now(){more} where id = {POST}",
    ]


_LASTING = f"select count(*) from operations_commandpost where operation_id = {THERE}"

ATTEMPTS = [
    _turn("one's own post", "True", make_post(), asked="end_post"),
    _turn("one's own post, which ends", "False", make_post(), asked="end_post",
          then=HELD.format(THERE, SILVER)),
    _turn("without a successor", "1", make_post(), asked="end_post", then=_LASTING),
    _turn("a colleague's post", REFUSED, make_post(person=COLLEAGUE),
          make_post(id=OTHERS, ends=f"now() + {HOUR}"), asked="end_post"),
    _turn("one's own post alone", "1",
          make_post(id=OTHERS, person=COLLEAGUE, post="controller"), make_post(),
          asked="end_post", then="reset role; select count(*) from"
          " operations_commandpost where closed_at is not null"),
    _turn("one's own that is over", REFUSED, make_post(ends=f"now() - {HOUR} / 2"),
          asked="end_post"),
    _turn("what was ended already", "False",
          make_post(operation=LED, post="controller", closed="now()",
                ends=f"now() + {HOUR}"), asked="end_post"),
    _turn("what ended by itself, as who leads", "False",
          make_post(operation=LED, post="controller", ends=f"now() - {HOUR} / 2"),
          asked="end_post"),
    *(
        attempt
        for asked in ("end_post", "offer_post")
        for attempt in (
            _turn("a colleague's as who manages", "True",
                  make_post(person=COLLEAGUE, operation=LED, post="controller"),
                  asked=asked),
            _turn("a colleague's of what one only works on", REFUSED,
                  make_post(person=COLLEAGUE, post="controller"), asked=asked),
            _turn("a colleague's Silver as a planner who manages for others", REFUSED,
                  make_post(person=COLLEAGUE, operation=LED), who=PLANS, asked=asked),
            *(
                _turn(f"a colleague's {post} as who manages for others", REFUSED,
                      make_post(person=COLLEAGUE, operation=LED, post=post),
                      asked=asked)
                for post in ("gold", "silver")
            ),
            _turn("a colleague's Silver as the lead's planner", "True",
                  make_post(person=COLLEAGUE, operation=OURS), who=PLANS, asked=asked),
            _turn("a colleague's, at other work", REFUSED,
                  make_post(person=COLLEAGUE, operation=OURS), who=READS, asked=asked),
            _turn("as of yesterday", REFUSED, make_post(), NO_REPLAY, at=YESTERDAY,
                  asked=asked),
            _turn("no post", REFUSED, asked=asked),
        )
    ),
    _turn("one's own post to a colleague, and it is still one's own", "True",
          make_post(), asked="offer_post", to=f"'{COLLEAGUE}'",
          then=HELD.format(THERE, SILVER)),
    _turn("a post to oneself", REFUSED, make_post(person=COLLEAGUE, operation=OURS),
          who=PLANS, asked="offer_post", to=f"'{PERSON}'"),
    _turn("what was ended", "False",
          make_post(operation=LED, post="controller", closed="now()",
                ends=f"now() + {HOUR}"), asked="offer_post"),
    _turn("what ended by itself", "False",
          make_post(operation=LED, post="controller", ends=f"now() - {HOUR} / 2"),
          asked="offer_post"),
    _turn("what one was offered", "True", *_offered(), asked="answer_post"),
    _turn("what one was offered, which is one's own then", "True", *_offered(),
          asked="answer_post", then=HELD.format(THERE, SILVER)),
    _turn("what one declines", "False", *_offered(), asked="answer_post",
          takes="false", then=HELD.format(THERE, SILVER)),
    _turn("what a colleague was offered", "False", *_offered(COLLEAGUE),
          asked="answer_post"),
    _turn("what one was offered for others", "False", *_offered(of=OTHER),
          asked="answer_post"),
    _turn("what nobody was offered", "False", make_post(person=COLLEAGUE),
          asked="answer_post"),
    _turn("what is over by now", "False",
          *_offered(more=f", to_at = now() - {HOUR} / 2"), asked="answer_post"),
    _turn("what one was offered for the hour to come", "True",
          *_offered(more=f", to_at = now() + {HOUR}"), asked="answer_post"),
    _turn("what one was offered, and somebody ended", "False",
          *_offered(more=", closed_at = now()"), asked="answer_post"),
    _turn("what one was offered, at other work", REFUSED, *_offered(operation=OURS),
          who=READS, asked="answer_post"),
    _turn("what one was offered out of view", REFUSED, *_offered(operation=STRANGE),
          asked="answer_post"),
    _turn("as of yesterday", REFUSED, *_offered(), NO_REPLAY, at=YESTERDAY,
          asked="answer_post"),
    *(
        _turn(f"a place of safety goes along, of {name}", expects,
              *_offered(post=post),
              "insert into operations_safetyplace (id, operation_id, name, manager_id)"
              f" values ({POST}, {of}, 'P', '{manager}')",
              asked="answer_post",
              then=f"reset role; select manager_id = '{PERSON}' from"
              f" operations_safetyplace where id = {POST}")
        for name, expects, post, of, manager in (
            ("its manager", "True", "place_of_safety", THERE, COLLEAGUE),
            ("a Silver", "False", "silver", THERE, COLLEAGUE),
            ("another manager", "False", "place_of_safety", THERE, OTHER),
            ("another operation", "False", "place_of_safety", ELSEWHERE, COLLEAGUE),
        )
    ),
]  # fmt: skip
