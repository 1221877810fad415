"""Somebody takes the disk: of what was sealed, not a word can be read on it.

The database is filled through the real actions, dumped whole by its superuser, and
searched together with the server's own files and the rest of the state folder. What
is kept in plain text on purpose is found there, so that the search is known to work.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django import DjangoDbBlocker

from tests.cast import NOON, make_cast
from tests.made.intelligence import make_intelligence, make_item
from tests.made.reporting import make_answers, make_report
from tests.made.safeguarding import make_case
from tests.support import apart, postgres
from unhidden.hosting import secret_files
from unhidden.hosting.backup import keys, making, programs
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.postgres import databases
from unhidden.hosting.postgres.cluster import EmbeddedCluster
from unhidden.hosting.postgres.connecting import connect
from unhidden.hosting.postgres.databases import DatabaseNote
from unhidden.safeguarding import actions as safeguarding
from unhidden.safeguarding.actions import SurvivorIdentity

SEALED = {
    "a report's words": (
        "Zwartkopje Vlinderstruik whispers at the Quixotherm launderette"
    ),
    "a report's place": "behind Kwiksilverhaus, Ysgubordy Gogoneddus",
    "what a source said": "Jabberwockian lorries leave Drumchapelmuir by moonlight",
    "how a source knows": "Cousin of Bartholomeusz, met at Xylophonists' parade",
    "a survivor's name": "Wolfeschlegel Steinhausenberg",
    "a survivor's contact": "reach through Zinzendorfplatz or Rhosllannerchrugog",
    "a support worker's note": "Nightmares of Krzyzanowice; likes Marzipankartoffel",
}
PLAIN = "Flibbertigibbet workers are believed to sleep at a Gobbledygookery"
LONG_WORD = re.compile(r"[^\W\d_]{8,}")


pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("backup")]


def test_every_sealed_text_has_long_words_to_search_for() -> None:
    assert all(len(long_words(text)) >= 2 for text in SEALED.values())


@dataclass(frozen=True, slots=True)
class Loot:
    """What a thief has: each thing by its name, and its bytes in lower case."""

    things: dict[str, bytes]

    def holds(self, text: str) -> list[str]:
        """Where the text, or a long word of it, stands in any of the spellings."""
        return [
            f"{spelling} in {name}"
            for word in [text, *long_words(text)]
            for spelling, needle in spellings(word).items()
            for name, content in self.things.items()
            if needle in content
        ]


def long_words(text: str) -> list[str]:
    return LONG_WORD.findall(text)


def spellings(text: str) -> dict[str, bytes]:
    """The ways in which bytes of text may lie on a disk, in lower case."""
    plain = text.encode()
    found = {
        f"{text} as UTF-8": plain,
        # Without the last zero byte it is a part of the other byte order, too.
        f"{text} as UTF-16": text.encode("utf-16-le")[:-1],
        f"{text} as hex": plain.hex().encode(),
    }
    for offset in range(3):
        # Only the letters that do not depend on what stands before and after.
        whole = base64.b64encode(bytes(offset) + plain)
        first, last = (offset * 8 + 5) // 6, (offset + len(plain)) * 8 // 6
        found[f"{text} as base64, {offset} bytes on"] = whole[first:last]
    return {name: needle.lower() for name, needle in found.items()}


@pytest.fixture(scope="module")
def loot(django_db_blocker: DjangoDbBlocker) -> Iterator[Loot]:
    with apart.place() as place:
        cluster = postgres.copy_of_template(place, careless=True)
        state = StateFolder(place / "state")
        state.make()
        child = cluster.start()
        try:
            parameters = apart.prepared(cluster).parameters(apart.DATABASE)
            with apart.django_on(parameters, django_db_blocker):
                fill()
            things = {"pg_dump": dump(cluster), "backup": backup(cluster, state)}
            with connect(cluster.admin) as admin:
                admin.execute("checkpoint")
        finally:
            cluster.stop(child)
        things |= files_of(cluster.home) | files_of(state.folder, without=state.secrets)
        yield Loot({name: content.lower() for name, content in things.items()})


def fill() -> None:
    """Everything that is sealed, through the actions that seal it."""
    cast = make_cast()
    worker = cast.actor("support_worker")
    make_report(
        answers=make_answers(
            what=SEALED["a report's words"], where=SEALED["a report's place"]
        )
    )
    make_intelligence(
        make_item(text=PLAIN),
        by=cast.actor("analyst"),
        raw=SEALED["what a source said"],
        provenance=SEALED["how a source knows"],
    )
    case_id = make_case(cast)
    safeguarding.record_identity(
        case_id=case_id,
        identity=SurvivorIdentity(
            name=SEALED["a survivor's name"],
            born="",
            contact=SEALED["a survivor's contact"],
        ),
        actor=worker,
        at=NOON,
    )
    safeguarding.add_note(
        case_id=case_id,
        text=SEALED["a support worker's note"],
        actor=worker,
        at=NOON,
    )


def dump(cluster: EmbeddedCluster) -> bytes:
    """The whole database in plain text, by the superuser."""
    server = {**cluster.admin, "dbname": apart.DATABASE}
    with connect(server) as admin:
        version = admin.info.server_version // 10_000
    command = [programs.find_program("pg_dump", version), "--format=plain"]
    with programs.run_program(command, server, "stdout") as output:
        return output.read()


def backup(cluster: EmbeddedCluster, state: StateFolder) -> bytes:
    """The file that ``unhidden backup`` makes."""
    keys.make_key_pair(state, cluster.home.parent / "private")
    with connect(cluster.admin) as admin:
        databases.write_note(admin, apart.DATABASE, DatabaseNote(is_ready=True))
    secrets = {**secret_files.ensure_secrets(state), "installation": postgres.ID}
    installation = Installation(state, cluster.admin, apart.DATABASE, secrets)
    file = cluster.home.parent / "backup"
    making.make_backup(installation, file)
    return file.read_bytes()


def files_of(folder: Path, without: Path | None = None) -> dict[str, bytes]:
    """Every file below, but for those in a folder that is not taken."""
    return {
        str(path.relative_to(folder.parent)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and without not in path.parents
    }


@pytest.mark.parametrize("what", SEALED)
def test_nothing_that_was_sealed_is_on_the_disk(loot: Loot, what: str) -> None:
    assert loot.holds(SEALED[what]) == []


def test_the_key_that_opens_it_is_not_on_the_disk(loot: Loot) -> None:
    key = settings.VAULT_KEY

    assert key
    assert loot.holds(key.decode()) == []


def test_what_is_kept_in_plain_text_is_found_in_all_but_the_backup(loot: Loot) -> None:
    found = loot.holds(PLAIN)

    assert f"{PLAIN} as UTF-8 in pg_dump" in found
    for word in long_words(PLAIN):
        assert f"{word} as UTF-8 in pg_dump" in found
        assert any(one.startswith(f"{word} as UTF-8 in postgres/") for one in found)
    assert [one for one in found if one.endswith(" in backup")] == []


def test_the_server_s_own_files_are_searched(loot: Loot) -> None:
    names = loot.things.keys()

    assert any(name.startswith("postgres/data/pg_wal/") for name in names)
    assert any(name.startswith("postgres/data/base/") for name in names)
    assert "postgres/log" in names
    assert sum(map(len, loot.things.values())) > 20_000_000


@pytest.mark.parametrize(
    "hide",
    [
        lambda word: word.encode("utf-8"),
        lambda word: word.upper().encode(),
        lambda word: word.encode("utf-16-le"),
        lambda word: word.encode("utf-16-be"),
        lambda word: word.encode().hex().upper().encode(),
        lambda word: base64.b64encode(word.encode()),
        lambda word: base64.b64encode(b"1" + word.encode() + b"1"),
        lambda word: base64.b64encode(b"12" + word.encode() + b"12"),
    ],
)
def test_a_word_is_found_however_it_is_spelt(hide: Callable[[str], bytes]) -> None:
    hidden = b"before " + hide("Marzipankartoffel") + b" after"

    assert Loot({"disk": hidden.lower()}).holds("my Marzipankartoffel")
