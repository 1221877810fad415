"""The file of a backup: unreadable where it is made, refused when a byte is wrong."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.server import backups
from tests.server.backups import Kept
from tests.support.postgres import Server
from unhidden.hosting.backup import container, files, keys, restoring
from unhidden.hosting.backup.contents import DatabaseContents
from unhidden.hosting.backup.manifest import BackupManifest
from unhidden.hosting.backup.restoring import OpenableBackup
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.refusal import Refusal
from unhidden.vault import streams
from unhidden.vault.streams import OpeningStream, StreamBroken

PIECES = [b"first piece", b"second piece", b"second piece", b""]
MANIFEST = BackupManifest(
    made_at="2026-01-05T12:00:00+00:00",
    program="0",
    database="small",
    migrated="",
    contents=DatabaseContents({}, {}, (), 0),
    secrets={},
    files=(),
    dump_size=sum(map(len, PIECES)),
    dump_digest="d7a4dd04fe8a2bbe8d4f3ce4fd5a3a47c9bb8b9fd0b9bc9ec7bd8a27a6d6d7ef",
)

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("backup")]


@pytest.fixture(scope="module")
def pair() -> tuple[bytes, bytes]:
    return streams.new_key_pair()


@pytest.fixture
def small(tmp_path: Path, pair: tuple[bytes, bytes]) -> OpenableBackup:
    """A backup of a few bytes, which can be spoilt in every place."""
    file = tmp_path / "small"
    with file.open("wb") as out:
        writer = container.MessageWriter(out, pair[0])
        for piece in PIECES:
            writer.add(container.DUMP, piece)
        writer.add(container.MANIFEST, MANIFEST.to_bytes())
    return OpenableBackup(file, pair[1])


def read(backup: OpenableBackup) -> list[bytes]:
    return [
        held for _, held in container.read_messages(backup.file, backup.private_key)
    ]


def frames(backup: OpenableBackup) -> tuple[bytes, list[bytes]]:
    """The file's beginning, and each sealed message with its length before it."""
    whole = backup.file.read_bytes()
    place = len(container.MAGIC) + 16 + streams.BEGINNING
    beginning, found = whole[:place], []
    while place < len(whole):
        end = place + 4 + int.from_bytes(whole[place : place + 4], "big")
        found.append(whole[place:end])
        place = end
    return beginning, found


def test_what_was_written_is_read(small: OpenableBackup) -> None:
    assert read(small) == [*PIECES, MANIFEST.to_bytes()]


def test_any_changed_byte_is_refused(small: OpenableBackup) -> None:
    whole = bytearray(small.file.read_bytes())
    for place in range(len(whole)):
        whole[place] ^= 1
        small.file.write_bytes(whole)
        with pytest.raises(Refusal):
            read(small)
        whole[place] ^= 1


def test_any_shortened_file_is_refused(small: OpenableBackup) -> None:
    whole = small.file.read_bytes()
    for length in range(len(whole)):
        small.file.write_bytes(whole[:length])
        with pytest.raises(Refusal):
            read(small)


@pytest.mark.parametrize("order", [[1, 0, 2, 3, 4], [0, 2, 3, 4], [0, 0, 1, 2, 3, 4]])
def test_messages_moved_left_out_or_repeated_are_refused(
    small: OpenableBackup, order: list[int]
) -> None:
    beginning, found = frames(small)
    small.file.write_bytes(beginning + b"".join(found[one] for one in order))

    with pytest.raises(
        container.DamagedBackup, match="is damaged or was altered, at byte"
    ):
        read(small)


def test_what_comes_after_the_end_is_refused(small: OpenableBackup) -> None:
    with small.file.open("ab") as opened:
        opened.write(b"\0")

    with pytest.raises(container.DamagedBackup, match="something was added to its end"):
        read(small)


def test_a_list_that_does_not_tell_of_what_is_there_is_refused(
    small: OpenableBackup,
) -> None:
    with pytest.raises(
        container.DamagedBackup, match="does not hold what its own list says"
    ):
        small.check()


def test_another_key_is_told_from_damage(small: OpenableBackup) -> None:
    _, other = streams.new_key_pair()

    with pytest.raises(Refusal, match="was sealed to another key than the one named"):
        read(OpenableBackup(small.file, other))


def test_another_file_is_no_backup(small: OpenableBackup) -> None:
    small.file.write_text("PGDMP and so on")

    with pytest.raises(Refusal, match="is not a backup that this version can read"):
        read(small)
    with pytest.raises(Refusal, match="There is no file"):
        OpenableBackup(small.file.with_name("nowhere"), b"").check()


def test_the_half_that_stays_opens_nothing(
    small: OpenableBackup, pair: tuple[bytes, bytes]
) -> None:
    beginning, _ = frames(small)
    marked = beginning[: -streams.BEGINNING]

    with pytest.raises(StreamBroken):
        OpeningStream(
            private_key=pair[0],
            beginning=beginning[-streams.BEGINNING :],
            bound_to=marked,
        )
    assert b"second piece" not in small.file.read_bytes()


@pytest.fixture(scope="module")
def kept(
    test_server: Server, test_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Kept]:
    folder = tmp_path_factory.mktemp("kept")
    with backups.kept(test_server, f"{test_database}_filed", folder) as made:
        made.make()
        yield made


def test_nothing_readable_is_in_the_file(kept: Kept) -> None:
    held = kept.file.read_bytes()

    assert backups.WORDS.encode() not in held
    assert b"PGDMP" not in held
    assert b"guarded" not in held
    assert stat.S_IMODE(kept.file.stat().st_mode) == 0o600
    assert [one.name for one in kept.folder.glob("kept*")] == ["kept.backup"]


def spoilt(kept: Kept, how: str) -> OpenableBackup:
    whole = kept.file.read_bytes()
    file = kept.folder / "spoilt"
    middle = len(whole) // 2
    changed = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
    file.write_bytes({"shortened": whole[:middle], "altered": changed}[how])
    return OpenableBackup(file, kept.key)


@pytest.mark.parametrize("how", ["shortened", "altered"])
def test_a_spoilt_backup_is_refused_before_anything_is_made(
    kept: Kept, how: str
) -> None:
    with pytest.raises(container.DamagedBackup):
        kept.restore(spoilt(kept, how))

    assert not kept.has_copy()


@pytest.mark.parametrize("how", ["shortened", "altered"])
def test_one_spoilt_after_it_was_checked_leaves_nothing_half_made(
    kept: Kept, how: str
) -> None:
    found = OpenableBackup(kept.file, kept.key).check()

    with pytest.raises(container.DamagedBackup):
        restoring.restore_backup(kept.copy, spoilt(kept, how), found)

    assert not kept.has_copy()


def test_a_file_that_is_there_is_never_written_over(kept: Kept) -> None:
    before = kept.file.read_bytes()

    with pytest.raises(Refusal, match="is there already: name a new file"):
        kept.make()

    assert kept.file.read_bytes() == before


def write(file: Path, meanwhile: Callable[[], object]) -> None:
    with files.refuse_file_errors(file), files.write_new_file(file) as out:
        out.write(b"ours")
        meanwhile()


def fill_up(file: Path) -> None:
    with files.refuse_file_errors(file), file.open("wb", buffering=0) as out:
        out.write(b"x")


def test_a_file_that_appears_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "file"

    with pytest.raises(Refusal, match="is there already"):
        write(file, meanwhile=lambda: file.write_bytes(b"theirs"))

    assert file.read_bytes() == b"theirs"
    assert list(tmp_path.iterdir()) == [file]


def test_what_stops_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "file", meanwhile=stop)

    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_one_left_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "file.half").write_text("half")

    with files.write_new_file(tmp_path / "file") as out:
        out.write(b"whole")

    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_what_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="could not be written, and nothing of it is"):
        write(tmp_path / "nowhere" / "file", meanwhile=lambda: None)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has this disk")
def test_a_full_disk_is_one_sentence() -> None:
    with pytest.raises(Refusal, match="nothing of it is left: No space left on device"):
        fill_up(Path("/dev/full"))


def test_the_private_half_goes_to_a_file_of_its_own(tmp_path: Path) -> None:
    state = StateFolder(tmp_path / "state")
    state.make()
    private = tmp_path / "private"

    keys.make_key_pair(state, private)

    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert streams.public_half(keys.read_private(private)) == keys.read_public(state)
    kept = [one for one in state.folder.rglob("*") if one.is_file()]
    assert kept == [keys.public_file(state)]
    secret = private.read_text().splitlines()[-1].split(":")[1]
    assert secret not in kept[0].read_text()


def test_a_key_is_never_replaced_nor_kept_with_what_it_protects(tmp_path: Path) -> None:
    state = StateFolder(tmp_path / "state")
    state.make()

    with pytest.raises(Refusal, match="must not lie in"):
        keys.make_key_pair(state, state.folder / "private")
    with pytest.raises(Refusal, match="There is no backup key yet"):
        keys.read_public(state)
    keys.make_key_pair(state, tmp_path / "private")
    with pytest.raises(Refusal, match="There is a backup key already"):
        keys.make_key_pair(state, tmp_path / "other")
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize("text", ["", "unhidden-backup-private-1:eA==", "\udc80", None])
def test_a_file_that_holds_no_key_is_told(tmp_path: Path, text: str | None) -> None:
    file = tmp_path / "key"
    if text is not None:
        file.write_bytes(os.fsencode(text))

    with pytest.raises(
        Refusal, match=r"does not hold the private key|There is no file"
    ):
        keys.read_private(file)
