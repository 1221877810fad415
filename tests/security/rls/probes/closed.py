"""Cases that are closed: nothing is written in them, but what leads back."""

from __future__ import annotations

from tests.security.rls.attempts import DONE, REFUSED, Attempt
from tests.security.rls.probes.sharing.prepared import NONE, WORKS, consent, row
from tests.security.rls.records import CASE, LEAD, record
from tests.security.rls.states import OWN, PERSON

_LED = record(CASE, LEAD, is_own=True)
_SET = f"update safeguarding_case set {{}} where id = {_LED}"
_ONE = "'00000000-0000-4000-8000-000000000072'::uuid"
_NOTE = row(
    "safeguarding_note", id=_ONE, case_id=_LED, text_sealed="'x'",
    led_by_id=f"'{OWN}'", written_by_id=f"'{PERSON}'", written_at="now()",
)  # fmt: skip


def _closed(table: str, name: str, expects: str, step: str, *before: str) -> Attempt:
    shut = _SET.format("closed_at = now(), course = 'closed'")
    prepared = ("delete from safeguarding_caseturn", shut, *before)
    return Attempt(table, name, WORKS, [step], expects, prepared)


def _row_of(kind: str) -> str:
    return row(
        "safeguarding_caseturn", id="gen_random_uuid()", case_id=_LED,
        kind=f"'{kind}'", happened_on="current_date", code="''", tried="'{}'",
        number="1", recorded_by_id=f"'{PERSON}'", recorded_at="now()",
    )  # fmt: skip


def _left(kind: str) -> str:
    return row(
        "safeguarding_caseoutgoing", id="gen_random_uuid()", case_id=_LED,
        kind=f"'{kind}'", outside="'statistics'", categories="'{}'", purpose="''",
        digest="''", is_asked_for="false", is_talked_over="false",
        passed_by_id=f"'{PERSON}'", passed_at="now()",
    )  # fmt: skip


_OPEN_AGAIN = _SET.format("closed_at = null, course = 'active'")
ATTEMPTS = [
    _closed("safeguarding_note", "a note in a closed case", REFUSED, _NOTE),
    _closed("safeguarding_note", "a note in an open case", DONE, _NOTE,
            _OPEN_AGAIN),
    _closed("safeguarding_caseturn", "a closed case is opened again", DONE,
            _row_of("reopened")),
    _closed("safeguarding_caseturn", "a closed case is put to rest", REFUSED,
            _row_of("rested")),
    _closed("safeguarding_caseturn", "an open case is put to rest", DONE,
            _row_of("rested"), _OPEN_AGAIN),
    _closed("safeguarding_caseoutgoing", "a file of all cases has a closed one", DONE,
            _left("export")),
    _closed("safeguarding_caseoutgoing", "a closed case is shared", REFUSED,
            _left("share")),
    _closed("safeguarding_coverseen", "who was opened at night is noted after", DONE,
            row("safeguarding_coverseen", id="gen_random_uuid()", case_id=_LED,
                opening_id=NONE, seen_by_id=f"'{PERSON}'", seen_at="now()")),
    _closed("safeguarding_consent", "a word in a closed case", REFUSED,
            consent(_LED)),
    _closed("safeguarding_needstep", "a step under a need of a closed case", REFUSED,
            row("safeguarding_needstep", id="gen_random_uuid()", need_id=_ONE,
                kind="'met'", number="1", day="current_date",
                told_by_id=f"'{PERSON}'", told_at="now()"),
            row("safeguarding_caseneed", id=_ONE, case_id=_LED, code="'health'",
                noted_by_id=f"'{PERSON}'", noted_at="now()")),
]  # fmt: skip
