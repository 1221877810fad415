"""What a linter of row-level security says of the schema: each finding is answered."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.security.rls import definers
from tests.security.rls.excepted import WITHOUT_ROWS
from tests.support.postgres import Server
from unhidden.access.rls import guarding
from unhidden.access.rls.tables import list_declared_tables
from unhidden.hosting.postgres import connecting
from unhidden.lib.rights import GuardedHeads, OpenRows, RowsUnder

PGRLS = Path(sys.executable).with_name("pgrls")


def _tables(*kinds: type) -> str:
    """The tables whose rule is of these kinds, as a pattern."""
    return "|".join(
        n for n, each in list_declared_tables().items() if isinstance(each.rows, kinds)
    )


JUDGES = "|".join(definers.JUDGES)
RECORDS, PUBLISHED = _tables(GuardedHeads, RowsUnder), _tables(OpenRows)
SERVING = r"public\.\w+\.(guard|worker|signin|public|owner)_\w+"
ANSWERS = (
    (
        "SEC001", rf"public\.({'|'.join(WITHOUT_ROWS)})",
        "each is excepted with its reason in tests/security/rls/excepted.py",
    ),
    (
        "SEC001", rf"wall\.({'|'.join(guarding.TABLES)})",
        "no serving role reaches them at all",
    ),
    (
        "SEC005|SEC008|SEC028|SEC038", SERVING,
        "what these roles reach is limited by table and command, and by the code of the"
        " guard's functions",
    ),
    (
        "SEC005", rf"public\.(?!({RECORDS})\.)\w+\.staff_\w+",
        "no part of a record: people, places, keys that open nothing by themselves",
    ),
    (
        "SEC008|SEC038", rf"public\.({PUBLISHED})\.staff_select",
        "every colleague may read what is published",
    ),
    ("SEC007", r"public\.\w+", "each command of each role has one policy alone"),
    ("SEC009", r"audit\.event_\w+", "months are read through their parent alone"),
    (
        "SEC013",
        r"(audit|public)\.\w+\.(audit_\w+_is_(final|not_emptied)|vault_link_\w+)",
        "it raises, and reads nothing",
    ),
    (
        "SEC013",
        r"public\.(field|investigations|safeguarding|visits)_\w+\.\w+_(is_(final|decided_by_another|numbered|served_once)|goes_on|stays_closed)",
        "it raises, and reads nothing",
    ),
    (
        "SEC013",
        r"public\.\w+\.\w+_(keeps_its_(kind|purpose)|origin_is_read|retentionhold_is_ended)",
        "it runs as whoever writes, and refuses by what they may see",
    ),
    (
        "SEC013", r"public\.operations_\w+\.board_\w+",
        "it runs as whoever writes, and tells only that a board changed",
    ),
    (
        "SEC013", rf"public\.\w+\.({JUDGES})",
        "it judges a row by others, whatever whoever writes it meets, and only refuses",
    ),
    (
        "SEC014", rf"public\.({JUDGES})",
        "nobody calls it; each condition is proved needed",
    ),
    (
        "SEC014", r"wall\.\w+",
        "the guard owns no table and cannot sign in; each condition is proved needed",
    ),
    ("SEC016", "unhidden_backup", "a backup must hold every row; it only reads"),
    ("SEC029", "unhidden_test", "the tests' own role changes into each of the others"),
    ("SEC022", r"public\.operations_boardlistening", "its one row comes with it"),
    ("SEC027", r"public\.emergency_access", "wall.emergencies_told asks for the owner"),
    (
        "SEC027", r"public\.operations_(calendarentry|commandrisk)",
        "the owner is a post, for all to see who meet the operation",
    ),
    (
        "SEC027", r"public\.investigations_exhibit",
        "the owner is whose thing it is, for whoever is on the team",
    ),
    (
        "SEC027", r"public\.safeguarding_clockrule",
        "the owner of a deadline is a kind of people; everybody may read its rule",
    ),
    (
        "PERF002",
        r"public\.(investigations_(archive|outcome)|operations_commandpost"
        r"|safeguarding_(coveropening|registerkeeper))\.staff_(insert|update)",
        "by the clock: whoever waits for a lock is in an old transaction",
    ),
    (
        "PERF004", r"public\.\w+\.staff_(insert|update)",
        "it judges the row that is written, and finds none",
    ),
    (
        "PERF004", r"public\.operations_crewoutfit\.staff_select",
        "an operation has as few outfits as crews",
    ),
    (
        "PERF004", r"public\.decision_log_decision\.staff_select",
        "a log is found by its kind and subject; the wall then opens it by both",
    ),
    (
        "PERF003", r"public\.\w+\.(staff_\w+|public_select|public_insert)",
        "rows are found by ids; these columns are looked at afterwards",
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def findings(
    django_db_setup: None, test_server: Server, test_database: str
) -> list[tuple[str, str]]:
    """The rule and the place of each finding."""
    address = connecting.make_address({**test_server.admin, "dbname": test_database})
    done = subprocess.run(
        [PGRLS, "lint", "--schemas", "public,wall,audit", "--format", "json"],
        env={"DATABASE_URL": address, "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    found = json.loads(done.stdout)["violations"]
    return [(each["rule_id"], each["location"]) for each in found]


def _answers(answer: tuple[str, str, str], finding: tuple[str, str]) -> bool:
    rules, places, _ = answer
    rule, place = finding
    return bool(re.fullmatch(rules, rule) and re.fullmatch(places, place))


def test_each_finding_is_answered(findings: list[tuple[str, str]]) -> None:
    open_ones = [
        finding
        for finding in findings
        if not any(_answers(answer, finding) for answer in ANSWERS)
    ]

    assert findings
    assert open_ones == []


def test_no_answer_is_kept_without_its_finding(findings: list[tuple[str, str]]) -> None:
    needless = [
        answer
        for answer in ANSWERS
        if not any(_answers(answer, finding) for finding in findings)
    ]

    assert needless == []


def test_a_record_that_everybody_signed_in_reads_would_stay_open() -> None:
    finding = ("SEC005", "public.safeguarding_case.staff_select")

    assert not any(_answers(answer, finding) for answer in ANSWERS)
