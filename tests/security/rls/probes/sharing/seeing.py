"""Which shares somebody meets, and what is told about a record that is shared."""

from __future__ import annotations

from tests.security.rls.attempts import REFUSED, Attempt
from tests.security.rls.probes.sharing.prepared import (
    ANALYST,
    ANOTHER,
    GIVEN,
    MANAGER,
    NOBODY,
    RECEIVED,
    SHARE,
    THIRD,
    WORKS,
    grant,
    received,
    row,
    share,
    tried,
)
from tests.security.rls.records import ABOVE, CASE, KEPT_OUT, RESTRICTED, WORKER, record
from tests.security.rls.states import ALL, COLLEAGUE, OTHER, OWN, PERSON, Way

_MEMBER = record(CASE, WORKER)
_ALL_IN = record(CASE, (Way("team", "worker", whose="organisation"),))
_BY_SHARE = record(CASE, (Way("share", categories=ALL),))
_WAS_IN = record(
    CASE,
    (
        Way("team", "worker", is_ended=True),
        Way("share", categories=("operational", "immigration")),
    ),
)
_WITH_THIRD = {"to_organisation_id": THIRD, "from_organisation_id": f"'{OTHER}'"}


def _sees(
    name: str, expects: str, *shares: str, who: tuple[str, str] = WORKS
) -> Attempt:
    steps = ["select count(*) from sharing_share"]
    return tried("shares_in_view", name, who, steps, expects, *shares)


def _shared(case: str) -> str:
    """A share of this record by its organisation with a third one."""
    return share("accepted", record_id=case, **_WITH_THIRD)


SEEING = [
    _sees("what is offered to one's own", "1", received()),
    _sees("what is drafted for them", "0", received("draft")),
    _sees("what is offered to others", "0", _shared(RECEIVED)),
    _sees("what is of no domain in view", "0", received(), who=ANALYST),
    _sees("what is above the clearance", "0",
          received(record_id=record(CASE, (), ABOVE))),
    _sees("what they are kept out of", "0",
          received(record_id=record(CASE, (), KEPT_OUT))),
    _sees("as one of the team", "1", _shared(_MEMBER)),
    _sees("as one of a team's organisation", "1", _shared(_ALL_IN)),
    _sees("as one of the team, a draft for their own", "0",
          received("draft", record_id=_MEMBER)),
    _sees("as who was let in by a share", "0", _shared(_BY_SHARE)),
    _sees("as who was on the team, and let in by a share", "0", _shared(_WAS_IN)),
    _sees("as who is let in beside another's team", "0", _shared(_BY_SHARE),
          grant(_BY_SHARE, COLLEAGUE)),
    _sees("as who was on the team for a time", "0", _shared(RECEIVED),
          grant(RECEIVED, PERSON, until_at="now()")),
    _sees("as whose record it is", "1", share(), who=MANAGER),
    _sees("as their worker, of no team", "0", share()),
    _sees("as another's manager", "0", _shared(RECEIVED), who=MANAGER),
    _sees("as whose record it is, restricted", "0",
          share(record_id=record(CASE, (), RESTRICTED, is_own=True)), who=MANAGER),
    _sees("as nobody", "0", share(), received(id=ANOTHER), who=NOBODY),
]  # fmt: skip


def _waits(
    name: str, expects: str, *shares: str, who: tuple[str, str] = WORKS
) -> Attempt:
    steps = ["select wall.shares_waiting()"]
    return tried("shares_waiting", name, who, steps, expects, *shares)


WAITING = [
    _waits("an offer", "1", received()),
    _waits("what ended, and is kept", "1", received("ended")),
    _waits("what ended, and is deleted", "0", received("ended", deleted_at="now()")),
    _waits("what goes on", "0", received("accepted")),
    _waits("another's", "0", _shared(RECEIVED), share("offered", id=ANOTHER)),
    _waits("what they are kept out of", "0",
           received(record_id=record(CASE, (), KEPT_OUT))),
    _waits("for other work", "0", received(), who=ANALYST),
    _waits("for nobody", "0", received(), who=NOBODY),
]  # fmt: skip


def _sealed(name: str, case: str, expects: str) -> Attempt:
    asked = f"select count(*) > 0 from wall.sealed_slots('safeguarding_case', {case})"
    return tried("sealed_slots", name, MANAGER, [asked], expects)


def _receivers(name: str, expects: str, *shares: str, of: str = GIVEN) -> Attempt:
    asked = f"select cardinality(wall.receivers({of}, 'narrative'))"
    return tried("receivers", name, MANAGER, [asked], expects, *shares)


TELLING = [
    _sealed("what is sealed of one's own", GIVEN, "True"),
    _sealed("what is sealed of another's", RECEIVED, REFUSED),
    _receivers("who reads one's own", "1", share("offered")),
    _receivers("who does not", "0", share("ended"), share("draft", id=ANOTHER),
               share("offered", id=THIRD, categories="'{operational}'"),
               share("offered", id="gen_random_uuid()", record_id=_MEMBER)),
    _receivers("who reads another's", "0", _shared(RECEIVED), of=RECEIVED),
]  # fmt: skip


def _event(subject: str = GIVEN, by: str = f"'{OTHER}'", **given: str) -> str:
    values = {
        "id": "gen_random_uuid()",
        "recorded_at": "now()",
        "at": "now()",
        "name": "'safeguarding.read'",
        "verb": "'read'",
        "is_refused": "false",
        "subject_kind": "''",
        "subject_id": subject,
        "organisation_id": by,
        "role": "''",
        "purpose": "''",
        "basis": "''",
        "process": "''",
        "detail": "'{}'",
        "justification": "''",
        "recipients": "'{}'",
        "shown": "'{}'",
        "categories": "'{}'",
        "query_hash": "''",
    }
    return row("audit_event", **{**values, **given})


_READ = {"answered_at": "now() - interval '1 hour'"}
_BEFORE = "now() - interval '1 day'"


def _copied(name: str, expects: str, *prepared: str) -> Attempt:
    steps = [f"select count(*) from wall.copied({SHARE})"]
    return tried("copied", name, MANAGER, steps, expects, *prepared)


def _events(name: str, case: str, expects: str) -> Attempt:
    asked = f"select count(*) from wall.events_of('safeguarding_case', {case})"
    events = _event(), _event(RECEIVED)
    return tried("events_of", name, MANAGER, [asked], expects, *events)


DONE_WITH_IT = [
    _copied("what the receiver read", "1", share("accepted", **_READ), _event()),
    _copied("and nothing else", "0", share("accepted", **_READ), _event(RECEIVED),
            _event(by=f"'{OWN}'"), _event(at=_BEFORE), _event(is_refused="true"),
            _event(name="'sharing.accepted'")),
    _copied("by another share", "0", share("accepted", id=ANOTHER, **_READ), _event()),
    _copied("of another's record", "0", _shared(RECEIVED),
            f"update sharing_share set answered_at = {_BEFORE}",
            _event(RECEIVED, THIRD)),
    _events("who did what with one's own", GIVEN, "1"),
    _events("who did what with another's", RECEIVED, "0"),
]  # fmt: skip
ATTEMPTS = [*SEEING, *WAITING, *TELLING, *DONE_WITH_IT]
