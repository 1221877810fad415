"""What survivors let pass to investigators: who may change it, and what ends it."""

from __future__ import annotations

from tests.security.rls.attempts import DONE, Attempt
from tests.security.rls.probes.sharing.prepared import (
    FELLOW,
    GIVEN,
    LOOK,
    MANAGER,
    NOBODY,
    SHARE,
    WORKS,
    consent,
    kept_out,
    row,
    share,
    tried,
)
from tests.security.rls.records import CASE, LEAD, OBSERVER, WORKER, record
from tests.security.rls.states import COLLEAGUE, OTHER, OWN, PERSON

INVESTIGATOR = ("investigator", "investigation")
_INVESTIGATION = "investigations_investigation"
_INTO = record(_INVESTIGATION, LEAD)
CLOSED = record(_INVESTIGATION, ())
READ_ONLY = record(_INVESTIGATION, OBSERVER)
_MEMBER, _LED, _SEEN = record(CASE, WORKER), record(CASE, LEAD), record(CASE, OBSERVER)
ONE, TWO = (f"'00000000-0000-4000-b000-00000000000{n}'::uuid" for n in (1, 2))
CLEAN = (
    "delete from oversight_disclosureuse; delete from oversight_disclosureitem;"
    " delete from oversight_disclosure"
)


def told(state: str = "pending", **given: str) -> str:
    values = {
        "id": ONE,
        "case_id": _MEMBER,
        "giver_id": f"'{OTHER}'",
        "receiver_id": f"'{OWN}'",
        "state": f"'{state}'",
        "consent_id": "gen_random_uuid()",
        "ground": "''",
        "items_told": "1",
        "disclosed_by_id": f"'{COLLEAGUE}'",
        "disclosed_at": "now()",
        "expires_at": "now() + interval '1 day'",
    }
    if state in ("accepted", "recalled"):
        values["investigation_id"] = _INTO
    return row("oversight_disclosure", **{**values, **given})


def _asked(in_state: str = "asked", **given: str) -> str:
    rests = {"consent_id": "null", "ground": "'life'", "case_id": _LED}
    return told(in_state, **{**rests, **given})


def item(number: int, of: str = ONE, kind: str = "event", **given: str) -> str:
    values = {
        "id": f"'00000000-0000-4000-c000-00000000000{number}'",
        "disclosure_id": of,
        "case_id": _MEMBER,
        "number": str(number),
        "kind": f"'{kind}'",
        "words_sealed": "'x'",
        "told_by_id": f"'{COLLEAGUE}'",
    }
    return row("oversight_disclosureitem", **{**values, **given})


def key(number: int, team: object = OWN) -> str:
    return row(
        "vault_recordkey",
        id="gen_random_uuid()",
        record_id=f"'00000000-0000-4000-c000-00000000000{number}'",
        slot="'oversight_disclosureitem.words_sealed'",
        team_id=f"'{team}'",
        generation_id="1",
        sealed_key="'x'",
    )


_WAITING = "select count(*) from wall.disclosures_waiting()"
_STATE = f"select state from oversight_disclosure where id = {ONE}"
STATES = "select string_agg(state, ' ' order by id) from oversight_disclosure"


def _waits(
    name: str, expects: str, *prepared: str, who: tuple[str, str] = INVESTIGATOR
) -> Attempt:
    return tried("disclosures_waiting takes_disclosures", name, who, [_WAITING],
                 expects, CLEAN, *prepared)  # fmt: skip


def _answers(
    name: str,
    expects: str,
    *prepared: str,
    who: tuple[str, str] = INVESTIGATOR,
    into: str = _INTO,
    look: str = "",
) -> Attempt:
    steps = [f"select wall.answer_disclosure({ONE}, {into}, now())"]
    if look:
        steps += [LOOK, look]
    return tried("answer_disclosure takes_disclosures close_disclosure", name, who,
                 steps, expects, CLEAN, *prepared)  # fmt: skip


ITEMS = (
    "select string_agg(concat(number, investigation_id is not null), ' '"
    " order by number) from oversight_disclosureitem"
)
KEYS = "select count(*) from vault_recordkey"
NO_KEYS = "delete from vault_recordkey"
_SHUT = (
    "update safeguarding_case set closed_at = now(), course = 'closed'"
    f" where id = {_MEMBER}"
)
TAKING = [
    _waits("what waits for one's organisation", "1", told()),
    _waits("what waits for another", "0", told(receiver_id=f"'{OTHER}'")),
    _waits("what was taken", "0", told("accepted")),
    _waits("of a closed case", "0", told(), _SHUT),
    _waits("what is over", "0", told(expires_at="now()")),
    _waits("for who is kept out of the case", "0", told(), kept_out(_MEMBER)),
    _waits("for who is kept out of another", "1", told(), kept_out(_LED)),
    _waits("for who tells", "0", told(), who=("safeguarding_lead", "disclosure")),
    _waits("for who takes on none", "0", told(), who=("officer", "investigation")),
    _waits("for nobody", "0", told(), who=NOBODY),
    _answers("it is taken", "accepted", told(), told(id=TWO), look=_STATE),
    _answers("and no other is", "accepted pending", told(), told(id=TWO),
             look=STATES),
    _answers("with its items, and no reason", "1t 2f 3f", told(), told(id=TWO),
             item(1), item(2, kind="reason"), item(3, of=TWO), look=ITEMS),
    _answers("by who tells", "42501", told(), who=("safeguarding_lead", "disclosure"),
             into="null"),
    _answers("by who takes on none", "42501", told(), who=("officer", "investigation"),
             into="null"),
    _answers("by who is kept out of the case", "42501", told(), kept_out(_MEMBER)),
    _answers("by who is kept out of another", "True", told(), kept_out(_LED)),
    _answers("by another's investigator", "42501", told(receiver_id=f"'{OTHER}'")),
    _answers("by who told it", "42501", told(disclosed_by_id=f"'{PERSON}'")),
    _answers("into one that is closed to them", "42501", told(), into=CLOSED),
    _answers("into one that they read", "42501", told(), into=READ_ONLY),
    _answers("what is not there", "42501", told(id=TWO)),
    _answers("what was ended", "False", told("withdrawn")),
    _answers("of a closed case", "False", told(), _SHUT),
    _answers("what is over", "False", told(expires_at="now()")),
    _answers("it is declined", "declined pending", told(), told(id=TWO),
             into="null", look=STATES),
]  # fmt: skip


def _recalls(name: str, expects: str, *prepared: str, look: str = "") -> Attempt:
    steps = [f"select wall.recall_disclosure({ONE}, now())"]
    if look:
        steps += [LOOK, look]
    return tried("recall_disclosure close_disclosure", name, WORKS, steps, expects,
                 CLEAN, NO_KEYS, *prepared)  # fmt: skip


#: What is brought in beside it is no matter here.
_UNJUDGED = "alter table investigations_origin disable trigger user"


def _origin(kind: str = "disclosure", source: str = ONE, recalled: str = "null") -> str:
    return row(
        "investigations_origin",
        id="gen_random_uuid()",
        investigation_id=_INTO,
        kind=f"'{kind}'",
        source_id=source,
        reference="'tried'",
        reason="''",
        brought_by_id=f"'{PERSON}'",
        brought_at="now()",
        recalled_at=recalled,
    )


def _marks(name: str, expects: str, *prepared: str) -> Attempt:
    steps = [
        f"select wall.recall_disclosure({ONE}, now())",
        LOOK,
        "select string_agg(coalesce(recalled_at = now(), false)::text, ' '"
        " order by kind) from investigations_origin where reference = 'tried'",
    ]
    return tried("recall_origins recall_disclosure", name, WORKS, steps, expects,
                 CLEAN, NO_KEYS, told("accepted"), _UNJUDGED, *prepared)  # fmt: skip


NOT_OURS = f"update safeguarding_case set lead_id = '{OWN}' where id = {_MEMBER}"
AWAY = {"receiver_id": f"'{OTHER}'", "giver_id": f"'{OWN}'"}
_TOGETHER = f"update safeguarding_case set lead_id = '{OTHER}' where id = {_MEMBER}"
RECALLING = [
    _marks("where it was told", "true", _origin()),
    _marks("where another was told", "false", _origin(source=TWO)),
    _marks("beside a visit", "true false", _origin(), _origin("visit")),
    _marks("what was marked before", "false", _origin(recalled="'epoch'")),
    _recalls("what was taken", "recalled", told("accepted"), look=_STATE),
    _recalls("what waits", "withdrawn", told(), look=_STATE),
    _recalls("beside another that is over", "withdrawn", told("declined", id=TWO),
             told(), look=_STATE),
    _recalls("and no other", "recalled accepted", told("accepted"),
             told("accepted", id=TWO), look=STATES),
    _recalls("of a case that they read", "42501", told(case_id=_SEEN)),
    _recalls("what is over", "False", told("declined")),
    _recalls("with its items", "1f 2t", told("accepted"), told("accepted", id=TWO),
             item(1, investigation_id=_INTO),
             item(2, of=TWO, investigation_id=_INTO), look=ITEMS),
    _recalls("with its keys", "0", NOT_OURS, told(**AWAY), item(1), key(1, OTHER),
             look=KEYS),
    _recalls("and no key of others", "1", NOT_OURS, told(**AWAY), item(1),
             key(1, OWN), look=KEYS),
    _recalls("and no key of those whom something else was told", "1", NOT_OURS,
             told(id=TWO, **{**AWAY, "receiver_id": f"'{FELLOW}'"}),
             told(**AWAY), item(1), key(1, FELLOW), look=KEYS),
    _recalls("and no key of another's items", "1", NOT_OURS, told(**AWAY),
             told(id=TWO, **AWAY), item(1), item(2, of=TWO), key(2, OTHER),
             look=KEYS),
    _recalls("and no key of those who support them", "1", _TOGETHER, told(**AWAY),
             item(1), key(1, OTHER), look=KEYS),
]  # fmt: skip


def _agrees(
    name: str,
    expects: str,
    *prepared: str,
    who: tuple[str, str] = WORKS,
    look: str = "",
) -> Attempt:
    until = "now() + interval '1 day'"
    steps = [f"select wall.authorise_disclosure({ONE}, {until}, now())"]
    if look:
        steps += [LOOK, look]
    return tried("authorise_disclosure", name, who, steps, expects, CLEAN, *prepared)


AUTHORISING = [
    _agrees("who leads the case agrees", "pending", _asked(), look=_STATE),
    _agrees("to that and no other", "pending asked", _asked(), _asked(id=TWO),
            look=STATES),
    _agrees("what is not theirs beside what is", "42501", _asked(id=TWO),
            _asked(case_id=_MEMBER)),
    _agrees("who works on it", "42501", _asked(case_id=_MEMBER)),
    _agrees("another's manager", "42501", _asked(case_id=record(CASE, ())),
            who=MANAGER),
    _agrees("its own manager", "pending", _asked(case_id=GIVEN), who=MANAGER,
            look=_STATE),
    _agrees("who told it", "42501", _asked(disclosed_by_id=f"'{PERSON}'")),
    _agrees("to what is over", "False", _asked("withdrawn")),
    _agrees("of a closed case", "False", _asked(), _SHUT.replace(_MEMBER, _LED)),
]  # fmt: skip


def _ends(name: str, expects: str, *prepared: str, look: str = STATES) -> Attempt:
    asked = f"select wall.end_unconsented('safeguarding_case', {_MEMBER}, now())"
    return tried("end_disclosures close_disclosure is_open_case", name, WORKS,
                 [asked, LOOK, look], expects, CLEAN, *prepared)  # fmt: skip


_ON_GROUND = {
    "consent_id": "null",
    "ground": "'life'",
    "authorised_by_id": f"'{PERSON}'",
}
_MARKED = (
    "select string_agg((marked_at is not null)::text, ' ' order by id)"
    " from oversight_disclosure"
)
ENDING = [
    _ends("what waits ends with the word", "withdrawn", told()),
    _ends("while it stands", "pending", told(),
          consent(_MEMBER, kind="investigation")),
    _ends("of another case", "pending", told(case_id=_LED)),
    _ends("what rests on no word", "pending", told(**_ON_GROUND)),
    _ends("what was declined", "declined", told("declined")),
    _ends("what was taken is marked", "true", told("accepted"), look=_MARKED),
    _ends("and not of another case", "false", told("accepted", case_id=_LED),
          look=_MARKED),
    _ends("nor what rests on no word", "false", told("accepted", **_ON_GROUND),
          look=_MARKED),
    _ends("nor what was recalled", "false", told("recalled"), look=_MARKED),
    _ends("with its words, and those of no other case", "1f 2t", told("accepted"),
          told("accepted", id=TWO, case_id=_LED),
          item(1, investigation_id=_INTO),
          item(2, of=TWO, case_id=_LED, investigation_id=_INTO), look=ITEMS),
    _ends("what was compelled since stays open", "1t",
          told("accepted", marked_at="now()"), item(1, investigation_id=_INTO),
          look=ITEMS),
    _ends("what waits ends with its case, although the word stands",
          "withdrawn pending", told(), told(id=TWO, case_id=_LED), _SHUT,
          consent(_MEMBER, kind="investigation")),
    _ends("what a colleague has not agreed to ends with it", "withdrawn",
          told("asked", consent_id="null", ground="'life'"), _SHUT),
    _ends("what was taken stays so when it is closed", "accepted", told("accepted"),
          _SHUT),
    _ends("once", "true", told("accepted", marked_at="now() - interval '9 days'"),
          look="select (marked_at < now() - interval '8 days')::text"
          " from oversight_disclosure"),
]  # fmt: skip


def _keeps(name: str, left: int, *prepared: str) -> Attempt:
    """Whether the keys of investigators outlast a word on something else."""
    team = (
        "insert into vault_team (id, organisation_id, created_at) values"
        f" ('{OTHER}', '{OTHER}', now()) on conflict do nothing"
    )
    asked = f"select wall.end_unconsented('safeguarding_case', {_MEMBER}, now())"
    return tried("is_told end_stray_keys", name, WORKS, [asked, LOOK, KEYS],
                 str(left), CLEAN, NO_KEYS, team, NOT_OURS,
                 consent(_MEMBER, kind="investigation"), *prepared)  # fmt: skip


KEEPING = [
    _keeps("what waits for them", 1, told(**AWAY), item(1), key(1, OTHER)),
    _keeps("what they took", 1, told("accepted", **AWAY), item(1), key(1, OTHER)),
    _keeps("what they gave back", 0, told("declined", **AWAY), item(1),
           key(1, OTHER)),
    _keeps("what others were told", 0, told(), item(1), key(1, OTHER)),
    _keeps("what was told beside it", 0, told(**AWAY),
           told("declined", id=TWO, **AWAY), item(1), item(2, of=TWO),
           key(2, OTHER)),
]  # fmt: skip


def _share_ends(name: str, left: int, state: str) -> Attempt:
    """Whether the keys of investigators outlast a share with the same organisation."""
    ended = f"select wall.end_share({SHARE}, 1, '', now())"
    given = told(state, case_id=GIVEN, **AWAY)
    return tried("close_share is_told", name, MANAGER, [ended, LOOK, KEYS], str(left),
                 CLEAN, NO_KEYS, given, item(1, case_id=GIVEN), key(1, OTHER),
                 share("accepted"))  # fmt: skip


SHARING = [
    _share_ends("what they took, beside what was shared", 1, "accepted"),
    _share_ends("what they gave back, beside what was shared", 0, "declined"),
]


def _begins(name: str, expects: str, state: str, **given: str) -> Attempt:
    """What whoever works on the case writes of a disclosure by hand."""
    step = told(state, disclosed_by_id=f"'{PERSON}'", **{**AWAY, **given})
    return tried("oversight_disclosure", name, WORKS, [step], expects, CLEAN)


_GROUNDED = {"consent_id": "null", "ground": "'life'"}
BEGINNING = [
    _begins("on a word", DONE, "pending"),
    _begins("on a ground, for a colleague", DONE, "asked", **_GROUNDED),
    _begins("as a colleague agreed to", "42501", "pending", **_GROUNDED,
            authorised_by_id=f"'{COLLEAGUE}'"),
    _begins("as investigators took", "42501", "accepted"),
    _begins("as it ended", "42501", "withdrawn"),
]  # fmt: skip
ATTEMPTS = [*BEGINNING, *TAKING, *RECALLING, *AUTHORISING, *ENDING, *KEEPING, *SHARING]
