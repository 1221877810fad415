"""Check an archive of an investigation with nothing but Python (3.9 or later).

    python3 -I verify_archive.py ARCHIVE.zip FINGERPRINT
        [--media MEDIA.zip] [--record RECORD.json FINGERPRINT] [--welsh]

The fingerprint is that of the signing key: 32 letters and figures, printed on the
covering letter and published by whoever sent the archive. Take it from there. One that
came with the archive, or this program if it did, proves nothing.

It ends with 0 where nothing is wrong, 1 where something is, 2 where it was not asked
rightly. What it finds: any byte that is not as it was signed, and what is missing,
added, twice there, renamed or out of order. What it cannot find stands in LIMITS.
``--media`` checks what goes along with an archive; ``--record`` that the sender's
record of who did what, sealed by another key, knows of its release and of each
signature in it. ``--welsh`` says it in Welsh.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Callable, Sequence
from hashlib import sha256, sha512
from pathlib import Path
from struct import pack, unpack
from tempfile import TemporaryDirectory
from typing import Any

LIMITS = """\
What this does not prove: that nothing was left out before it was recorded, that what
was written is true, or that the clocks were right. It proves that this is what the
owner of the key signed, whole and in its order."""
SCHEMA = "unhidden-archive-1"
SIGNED_OF_A_LINE = ("line", "words", "quantity", "marks")
HEAD = ["manifest.json", "signature.txt"]
_NAME = re.compile(rb"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*")
_SIGNED = re.compile(rb"key ([0-9a-f]{64})\nsignature ([0-9a-f]{128})\n")
# The one way in which a signed archive is written: nothing packed, no times, no notes.
_LOCAL, _CENTRAL, _END = b"PK\3\4", b"PK\1\2", b"PK\5\6"
_FIXED = pack("<5H", 20, 0, 0, 0, 33)


_CHECKPOINT = b"unhidden audit checkpoint\n"
_BLOCK = 1 << 20
_CUT = zipfile.BadZipFile
_UNREADABLE = (OSError, ValueError, LookupError, TypeError, AttributeError, _CUT)


class Wrong(Exception):
    """The archive is not what was signed: a sentence for people, and about what."""

    def __init__(self, sentence: str, about: str = "") -> None:
        super().__init__(sentence, about)
        self.sentence, self.about = sentence, about


def read_entries(data: bytes) -> list[tuple[str, bytes]]:
    """The names and contents of the container, in order, if it is written as it must.

    Every byte of it follows from these: a container with anything else raises Wrong.
    """
    entries: list[tuple[str, bytes]] = []
    central, at = b"", 0
    while data[at : at + 4] == _LOCAL:
        fixed, rest = data[at + 4 : at + 14], data[at + 14 : at + 30]
        if fixed != _FIXED or len(rest) != 16:
            raise Wrong("The container is written in another way than it was signed.")
        crc, packed, size, length, extra = unpack("<3L2H", rest)
        name = data[at + 30 : at + 30 + length]
        begin = at + 30 + length
        content = data[begin : begin + size]
        if packed != size or extra or len(content) != size:
            raise Wrong("The container is cut off, or something was put into it.")
        if not _NAME.fullmatch(name) or zlib.crc32(content) != crc:
            raise Wrong("A file was changed or renamed.", repr(name[:80]))
        entries.append((name.decode(), content))
        central += _CENTRAL + pack("<H", 788) + _FIXED + rest[:14]
        central += pack("<4H2L", 0, 0, 0, 0, 0o600 << 16, at) + name
        at = begin + size
    count = len(entries)
    end = _END + pack("<4H2LH", 0, 0, count, count, len(central), at, 0)
    if data[at:] != central + end:
        raise Wrong("The container is cut off, or something was put into it.")
    return entries


def check_archive(data: bytes, fingerprint: str) -> dict[str, Any]:
    """The manifest of an archive of which nothing is wrong; raises Wrong."""
    entries = read_entries(data)
    names = [name for name, _ in entries]
    if names[:2] != HEAD:
        raise Wrong("The manifest and its signature do not come first.")
    manifest = entries[0][1]
    found = _SIGNED.fullmatch(entries[1][1])
    if found is None:
        raise Wrong("There is no signature.")
    key, signature = (bytes.fromhex(part.decode()) for part in found.groups())
    if sha256(key).hexdigest()[:32] != fingerprint:
        raise Wrong("It was signed with another key than the one you name.")
    if not is_signed(manifest, signature, key):
        raise Wrong("The signature does not fit the manifest.")
    said: dict[str, Any] = json.loads(manifest)
    if said.get("schema") != SCHEMA:
        raise Wrong("This program is for another kind of archive.")
    _check_files(said, entries[2:])
    _check_schedules(said, dict(entries))
    return said


def _check_files(said: dict[str, Any], entries: list[tuple[str, bytes]]) -> None:
    """Whether these are the files of the manifest, all of them and in its order."""
    files = said["files"]
    if [name for name, _ in entries] != [file["path"] for file in files]:
        raise Wrong("Files are missing, added, renamed or out of order.")
    if len(files) != said["count"]:
        raise Wrong("The manifest counts other files than it names.")
    for number, (name, content) in enumerate(entries):
        file, digest = files[number], sha256(content).hexdigest()
        if digest != file["sha256"] or len(content) != file["bytes"]:
            raise Wrong("A file is not what was signed.", name)
        line = f"{number} {digest} {len(content)} {name}"
        head = climb(line.encode(), number, len(files), file["proof"])
        if head != said["root"]:
            raise Wrong("The proof of a file does not lead to the root.", name)


def climb(line: bytes, place: int, count: int, proof: list[str]) -> str:
    """The head of the tree (RFC 6962) to which a leaf's proof leads, in hex."""
    steps = [bytes.fromhex(step) for step in proof]
    head = sha256(b"\0" + line).digest()
    while count > 1:
        if place % 2 or place + 1 < count:
            if not steps:
                return ""
            beside = steps.pop(0)
            pair = beside + head if place % 2 else head + beside
            head = sha256(b"\1" + pair).digest()
        place, count = place // 2, (count + 1) // 2
    return "" if steps else head.hex()


def _check_schedules(said: dict[str, Any], contents: dict[str, bytes]) -> None:
    """Whether each schedule counts on where the one before of its kind ended."""
    last: dict[str, int] = {}
    for file in said["files"]:
        if file["type"] != "schedule":
            continue
        sheet = json.loads(contents[file["path"]])
        kind, numbers = sheet["kind"], [line["line"] for line in sheet["lines"]]
        first = last.get(kind, 0) + 1
        told = [[line[name] for name in SIGNED_OF_A_LINE] for line in sheet["lines"]]
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        if sha256(text.encode()).hexdigest() != sheet["digest"]:
            raise Wrong("Lines are not those that were signed.", file["path"])
        if numbers != list(range(first, first + len(numbers))):
            raise Wrong("Lines of a schedule do not count on.", file["path"])
        last[kind] = first + len(numbers) - 1
    if last != said["schedules"]:
        raise Wrong("The schedules end at other lines than the manifest says.")


def check_media(path: str, data: bytes) -> int:
    """How many files go along: each that the archive names, once; raises Wrong."""
    listed = json.loads(dict(read_entries(data)).get("6-exhibits/exhibits.json", b"[]"))
    files = [file for exhibit in listed for file in exhibit["files"]]
    wanted = {file["sha256"]: file["bytes"] for file in files if file["goes_along"]}
    with zipfile.ZipFile(path) as held:
        if sorted(held.namelist()) != sorted(f"media/{each}" for each in wanted):
            raise Wrong("Media are missing, or more than the archive names.")
        for digest, size in wanted.items():
            found, length = sha256(), 0
            with held.open(f"media/{digest}") as opened:
                while block := opened.read(_BLOCK):
                    found.update(block)
                    length += len(block)
            if (found.hexdigest(), length) != (digest, size):
                raise Wrong("A file of the media was changed.", digest)
    return len(wanted)


def check_record(record: bytes, fingerprint: str, data: bytes) -> str:
    """When the record of who did what knew of the release; raises Wrong.

    It names this archive's digest, and that of each signed schedule in it.
    """
    told = dict(_read_event(e, fingerprint) for e in json.loads(record)["events"])
    released, _, moment = told.get(sha256(data).hexdigest(), "").partition(" ")
    if released != "investigations.archive_released":
        raise Wrong("The record does not know that this archive was released.")
    for name, content in read_entries(data):
        if name.startswith("8-unused/mg6") and name.endswith(".json"):
            signed = told.get(json.loads(content)["digest"], "")
            if not signed.startswith("investigations.schedule_signed "):
                raise Wrong("The record does not know of a signature.", name)
    return moment


def _read_event(event: dict[str, Any], fingerprint: str) -> tuple[str, str]:
    """The digest that an event names, and what happened when; raises Wrong."""
    key, statement = bytes.fromhex(event["key"]), event["statement"]
    if sha256(key).hexdigest()[:32] != fingerprint:
        raise Wrong("The record was sealed with another key than the one you name.")
    sealed = _CHECKPOINT + statement.encode()
    if not is_signed(sealed, bytes.fromhex(event["signature"]), key):
        raise Wrong("The seal of the record does not fit.")
    said, line = json.loads(statement), event["line"]
    at = event["place"], said["count"], event["proof"]
    if climb(line.encode(), *at) != said["root"]:
        raise Wrong("An event does not lead to the seal of the record.")
    moment, _, text = line.partition(" ")
    happened = json.loads(text)
    detail = happened["detail"]
    digest = detail.get("sha256") or detail.get("digest", "")
    return digest, f"{happened['name']} {moment}"


def is_signed(message: bytes, signature: bytes, key: bytes) -> bool:
    """Whether this key signed it: by OpenSSL where it is at hand, or as written below.

    An OpenSSL that does not tell a good signature from a bad one is not asked.
    """
    program = shutil.which("openssl")
    if program and _ask(program, *_KNOWN) and not _ask(program, b"s", *_KNOWN[1:]):
        return _ask(program, message, signature, key)
    return verify_signature(message, signature, key)


def _ask(program: str, message: bytes, signature: bytes, key: bytes) -> bool:
    """What OpenSSL answers."""
    public = b64encode(bytes.fromhex("302a300506032b6570032100") + key).decode()
    pem = f"-----BEGIN PUBLIC KEY-----\n{public}\n-----END PUBLIC KEY-----\n"
    with TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("key", "signature", "message")]
        for number, content in enumerate((pem.encode(), signature, message)):
            files[number].write_bytes(content)
        asked = ["pkeyutl", "-verify", "-pubin", "-rawin", "-inkey", str(files[0])]
        asked += ["-sigfile", str(files[1]), "-in", str(files[2])]
        done = subprocess.run(  # noqa: S603  # OpenSSL, on files of ours
            [program, *asked], capture_output=True, check=False
        )
    return done.returncode == 0


# RFC 8032, section 7.1, test 2: what an OpenSSL must know to be asked.
_KNOWN = (
    b"r",
    bytes.fromhex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    ),
    bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"),
)
# Edwards25519 (RFC 8032, section 5.1): verifying alone, no secret ever comes here.
_P, _Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)
_NOTHING = (0, 1, 1, 0)


def verify_signature(message: bytes, signature: bytes, key: bytes) -> bool:
    """Whether [S]B is R + [k]A, each written in the one way there is (5.1.7)."""
    point = _decode(key)
    factor = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or point is None or factor >= _Q:
        return False
    digest = sha512(signature[:32] + key + message).digest()
    k = int.from_bytes(digest, "little") % _Q
    away = (_P - point[0], point[1], 1, _P - point[3])
    x, y, z, _ = _add(_times(factor, _BASE), _times(k, away))
    inverse = pow(z, -1, _P)
    written = (y * inverse % _P) | ((x * inverse % _P & 1) << 255)
    return written.to_bytes(32, "little") == signature[:32]


def _decode(written: bytes) -> tuple[int, int, int, int] | None:
    """The point (5.1.3), in extended coordinates; None for what is none."""
    number = int.from_bytes(written, "little")
    y, sign = number & (2**255 - 1), number >> 255
    if len(written) != 32 or y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    x = _P - x if x & 1 != sign else x
    return x, y, 1, x * y % _P


def _add(one: Sequence[int], other: Sequence[int]) -> tuple[int, int, int, int]:
    """The sum of two points (5.1.4); right for a point and itself too."""
    a = (one[1] - one[0]) * (other[1] - other[0]) % _P
    b = (one[1] + one[0]) * (other[1] + other[0]) % _P
    c = 2 * one[3] * other[3] * _D % _P
    d = 2 * one[2] * other[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(factor: int, point: Sequence[int]) -> Sequence[int]:
    """The point, added to itself so often."""
    total: Sequence[int] = _NOTHING
    while factor:
        if factor & 1:
            total = _add(total, point)
        point, factor = _add(point, point), factor >> 1
    return total


_BASE = _decode((4 * pow(5, -1, _P) % _P).to_bytes(32, "little")) or _NOTHING


_USAGE = (
    "Name the archive, and the fingerprint of the key from the covering letter or where"
    " it is published: a key in the archive alone proves nothing."
)
# Welsh for each sentence: laid in when the program is handed out.
_WELSH: dict[str, str] = {}


def _read_asked(asked: list[str]) -> dict[str, list[str]]:
    """What follows each option; of none, the archive and its fingerprint."""
    given: dict[str, list[str]] = {"": []}
    option = ""
    for word in asked:
        if word == "--welsh":
            given[word] = []
        elif word.startswith("--"):
            option = word
            given[option] = []
        else:
            given[option] += word.split() if given[option] else [word]
    return given


def _is_right(given: dict[str, list[str]]) -> bool:
    keys = [given[name] for name in ("", "--record") if name in given]
    printed = ["".join(key[1:]).lower() for key in keys]
    return (
        all(re.fullmatch("[0-9a-f]{32}", each) for each in printed)
        and set(given) <= {"", "--media", "--record", "--welsh"}
        and len(given.get("--media", [""])) == 1
    )


def _check(given: dict[str, list[str]], tell: Callable[[str], str]) -> list[str]:
    """What is said of an archive of which nothing is wrong; raises Wrong."""
    path, *key = given[""]
    data = Path(path).read_bytes()
    said = check_archive(data, "".join(key).lower())
    lines = [
        f"{tell('WHOLE.')} {said['count']} {tell('files, signed for')} {said['for']}.",
        *(f"{name}: {said[name]}" for name in ("urn", "by", "at", "purpose")),
        f"law_as_at: {said['law_as_at']}",
    ]
    if "--media" in given:
        number = check_media(given["--media"][0], data)
        told = tell("files of media go along, each as it was signed.")
        lines.append(f"{number} {told}")
    if "--record" in given:
        path, *key = given["--record"]
        moment = check_record(Path(path).read_bytes(), "".join(key).lower(), data)
        lines.append(f"{tell('The record knew of its release at')} {moment}.")
    return [*lines, "", tell(LIMITS)]


def main(asked: list[str]) -> int:
    """Say what is found; give how it ends."""
    given = _read_asked(asked)

    def say_line(sentence: str) -> str:
        return _WELSH.get(sentence, sentence) if "--welsh" in given else sentence

    if not _is_right(given):
        how = (__doc__ or "").split("\n\n")[1]
        sys.stdout.write(f"{say_line(_USAGE)}\n\n{how}\n")
        return 2
    try:
        lines, ends = _check(given, say_line), 0
    except Wrong as wrong:
        told = f"{say_line('NOT WHOLE.')} {say_line(wrong.sentence)}"
        lines, ends = [f"{told} {wrong.about}"], 1
    except _UNREADABLE as error:
        told = f"{say_line('NOT WHOLE.')} {say_line('It cannot be read.')}"
        lines, ends = [f"{told} {error!r}"], 1
    sys.stdout.write("\n".join([*lines, ""]))
    return ends


if __name__ == "__main__":
    # A terminal of another country's letters says what it can.
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
