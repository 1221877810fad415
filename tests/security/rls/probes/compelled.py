"""Uses that law compels, and disclosures that nobody took in time."""

from __future__ import annotations

from tests.security.rls.attempts import Attempt
from tests.security.rls.probes.disclosures import (
    AWAY,
    CLEAN,
    CLOSED,
    INVESTIGATOR,
    ITEMS,
    KEYS,
    NO_KEYS,
    NOT_OURS,
    ONE,
    READ_ONLY,
    STATES,
    TWO,
    item,
    key,
    told,
)
from tests.security.rls.probes.sharing.prepared import (
    FELLOW,
    LOOK,
    NOBODY,
    WORKS,
    row,
    tried,
)
from tests.security.rls.states import COLLEAGUE, OTHER, PERSON

_WORKER = "unhidden_worker"
_MARKED = told("accepted", marked_at="now()")
_USES = (
    f"select string_agg(concat(ground, ' ', asked_by_id = '{PERSON}', ' ',"
    f" confirmed_by_id = '{PERSON}'), ', ' order by disclosure_id, ground)"
    " from oversight_disclosureuse"
)


def _use(ground: str = "court", by: object = COLLEAGUE, **given: str) -> str:
    values = {
        "id": "gen_random_uuid()",
        "disclosure_id": ONE,
        "ground": f"'{ground}'",
        "asked_by_id": f"'{by}'",
        "asked_at": "now()",
    }
    return row("oversight_disclosureuse", **{**values, **given})


def _compels(
    step: str,
    name: str,
    expects: str,
    *prepared: str,
    who: tuple[str, str] = INVESTIGATOR,
    look: str = "",
) -> Attempt:
    steps = [f"select wall.{step}_compelled_use({ONE}, 'court', now())"]
    steps += [LOOK, look] if look else []
    return tried(f"{step}_compelled_use hold_marked", name, who, steps, expects,
                 CLEAN, *prepared)  # fmt: skip


def _asks(name: str, expects: str, *prepared: str, look: str = "") -> Attempt:
    return _compels("ask", name, expects, *prepared, look=look)


def _confirms(name: str, expects: str, *prepared: str, look: str = "") -> Attempt:
    return _compels("confirm", name, expects, *prepared, look=look)


ASKING = [
    _asks("what was taken back", "court t ", _MARKED, look=_USES),
    _asks("and no other", "42501", told("accepted", id=TWO, marked_at="now()")),
    _asks("what stands", "False", told("accepted")),
    _asks("beside what was taken back", "False", told("accepted"),
          told("accepted", id=TWO, marked_at="now()")),
    _asks("what was recalled", "42501", told("recalled", marked_at="now()")),
    _asks("of an investigation that is closed to them", "42501",
          told("accepted", marked_at="now()", investigation_id=CLOSED)),
    _asks("of one that they read", "42501",
          told("accepted", marked_at="now()", investigation_id=READ_ONLY)),
    _asks("a second time", "False", _MARKED, _use()),
    _asks("on another ground", "court t , life f ", _MARKED, _use("life"), look=_USES),
    _asks("and its words stay hidden", "1f", _MARKED, item(1), look=ITEMS),
    _compels("ask", "by who supports them", "42501", _MARKED, who=WORKS),
    _compels("ask", "by nobody", "42501", _MARKED, who=NOBODY),
]  # fmt: skip
CONFIRMING = [
    _confirms("what another asked", "court f t", _MARKED, _use(), look=_USES),
    _confirms("what they asked themselves", "False", _MARKED, _use(by=PERSON)),
    _confirms("what was confirmed", "False", _MARKED,
              _use(confirmed_by_id=f"'{FELLOW}'", confirmed_at="now()")),
    _confirms("what nobody asked", "False", _MARKED),
    _confirms("and no other ground", "court f t, life f ", _MARKED, _use(),
              _use("life"), look=_USES),
    _confirms("and no other disclosure", "court f t, court f ", _MARKED,
              told("accepted", id=TWO, marked_at="now()"), _use(),
              _use(disclosure_id=TWO), look=_USES),
    _confirms("what stands", "False", told("accepted"), _use()),
    _confirms("of one that they read", "42501",
              told("accepted", marked_at="now()", investigation_id=READ_ONLY),
              _use()),
    _confirms("and its words are the investigation's again, but no reason", "1t 2f",
              _MARKED, _use(), item(1), item(2, kind="reason"), look=ITEMS),
    _confirms("and no words of another", "1t 2f", _MARKED,
              told("accepted", id=TWO, marked_at="now()"), _use(), item(1),
              item(2, of=TWO), look=ITEMS),
    _confirms("what they asked themselves stays hidden", "1f", _MARKED,
              _use(by=PERSON), item(1), look=ITEMS),
    _compels("confirm", "by who supports them", "42501", _MARKED, _use(), who=WORKS),
]  # fmt: skip

_OVER = {"expires_at": "now() - interval '1 minute'"}
_MARKS = (
    "select string_agg(concat(code, ' ', marked_by_id is null), ', ')"
    " from safeguarding_outgoingmark"
)
_LEFT = row(
    "safeguarding_caseoutgoing",
    id="gen_random_uuid()",
    case_id=f"(select case_id from oversight_disclosure where id = {ONE})",
    kind="'disclosure'",
    receiver_id=f"'{OTHER}'",
    outside="''",
    categories="'{narrative}'",
    source_id=ONE,
    purpose="''",
    digest="''",
    is_asked_for="false",
    is_talked_over="false",
    passed_by_id=f"'{COLLEAGUE}'",
    passed_at="now()",
)


def _lapses(
    name: str, expects: str, *prepared: str, look: str = "", at: str = "now()"
) -> Attempt:
    steps = [f"select count(*) from wall.lapse_disclosures({at})"]
    steps += [LOOK, look] if look else []
    return tried("lapse_disclosures close_disclosure", name, NOBODY, steps, expects,
                 "delete from safeguarding_outgoingmark",
                 "delete from safeguarding_caseoutgoing", CLEAN, NO_KEYS, *prepared,
                 role=_WORKER)  # fmt: skip


LAPSING = [
    _lapses("what nobody took in time", "1", told(**_OVER)),
    _lapses("and nothing else", "withdrawn pending", told(**_OVER), told(id=TWO),
            look=STATES),
    _lapses("by a clock that runs ahead", "0", told(),
            at="now() + interval '10 years'"),
    _lapses("by a clock that is behind", "0", told(**_OVER),
            at="now() - interval '1 day'"),
    _lapses("what was taken", "0", told("accepted", **_OVER)),
    _lapses("what a colleague has not agreed to", "0",
            told("asked", consent_id="null", ground="'life'", **_OVER)),
    _lapses("with its keys", "0", NOT_OURS, told(**AWAY, **_OVER), item(1),
            key(1, OTHER), look=KEYS),
    _lapses("and its items", "1f", told(**_OVER), item(1), look=ITEMS),
    _lapses("and is marked", "ended t", told(**_OVER), _LEFT, look=_MARKS),
]  # fmt: skip
ATTEMPTS = [*ASKING, *CONFIRMING, *LAPSING]
