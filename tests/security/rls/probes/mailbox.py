"""Coming back to a report, passing it on, and deleting it when its time is over."""

from __future__ import annotations

from tests.security.rls.attempts import Attempt
from tests.security.rls.records import KEPT_OUT, REPORT, record
from tests.security.rls.states import OTHER, OWN

NOBODY, ANALYST = ("", ""), ("analyst", "report_triage")
PUBLIC, WORKER = "unhidden_public", "unhidden_worker"
MINE, THEIRS = record(REPORT, (), is_own=True), record(REPORT, ())
BARRED = record(REPORT, (), KEPT_OUT, is_own=True)
#: Nothing was said about any report, and nobody keeps any.
CLEAN = (
    "delete from reporting_message",
    "delete from reporting_hold",
    "delete from reporting_handover",
    "delete from vault_recordkey",
)
MESSAGE, FRESH, OTHERS = (
    f"'00000000-0000-4000-8000-00000000000{end}'::uuid" for end in "123"
)
PAST = "reset role"


def report(at: str = MINE, **values: str) -> str:
    given = ", ".join(f"{name} = {value}" for name, value in values.items())
    return f"update reporting_report set {given} where id = {at}"


def message(
    at: str = MINE,
    position: int = 1,
    direction: str = "desk",
    day: str = "current_date",
    number: str = "gen_random_uuid()",
) -> str:
    return (
        "insert into reporting_message (id, report_id, position, direction, sent_on,"
        f" script, letter, body) values ({number}, {at}, {position}, '{direction}',"
        f" {day}, 'safe_now', 'x', 'x')"
    )


def hold(at: str = MINE, lifted: str = "null") -> str:
    return (
        "insert into reporting_hold (id, report_id, reason, set_by_id, set_at,"
        f" lifted_at) values (gen_random_uuid(), {at}, '', gen_random_uuid(), now(),"
        f" {lifted})"
    )


def sealed(at: str = MINE, team: object = OWN, slot: str = "a") -> str:
    return (
        "insert into vault_recordkey (id, record_id, slot, team_id, generation_id,"
        f" sealed_key) values (gen_random_uuid(), {at}, '{slot}', '{team}', 1, 'x')"
    )


SENT = report(receipt_digest="'mine'", status="'waiting'", desk_id=f"'{OWN}'")


def _tried(
    procedure: str, name: str, steps: list[str], expects: str, *before: str
) -> Attempt:
    prepared = (*CLEAN, SENT, *before)
    return Attempt(procedure, name, NOBODY, steps, expects, prepared, PUBLIC)


_SAID = "jsonb_array_length(wall.mailbox_of('mine')->'messages')"
READING = [
    _tried("mailbox_of", "by its words", ["select wall.mailbox_of('mine')->>'status'"],
           "waiting"),
    _tried("mailbox_of", "by others", ["select wall.mailbox_of('other')"], "None"),
    _tried("mailbox_of", "what was said", [f"select {_SAID}"], "1", message(),
           message(THEIRS)),
]  # fmt: skip


def _add(
    name: str,
    expects: str,
    *before: str,
    digest: str = "mine",
    team: object = OWN,
    question: str = "null",
    look: str = "",
) -> Attempt:
    asked = f"'{digest}', {FRESH}, '{team}', 'x', {question}, current_date"
    steps = [f"select wall.mailbox_add({asked})"]
    steps += [PAST, f"select {look}"] if look else []
    return _tried("mailbox_add", name, steps, expects, *before)


_MANY = [message(position=number, direction="reporter") for number in range(1, 21)]
_NEWS = "count(*) from reporting_report where has_news"
ADDING = [
    _add("by its words", ""),
    _add("by others", "unknown", digest="other"),
    _add("sealed to another desk", "moved", team=OTHER),
    _add("too much on a day", "many", *_MANY),
    _add("much, of other days", "", *_MANY[1:],
         message(direction="reporter", day="current_date - 1")),
    _add("much, of the desk", "", *_MANY[1:], message(direction="desk")),
    _add("much, of others", "", *_MANY[1:], message(THEIRS, 1, "reporter")),
    _add("an answer", "", message(), question="1"),
    _add("an answer to nothing", "question", message(), question="2"),
    _add("an answer to oneself", "question", message(direction="reporter"),
         question="1"),
    _add("an answer to what others were asked", "question", message(THEIRS),
         question="1"),
    _add("numbered within its report", "1", message(THEIRS, 7),
         look=f"position from reporting_message where id = {FRESH}"),
    _add("news of one report", "1", "update reporting_report set has_news = false",
         look=_NEWS),
]  # fmt: skip


def _delete(
    name: str, look: str, expects: str, *before: str, digest: str = "mine"
) -> Attempt:
    steps = [f"select wall.mailbox_delete('{digest}', current_date)"]
    steps += [PAST, f"select {look}"] if look else []
    said = (message(number=MESSAGE), message(THEIRS, number=OTHERS), sealed(MESSAGE),
            sealed(), sealed(OTHERS))  # fmt: skip
    return _tried("mailbox_delete is_held", name, steps, expects, *said, *before)


_MESSAGES = "count(*) from reporting_message"
DELETING = [
    _delete("by its words", "", "True"),
    _delete("by others", "", "False", digest="other"),
    _delete("what was said", _MESSAGES, "1"),
    _delete("its keys and no other", "count(*) from vault_recordkey", "2"),
    _delete("not what is held", _MESSAGES, "2", hold()),
    _delete("what others hold", _MESSAGES, "1", hold(THEIRS)),
    _delete("what was held", _MESSAGES, "1", hold(lifted="now()")),
    _delete("the way back of one", "count(*) from reporting_report where reply_key"
            " is null", "1", "update reporting_report set reply_key = 'x'"),
]  # fmt: skip


def _pass(
    name: str,
    expects: str,
    *before: str,
    at: str = MINE,
    to: object = OTHER,
    look: str = "",
) -> Attempt:
    steps = [f"select wall.pass_report({at}, '{to}')"]
    steps += [PAST, f"select {look}"] if look else []
    waiting = "update reporting_report set status = 'waiting', seen_on = current_date"
    prepared = (*CLEAN, waiting, *before)
    return Attempt("pass_report rows_of_report", name, ANALYST, steps, expects,
                   prepared)  # fmt: skip


_BOTH = (sealed(), sealed(team=OTHER))
_KEYS = "string_agg(distinct team_id::text, '') from vault_recordkey"
PASSING = [
    _pass("to another desk", "", *_BOTH),
    _pass("to oneself", "42501", sealed(), to=OWN),
    _pass("another's", "42501", sealed(THEIRS), sealed(THEIRS, OTHER), at=THEIRS,
          to=OTHER),
    _pass("kept out of it", "42501", *_BOTH, at=BARRED),
    _pass("once it is decided", "decided", *_BOTH, report(status="'read'")),
    _pass("before they can open it", "keys", sealed()),
    _pass("before they can open every field", "keys", *_BOTH, sealed(slot="b")),
    _pass("before they can open what was said", "keys", *_BOTH,
          message(number=MESSAGE), sealed(MESSAGE)),
    _pass("with a key to another record", "keys", sealed(), sealed(THEIRS, OTHER)),
    _pass("while others have keys to others", "", *_BOTH, sealed(THEIRS)),
    _pass("what was said about others", "", *_BOTH, message(THEIRS, number=MESSAGE),
          sealed(MESSAGE)),
    _pass("and nobody else opens it", str(OTHER), *_BOTH, look=_KEYS),
    _pass("with keys to others as they were", "1", *_BOTH, sealed(THEIRS),
          look=f"count(*) from vault_recordkey where record_id = {THEIRS}"),
    _pass("it alone", "1", *_BOTH,
          look="count(*) from reporting_report where seen_on is null"),
]  # fmt: skip
_OVER = report(
    status="'done'",
    done_on="current_date - 91",
    active_on="current_date - 91",
    has_news="false",
)
_NONE = "update reporting_report set status = 'waiting'"


def _over(name: str, expects: str, *before: str, days: int = 90) -> Attempt:
    steps = [f"select count(*) from wall.reports_over({days}, current_date)"]
    return Attempt("reports_over is_held", name, NOBODY, steps, expects,
                   (*CLEAN, _NONE, _OVER, *before), WORKER)  # fmt: skip


def _gone(name: str, look: str, expects: str, *before: str, at: str = MINE) -> Attempt:
    steps = [f"select wall.delete_report({at}, 90, current_date)"]
    steps += [PAST, f"select {look}"] if look else []
    every = (*(f"delete from {table}" for table in _COLUMNS), *map(_fill, _COLUMNS))
    said = (message(number=MESSAGE), message(THEIRS), hold(lifted="now()"),
            hold(THEIRS), sealed(MESSAGE), sealed(), sealed(THEIRS))  # fmt: skip
    old = "update reporting_message set sent_on = current_date - 200"
    prepared = (*CLEAN, _NONE, _OVER, *every, *said, old, *before)
    return Attempt("delete_report rows_of_report forget_report", name, NOBODY, steps,
                   expects, prepared, WORKER)  # fmt: skip


#: What else is kept of a report: the columns besides id and report, and their values.
_COLUMNS = {
    "reporting_passing": (
        "from_desk_id, to_desk_id, purpose, reason, passed_by_id, passed_at",
        "gen_random_uuid(), gen_random_uuid(), '', '', gen_random_uuid(), now()",
    ),
    "reporting_handover": (
        "keeper_id, to_desk_id, file_ids",
        "gen_random_uuid(), gen_random_uuid(), '{}'",
    ),
    "intelligence_triage": (
        "turn, decision, reason, decided_by_id, decided_at",
        "1, '', '', gen_random_uuid(), now()",
    ),
    "intelligence_assignment": (
        "turn, desk_id, assigned_by_id, assigned_at",
        "1, gen_random_uuid(), gen_random_uuid(), now()",
    ),
    "intelligence_spammark": (
        "turn, is_spam, reason, marked_by_id, marked_at",
        "1, true, '', gen_random_uuid(), now()",
    ),
    "intelligence_dangertolife": (
        "turn, called_at, incident, duty_officer, told_at, what_was_told,"
        " recorded_by_id, recorded_at",
        "1, now(), '', '', now(), '', gen_random_uuid(), now()",
    ),
    "intelligence_nocall": (
        "reason, said_by_id, said_at",
        "'', gen_random_uuid(), now()",
    ),
    "reporting_urgencychange": (
        "turn, urgency, reason, set_by_id, set_at",
        "1, '', '', gen_random_uuid(), now()",
    ),
}


def _fill(table: str) -> str:
    """A row of each of two reports."""
    names, values = _COLUMNS[table]
    rows = ", ".join(f"(gen_random_uuid(), {at}, {values})" for at in (MINE, THEIRS))
    return f"insert into {table} (id, report_id, {names}) values {rows}"


RETENTION = [
    _over("whose time is over", "1"),
    _over("not one that waits", "0", report(status="'read'")),
    _over("not one with news", "0", report(has_news="true")),
    _over("not one that is held", "0", hold()),
    _over("one that was held", "1", hold(lifted="now()")),
    _over("while others are held", "1", hold(THEIRS)),
    _over("not one that was dealt with later", "0",
          report(done_on="current_date - 90")),
    _over("not one whose reporter came back", "0", report(active_on="current_date")),
    _over("not one about which something was said", "0", message()),
    _over("while others spoke", "1", message(THEIRS)),
    _over("not before thirty days", "0", report(
        done_on="current_date - 20", active_on="current_date - 20"), days=1),
    _gone("whose time is over", "", "True"),
    _gone("whose is not", "", "False", at=THEIRS),
    _gone("with its keys", "count(*) from vault_recordkey", "1"),
    *(_gone(f"with its rows of {table}", f"count(*) from {table}", "1") for table in (
        "reporting_message", "reporting_hold", *_COLUMNS)),
    _gone("itself and no other", "count(*) from reporting_report where id in"
          f" ({MINE}, {THEIRS})", "1"),
]  # fmt: skip
ATTEMPTS = [*READING, *ADDING, *DELETING, *PASSING, *RETENTION]
