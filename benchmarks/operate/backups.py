"""Drills 25 to 28 and 30: backups, refused and restored, and kills meanwhile."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from benchmarks.operate import ground
from benchmarks.operate.commands import ask_program
from benchmarks.operate.ground import DrillGround
from benchmarks.operate.servers import find_migrated
from tests.server.started import running
from unhidden.hosting.postgres.connecting import Connection

_ROWS = re.compile(r"([\d,]+) rows of ([\d,]+) tables")
_COPY = "tried"


def find_figures(said: str) -> tuple[int, int]:
    """The rows and tables that a command told of."""
    found = _ROWS.search(said)
    assert found, f"no rows are told of: {said[-400:]}"
    rows, tables = (int(each.replace(",", "")) for each in found.groups())
    return rows, tables


def make_backups(on: DrillGround) -> None:
    """Without a key and over a file it is refused; while all runs it works."""
    place, keyless = on.backed_up, on.make_place("keyless") / "state"
    ask_program("backup", str(place / "none"), state=keyless).must_refuse(
        "make one with unhidden backup --new-key FILE"
    )
    first = str(place / "first")
    before = (place / "first").read_bytes()
    on.back_up("backup", first).must_refuse(
        f"{first} is there already: name a new file"
    )
    assert (place / "first").read_bytes() == before
    state = on.demonstration
    with running(state, place / "run-said") as run:
        said = ask_program("backup", str(place / "while"), state=state).must_do()
        ground.check_serves(run)
        ground.stop(run)
    key = ("--key", str(place / "private"))
    checked = on.back_up("restore", "--check", str(place / "while"), *key).must_do()
    assert find_figures(checked) == find_figures(said)


def spoil_backups(on: DrillGround) -> None:
    """Seven ways in which a restore must not be: each refused, and nothing made."""
    place, state = on.backed_up, on.demonstration
    whole = (place / "first").read_bytes()
    middle = len(whole) // 2
    flipped = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
    spoilt = {"flipped": flipped, "cut": whole[:-1], "added": whole + b"x"}
    for name, content in spoilt.items():
        (place / name).write_bytes(content)
    other = on.make_place("other-pair")
    ask = ask_program(
        "backup", "--new-key", str(other / "private"), state=other / "state"
    )
    ask.must_do()
    (place / "no-key").write_text("this is no key\n")
    with ground.inside_embedded(state) as admin:
        before = _databases(admin)
    right, into = str(place / "private"), ("--into", _COPY)
    for name in spoilt:
        on.back_up("restore", str(place / name), "--key", right, *into).must_refuse(
            str(place / name)
        )
    first = str(place / "first")
    for key in (place / "no-key", other / "private"):
        answer = on.back_up("restore", first, "--key", str(key), *into)
        answer.must_refuse("key")
    without = ask_program("restore", first, "--key", right, state=other / "state")
    without.must_refuse("and what was sealed with them would stay closed")
    live = on.back_up("restore", first, "--key", right)
    live.must_refuse("holds tables, and a backup is restored into a new one only")
    with ground.inside_embedded(state) as admin:
        assert _databases(admin) == before, "something was made"


def _databases(admin: Connection) -> list[str]:
    rows = admin.execute("select datname from pg_database order by 1").fetchall()
    return [str(name) for (name,) in rows]


def restore_beside(on: DrillGround) -> None:
    """A copy beside the database has the same rows, and a command drops it."""
    place, state = on.backed_up, on.demonstration
    restore = ("restore", str(place / "first"), "--key", str(place / "private"))
    said = on.back_up(*restore, "--into", _COPY).must_do(
        f"unhidden restore --drop {_COPY}"
    )
    assert find_figures(said) == find_figures((place / "said").read_text())
    with ground.inside_embedded(state, _COPY) as admin:
        found = ground.read_database(admin)
    copied = (found.rows, found.with_rows)
    assert copied == find_figures(said), f"told {find_figures(said)}, there {copied}"
    on.back_up("restore", "--drop", _COPY).must_do(f"The copy {_COPY} is gone.")
    with ground.inside_embedded(state) as admin:
        assert _COPY not in _databases(admin)


def restore_on_a_new_machine(on: DrillGround) -> None:
    """What Debian's server held comes back on the embedded one of a new machine."""
    found = find_migrated(on)
    place = on.make_place("new-machine")
    told = {"DATABASE_URL": found.debian.find_address()}
    private, file = str(place / "private"), str(place / "moved")
    for words in (["backup", "--new-key", private], ["backup", file]):
        said = ask_program(*words, state=found.state, told=told).must_do()
    secrets = place / "state" / "secrets"
    secrets.mkdir(mode=0o700, parents=True)
    shutil.copy(found.state / "secrets" / "all.json", secrets / "all.json")
    answer = ask_program("restore", file, "--key", private, state=place / "state")
    assert find_figures(answer.must_do()) == find_figures(said)
    with ground.inside_embedded(place / "state") as admin:
        assert ground.count_rows(admin) == ground.count_rows_of(found.debian.admin)
    ask_program("audit", "verify", state=place / "state").must_do("all whole")


def kill_while_reports_come(on: DrillGround) -> None:
    """Nothing acknowledged is lost or doubled, and the operator's record is whole."""
    state = on.copy_demonstration("crash")
    ask_program("audit", "verify", state=state).must_do("all whole")
    heads = _read_heads(state)
    said = ask_program("bench", "crash", "--quick", state=state).must_do()
    found = {one["bench"]: one["value"] for one in map(json.loads, said.splitlines())}
    assert found["crash.kept"] > 0
    assert (found["crash.lost"], found["crash.doubled"]) == (0, 0)
    ask_program("audit", "verify", state=state).must_do("all whole")
    assert _read_heads(state) == heads


def _read_heads(state: Path) -> dict[str, bytes]:
    files = (state / "audit").glob("*.anchors")
    return {file.name: file.read_bytes() for file in files}
