"""An archive to try, and every way in which somebody might change one."""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from random import Random

from unhidden.investigations.leaving.rules import archives
from unhidden.investigations.unused.rules.signing import digest_lines
from unhidden.vault import signing

SEED, OTHER_SEED = b"\1" * 32, b"\2" * 32
KEY = signing.public_key_of(SEED)
HEAD = archives.ArchiveHead(
    kind="open",
    urn="62/0412/16",
    by="North Wales Police",
    at="2016-10-14T09:30:00+01:00",
    recipient="Crown Prosecution Service",
    purpose="Schedule of unused material",
    law_as_at="2016-10-14",
    schedules={"MG6C": 12},
)


def make_schedule(first: int, count: int, kind: str = "MG6C") -> bytes:
    """A sheet of a schedule in which lines count on from ``first``."""
    numbers = range(first, first + count)
    lines = [
        {
            "line": line,
            "words": f"Notebook of an officer, page {line}",
            "quantity": 1,
            "marks": "",
        }
        for line in numbers
    ]
    told = [(line, f"Notebook of an officer, page {line}", 1, "") for line in numbers]
    said = {"kind": kind, "lines": lines, "digest": digest_lines(told)}
    return archives.write_json(said)


def make_files(count: int = 9) -> list[archives.ArchivedFile]:
    """Two sheets of a schedule that go on from each other, and papers."""
    return [
        archives.ArchivedFile(
            "8-unused/mg6c-001.json", "schedule", make_schedule(1, 7)
        ),
        archives.ArchivedFile(
            "8-unused/mg6c-002.json", "schedule", make_schedule(8, 5)
        ),
        *(
            archives.ArchivedFile(
                f"5-statements/s{number}.txt", "paper", b"words " * number
            )
            for number in range(count - 2)
        ),
    ]


def build(
    head: archives.ArchiveHead = HEAD,
    files: Sequence[archives.ArchivedFile] | None = None,
    seed: bytes = SEED,
) -> bytes:
    """An archive, signed by the key of ``seed``."""
    return archives.build_archive(
        head,
        make_files() if files is None else files,
        public_key=signing.public_key_of(seed),
        sign=partial(signing.sign_message, seed=seed),
    ).content


Entries = list[tuple[str, bytes]]
Mutation = Callable[[Random, bytes], bytes]


def _entries(whole: bytes) -> Entries:
    with zipfile.ZipFile(io.BytesIO(whole)) as opened:
        return [(name, opened.read(name)) for name in opened.namelist()]


def flip(draw: Random, whole: bytes) -> bytes:
    place = draw.randrange(len(whole))
    changed = whole[place] ^ (1 << draw.randrange(8))
    return whole[:place] + bytes([changed]) + whole[place + 1 :]


def cut_end(draw: Random, whole: bytes) -> bytes:
    return whole[: draw.randrange(len(whole))]


def cut_middle(draw: Random, whole: bytes) -> bytes:
    begin = draw.randrange(len(whole))
    return whole[:begin] + whole[begin + draw.randint(1, 40) :]


def insert(draw: Random, whole: bytes) -> bytes:
    place = draw.randint(0, len(whole))
    return whole[:place] + draw.randbytes(draw.randint(1, 40)) + whole[place:]


def swap_entries(draw: Random, whole: bytes) -> bytes:
    held = _entries(whole)
    one, other = draw.sample(range(len(held)), 2)
    held[one], held[other] = held[other], held[one]
    return archives.write_container(held)


def swap_contents(draw: Random, whole: bytes) -> bytes:
    held = _entries(whole)
    one, other = draw.sample(range(len(held)), 2)
    (name, first), (beside, second) = held[one], held[other]
    held[one], held[other] = (name, second), (beside, first)
    return archives.write_container(held)


def rename(draw: Random, whole: bytes) -> bytes:
    held = _entries(whole)
    place = draw.randrange(len(held))
    held[place] = (f"{held[place][0]}x", held[place][1])
    return archives.write_container(held)


def remove(draw: Random, whole: bytes) -> bytes:
    held = _entries(whole)
    del held[draw.randrange(len(held))]
    return archives.write_container(held)


def add(draw: Random, whole: bytes) -> bytes:
    held = _entries(whole)
    held.insert(draw.randint(0, len(held)), ("7-interviews/new.txt", b"new"))
    return archives.write_container(held)


def rewrite(draw: Random, whole: bytes) -> bytes:
    held = _entries(whole)
    place = draw.randrange(len(held))
    held[place] = (held[place][0], flip(draw, held[place][1] or b"x"))
    return archives.write_container(held)


def say_otherwise(draw: Random, whole: bytes) -> bytes:
    """Another word in the manifest, under the old signature."""
    held = _entries(whole)
    said = json.loads(held[0][1])
    said[draw.choice([name for name in said if name != "files"])] = "other"
    held[0] = (held[0][0], archives.write_json(said))
    return archives.write_container(held)


def write_twice(draw: Random, whole: bytes) -> bytes:
    """The same name twice: programs differ in which of them they unpack."""
    held = _entries(whole)
    name, content = draw.choice(held)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return archives.write_container([*held, (name, flip(draw, content or b"x"))])


def list_otherwise(draw: Random, whole: bytes) -> bytes:
    """Another name, or another file, in the list at the end than before the content."""
    begin = whole.index(b"PK\1\2")
    name = draw.choice(_entries(whole))[0].encode()
    return whole[:begin] + whole[begin:].replace(name, name[:-1] + b"z", 1)


def pack(draw: Random, whole: bytes) -> bytes:
    """The same files, packed or with a time or a note."""
    made = io.BytesIO()
    method = draw.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
    with zipfile.ZipFile(made, "w", method) as container:
        container.comment = draw.choice([b"", b"note"])
        for entry, content in _entries(whole):
            container.writestr(zipfile.ZipInfo(entry, (2016, 10, 14, 9, 0, 0)), content)
    return made.getvalue()


def hash_anew(draw: Random, whole: bytes) -> bytes:
    """A changed file and a manifest that fits it, under the old signature."""
    held, changed = _entries(whole), _entries(_changed_and_signed(draw, SEED))
    changed[1] = held[1]
    return archives.write_container(changed)


def sign_anew(draw: Random, whole: bytes) -> bytes:
    """A changed file, a manifest that fits it, and another key's signature."""
    return _changed_and_signed(draw, OTHER_SEED)


def sign_the_same(draw: Random, whole: bytes) -> bytes:
    """Nothing is changed but whose key it is."""
    return build(
        replace(HEAD, purpose=draw.choice(["", HEAD.purpose])), None, OTHER_SEED
    )


def keep_old_files(draw: Random, whole: bytes) -> bytes:
    """The manifest of an older archive, rightly signed, before the files of this."""
    older = _entries(build(files=make_files(draw.randint(3, 8))))
    return archives.write_container([*older[:2], *_entries(whole)[2:]])


def name_key(draw: Random, whole: bytes) -> bytes:
    """The right key is named, and another has signed."""
    held, other = _entries(whole), _entries(build(seed=OTHER_SEED))
    signature = other[1][1].split(b"\n")[1]
    held[1] = (held[1][0], held[1][1].split(b"\n")[0] + b"\n" + signature + b"\n")
    return archives.write_container(held)


def _changed_and_signed(draw: Random, seed: bytes) -> bytes:
    files = make_files()
    place = draw.randrange(2, len(files))
    files[place] = replace(files[place], content=draw.randbytes(30))
    return build(files=files, seed=seed)


MUTATIONS: tuple[Mutation, ...] = (
    *(flip, cut_end, cut_middle, insert, swap_entries, swap_contents, rename, remove),
    *(add, rewrite, say_otherwise, write_twice, list_otherwise, pack, hash_anew),
    *(sign_anew, sign_the_same, keep_old_files, name_key),
)
