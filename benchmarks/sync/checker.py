"""The independent checker: says from the device logs, the receipts and the database
whether anything that was typed is lost, doubled, refused or wrongly receipted.

It imports nothing of the program that it checks, and nothing of the harness. What is in
the envelopes it is told as data (``opened``: for each row the words found in it).
"""

from __future__ import annotations

import json
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg

VERIFY = Path(__file__).with_name("verify.mjs")
ANSWERS = {"kept", "received", "missing", "told", "later"}
RULES = ("lost", "doubled", "refused", "bad_receipts", "silent_conflicts")
MESSAGES = {"state", "alarm"}
#: A moment that two programs of one machine read differently.
APART = 5
_RECEIPT = re.compile(
    r"unhidden receipt 1\nkey [0-9a-f]{16}\nsubmission (?P<submission>\S+)\n"
    r"device (?P<device>\S+)\ndigest (?P<digest>[0-9a-f]{64})\n"
    r"landed (?P<landed>\S+)\nposition (?P<position>\d+)\n"
)
_ROWS = """
select id::text, submission_id::text, encode(digest, 'hex'), kind, device_id::text,
       (extract(epoch from landed_at) * 1000)::bigint, position
  from field_submission where position > %s
"""

_ACCOUNTS = "select id::text, state, problems from visits_account"
_RECORDS = "select planned_id::text, count(*) from visits_visit group by planned_id"
#: What only the answers of a finished account can show.
OF_ANSWERS = {"does_not_add_up", "sign_unknown"}
#: What is said of one account of a visit that another counts of.
BESIDE = {"recorded_already", "another_content"}


@dataclass(frozen=True, slots=True)
class LandedRow:
    """A submission in the database."""

    row: str
    submission: str
    digest: str
    kind: str
    device: str
    landed_at: int
    position: int


@dataclass
class LoggedVisit:
    """What the log of a phone says of one visit."""

    begun: int = 0
    begun_at: int = 0
    kept: list[str] = field(default_factory=list)
    photos: list[str] = field(default_factory=list)
    due_at: int | None = None
    planned: str = ""
    #: Why its account must wait.
    conflict: str = ""


@dataclass(frozen=True, slots=True)
class KeptAccount:
    """What became of a submission: an account, which counts or waits."""

    row: str
    state: str
    problems: list[str]


@dataclass
class Evidence:
    """All that the checker looks at."""

    visits: dict[str, LoggedVisit] = field(
        default_factory=lambda: defaultdict(LoggedVisit)
    )
    of_marker: dict[str, str] = field(default_factory=dict)
    shown: list[dict[str, Any]] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)
    restores: list[dict[str, int]] = field(default_factory=list)
    rows: list[LandedRow] = field(default_factory=list)
    opened: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    #: Of those that the worker was to apply; None where it was not there.
    accounts: dict[str, KeptAccount] | None = None
    #: How many visits each plan has.
    records: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the evidence is: ``since`` is the position after which the harness began,
    ``key`` what the landing publishes, ``is_applied`` whether the worker was there."""

    folder: Path
    database: str
    opened: Path
    key: str
    since: int
    is_applied: bool


def check(sources: Sources, *, node: str) -> dict[str, list[str]]:
    """What is wrong, by the rule that it breaks; each found as a sentence."""
    evidence = read_evidence(sources.folder, sources.opened)
    with psycopg.connect(sources.database) as reading:
        found = reading.execute(_ROWS, [sources.since]).fetchall()
        evidence.rows = [LandedRow(*row) for row in found]
        if sources.is_applied:
            accounts = reading.execute(_ACCOUNTS).fetchall()
            evidence.accounts = {row[0]: KeptAccount(*row) for row in accounts}
            evidence.records = dict(reading.execute(_RECORDS).fetchall())
    return judge(evidence, key=sources.key.split()[-1], node=node)


def judge(evidence: Evidence, *, key: str, node: str) -> dict[str, list[str]]:
    """What is wrong, by the rule that it breaks; the key in hexadecimal letters."""
    return {
        "lost": [*_find_lost(evidence), *_find_unkept(evidence)],
        "doubled": [*_find_doubled(evidence), *_find_counted_twice(evidence)],
        "refused": [*_find_refused(evidence)],
        "bad_receipts": [*_find_bad_receipts(evidence, key, node)],
        "silent_conflicts": [*_find_silent(evidence)],
    }


def read_evidence(folder: Path, opened: Path) -> Evidence:
    """What the logs and the opened envelopes say; the database is read apart."""
    evidence = Evidence()
    for log in sorted(folder.glob("device-*.jsonl")):
        for line in _read_lines(log):
            _note_line(evidence, line)
    for log in sorted(folder.glob("answers-*.jsonl")):
        evidence.answers += _read_lines(log)
    for line in _read_lines(folder / "house.jsonl"):
        evidence.restores.append(line)
    for line in _read_lines(opened):
        evidence.opened[line.pop("row")] = line
    return evidence


def _read_lines(file: Path) -> Iterator[dict[str, Any]]:
    """Each whole line; the last may have been cut when its writer was killed."""
    if file.exists():
        for line in file.read_text().splitlines(keepends=True):
            if line.endswith("\n"):
                yield json.loads(line)


def _note_line(evidence: Evidence, line: dict[str, Any]) -> None:
    if "submission" in line:
        evidence.shown.append(line)
        return
    visit = evidence.visits[str(line.get("operation"))]
    if "marker" in line:
        evidence.of_marker[line["marker"]] = str(line["operation"])
    match line["op"], line.get("shown"):
        case "begin", _:
            visit.begun += 1
            visit.begun_at = visit.begun_at or line["at"]
            visit.planned, visit.conflict = line["planned"], line.get("conflict") or ""
        case "clone", _:
            visit.begun += 1
        case "arrived", _:
            visit.due_at = line["at"]
        case "seen_state", "kept":
            visit.kept.append(line["marker"])
        case "seen_state", "photo":
            visit.photos.append(line["sha256"])


def _rows_of_visits(evidence: Evidence) -> Mapping[str, list[LandedRow]]:
    """The rows in which a visit's words are, outside or inside."""
    found: dict[str, list[LandedRow]] = defaultdict(list)
    for row in evidence.rows:
        words = evidence.opened[row.row]
        named = {
            evidence.of_marker[word]
            for word in words["outer"] + words["inner"]
            if word in evidence.of_marker
        }
        for visit in named:
            found[visit].append(row)
    return found


def _find_lost(evidence: Evidence) -> Iterator[str]:
    """What the app showed as kept, or as received, and is nowhere."""
    rows = _rows_of_visits(evidence)
    for name, visit in evidence.visits.items():
        yield from _find_lost_words(name, visit, rows[name], evidence)
        yield from _find_late(name, visit, rows[name], evidence)
    there = {(row.submission, row.digest) for row in evidence.rows}
    for shown in evidence.shown:
        named = (shown["submission"], shown["digest"])
        if shown["shown"] == "received" and named not in there:
            yield f"{shown['submission']} was shown as received, and is not there"


def _find_lost_words(
    name: str, visit: LoggedVisit, rows: Sequence[LandedRow], evidence: Evidence
) -> Iterator[str]:
    inner = _words_in(evidence, rows, "inner")
    outer = _words_in(evidence, rows, "outer")
    # Of what was not finished no words are outside.
    held = [row for row in rows if row.kind == "unfinished"]
    outer |= _words_in(evidence, held, "inner")
    for marker in visit.kept:
        if marker not in inner or marker not in outer:
            yield f"visit {name}: {marker} was shown as kept"
    for half in ("originals", "copies"):
        there = _words_in(evidence, rows, half)
        for photo in visit.photos:
            if photo not in there:
                yield f"visit {name}: a photo has no {half}"


def _words_in(evidence: Evidence, rows: Iterable[LandedRow], where: str) -> set[str]:
    return {word for row in rows for word in evidence.opened[row.row][where]}


def _find_late(
    name: str, visit: LoggedVisit, rows: Sequence[LandedRow], evidence: Evidence
) -> Iterator[str]:
    """What had to be there while another waited, and came only after it.

    A server that was restored meanwhile may have had it, and have it again later.
    """
    due_at = visit.due_at
    if due_at is None or _is_void(evidence, visit.begun_at, due_at):
        return
    if not any(row.landed_at <= due_at + APART for row in rows):
        yield f"visit {name} waited for another"


def _find_doubled(evidence: Evidence) -> Iterator[str]:
    """More rows than a visit was begun times, or one digest twice."""
    for name, rows in _rows_of_visits(evidence).items():
        apart = {(row.submission, row.digest) for row in rows}
        if len(apart) > evidence.visits[name].begun:
            yield f"visit {name} is there {len(rows)} times"
    times: dict[tuple[str, str], int] = defaultdict(int)
    for row in evidence.rows:
        times[row.submission, row.digest] += 1
    for (submission, _), count in times.items():
        if count > 1:
            yield f"{submission} is there {count} times with one digest"


def _rows_of_plans(evidence: Evidence) -> Mapping[str, set[LandedRow]]:
    """The accounts of each plan, of all that were sent to it."""
    found: dict[str, set[LandedRow]] = defaultdict(set)
    for name, rows in _rows_of_visits(evidence).items():
        found[evidence.visits[name].planned] |= set(rows)
    return found


def _find_unkept(evidence: Evidence) -> Iterator[str]:
    """What landed and became no account; a plan that was visited and has no record."""
    if evidence.accounts is None:
        return
    conflicts = {each.planned: each.conflict for each in evidence.visits.values()}
    for planned, rows in _rows_of_plans(evidence).items():
        for row in rows:
            if row.row not in evidence.accounts:
                yield f"{row.submission} became no account"
        finished = [row for row in rows if row.kind != "unfinished"]
        if finished and not conflicts[planned] and not evidence.records.get(planned):
            yield f"the visit {planned} has no record"


def _find_counted_twice(evidence: Evidence) -> Iterator[str]:
    for planned, rows in _rows_of_plans(evidence).items():
        counts = [row for row in rows if _state_of(evidence, row) == "counts"]
        if len(counts) > 1 or evidence.records.get(planned, 0) > 1:
            yield f"the visit {planned} counts {len(counts)} times"


def _find_silent(evidence: Evidence) -> Iterator[str]:
    """Accounts that should wait for a person, with the reason for it, and do not."""
    if evidence.accounts is None:
        return
    conflicts = {each.planned: each.conflict for each in evidence.visits.values()}
    for planned, rows in _rows_of_plans(evidence).items():
        counts = [row for row in rows if _state_of(evidence, row) == "counts"]
        for row in rows:
            wanted = {conflicts[planned]} - {""}
            if row.kind == "unfinished":
                wanted = {"unfinished"} | wanted - OF_ANSWERS
            beside = BESIDE if row not in counts[:1] and not wanted else set()
            if not _waits_for(evidence, row, wanted, beside):
                account = evidence.accounts.get(row.row)
                yield f"{account} does not wait for {sorted(wanted or beside)}"


def _waits_for(
    evidence: Evidence, row: LandedRow, wanted: set[str], any_of: set[str]
) -> bool:
    """Whether an account waits with all that is wanted, or one of the others; one of
    which nothing is wanted need not wait."""
    account = (evidence.accounts or {}).get(row.row)
    if account is None or not wanted | any_of:
        return True
    problems = set(account.problems)
    named = wanted <= problems and (not any_of or bool(any_of & problems))
    return account.state == "waits" and named


def _state_of(evidence: Evidence, row: LandedRow) -> str:
    account = (evidence.accounts or {}).get(row.row)
    return account.state if account else ""


def _find_refused(evidence: Evidence) -> Iterator[str]:
    for answer in evidence.answers:
        if answer["is"] not in ANSWERS:
            yield f"{answer['path']}: {answer['status']} {answer['is']} {answer['why']}"


def _find_bad_receipts(evidence: Evidence, key: str, node: str) -> Iterator[str]:
    shown = [line for line in evidence.shown if line.get("text")]
    for number in _find_unsigned(shown, key, node):
        yield f"{shown[number]['submission']}: the receipt is not signed"
    rows = {(row.submission, row.digest): row for row in evidence.rows}
    for line in shown:
        found = _RECEIPT.fullmatch(line["text"])
        if found is None:
            yield f"{line['submission']}: no receipt: {line['text']}"
            continue
        landed_at = _milliseconds(found["landed"])
        if not _is_void(evidence, landed_at, landed_at):
            row = rows.get((line["submission"], line["digest"]))
            if row is None or not _fits(row, found):
                yield f"{line['submission']}: the receipt is of another"


def _find_unsigned(shown: Sequence[dict[str, Any]], key: str, node: str) -> list[int]:
    asked = [json.dumps([line["text"], line["signature"], key]) for line in shown]
    said = subprocess.run(  # noqa: S603
        [node, VERIFY], input="\n".join(asked).encode(), capture_output=True, check=True
    )
    found: list[int] = json.loads(said.stdout) if asked else []
    return found


def _fits(row: LandedRow, receipt: re.Match[str]) -> bool:
    """A receipt says what the row says: so there is one text of each."""
    return (
        receipt["submission"] == row.submission
        and receipt["digest"] == row.digest
        and receipt["device"] == row.device
        and int(receipt["position"]) == row.position
        and _milliseconds(receipt["landed"]) == row.landed_at
    )


def _is_void(evidence: Evidence, since: int, until: int) -> bool:
    """Whether a restored server knows nothing any more of some of that time."""
    return any(
        each["night_at"] <= until and since <= each["restored_at"]
        for each in evidence.restores
    )


def _milliseconds(moment: str) -> int:
    return round(datetime.fromisoformat(moment).timestamp() * 1000)
