"""A recipient checks an archive with Python alone, and finds whatever was changed."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from hashlib import sha256, sha512
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.audit import tree
from unhidden.investigations.leaving.queries.verifier import WELSH, read_verifier
from unhidden.investigations.leaving.rules import archives
from unhidden.investigations.leaving.tests import mutating
from unhidden.investigations.leaving.tests.verifying import VERIFIER, verifier
from unhidden.vault import signing

VECTORS = Path(__file__).parent / "vectors"
FINGERPRINT = sha256(mutating.KEY).hexdigest()[:32]
TRIED = 1_000


@pytest.fixture(autouse=True)
def _by_its_own_arithmetic(monkeypatch: pytest.MonkeyPatch) -> None:
    """No program is started for each of a thousand archives."""
    monkeypatch.setattr(verifier.shutil, "which", lambda name: None)


def _run(*asked: str, program: Path = VERIFIER) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", "-S", "-X", "utf8", str(program), *asked],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def _is_found(archive: bytes) -> bool:
    try:
        verifier.check_archive(archive, FINGERPRINT)
    except (verifier.Wrong, ValueError, KeyError, TypeError, AttributeError):
        return True
    return False


def test_an_archive_as_it_was_signed_is_whole() -> None:
    assert not _is_found(mutating.build())


def test_not_one_of_a_thousand_mutations_is_missed() -> None:
    draw, whole = Random(20161014), mutating.build()  # noqa: S311  # as it was
    missed = []

    for number in range(TRIED):
        mutate = mutating.MUTATIONS[number % len(mutating.MUTATIONS)]
        changed = mutate(draw, whole)
        if changed != whole and not _is_found(changed):
            missed.append(f"{number} {mutate.__name__}")

    assert missed == []


def test_whoever_holds_the_key_cannot_let_a_schedule_skip_a_line() -> None:
    files = mutating.make_files()
    files[1] = archives.ArchivedFile(
        files[1].path, "schedule", mutating.make_schedule(9, 4)
    )

    with pytest.raises(verifier.Wrong, match="do not count on"):
        verifier.check_archive(mutating.build(files=files), FINGERPRINT)


def test_whoever_holds_the_key_cannot_change_a_line_of_a_signed_version() -> None:
    files = mutating.make_files()
    changed = files[0].content.replace(b"page 3", b"page 4")
    files[0] = archives.ArchivedFile(files[0].path, "schedule", changed)

    with pytest.raises(verifier.Wrong, match="not those that were signed"):
        verifier.check_archive(mutating.build(files=files), FINGERPRINT)


def test_an_archive_that_ends_at_another_line_than_it_says_is_not_whole() -> None:
    files = [file for file in mutating.make_files() if "002" not in file.path]

    with pytest.raises(verifier.Wrong, match="end at other lines"):
        verifier.check_archive(mutating.build(files=files), FINGERPRINT)


def test_the_same_files_give_the_same_bytes_in_whatever_order_they_come() -> None:
    files = mutating.make_files()

    assert mutating.build(files=files) == mutating.build(files=files[::-1])


@pytest.mark.parametrize(
    "path", ["../x", "/x", "X", "a//b", "a/", "ann jones", "manifest.json", "é", ""]
)
def test_no_path_leaves_the_archive_or_names_somebody(path: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        mutating.build(files=[archives.ArchivedFile(path, "paper", b"")])


@given(st.integers(1, 70), st.data())
def test_every_file_has_a_proof_that_leads_to_the_root(
    count: int, data: st.DataObject
) -> None:
    lines = [b"%d" % number for number in range(count)]
    place = data.draw(st.integers(0, count - 1))
    leaves = [tree.hash_leaf(line) for line in lines]
    proof = [step.hex() for step in tree.find_proof(leaves, place)]

    reached = verifier.climb(lines[place], place, count, proof)

    assert reached == tree.hash_tree(leaves).hex()
    assert verifier.climb(b"other", place, count, proof) != reached


def test_the_program_says_whole_with_nothing_but_python(tmp_path: Path) -> None:
    archive = tmp_path / "archive.zip"
    archive.write_bytes(mutating.build())
    spaced = " ".join(FINGERPRINT[at : at + 4] for at in range(0, 32, 4)).upper()

    done = _run(str(archive), spaced)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("WHOLE. 9 files")
    assert "nothing was left out before it was recorded" in done.stdout


def test_the_program_says_what_is_wrong(tmp_path: Path) -> None:
    archive = tmp_path / "archive.zip"
    archive.write_bytes(mutating.build()[:-1])

    done = _run(str(archive), FINGERPRINT)

    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("NOT WHOLE. The container is cut off")


def test_the_program_that_is_handed_out_says_it_in_welsh_when_asked(
    tmp_path: Path,
) -> None:
    archive, program = tmp_path / "archive.zip", tmp_path / "verify_archive.py"
    program.write_bytes(read_verifier())
    archive.write_bytes(mutating.build())
    said = {}
    for name, content in (("whole", mutating.build()), ("cut", mutating.build()[:-1])):
        archive.write_bytes(content)
        said[name] = _run("--welsh", str(archive), FINGERPRINT, program=program)

    assert (said["whole"].returncode, said["cut"].returncode) == (0, 1)
    assert said["whole"].stdout.startswith("CYFAN. 9 o ffeiliau")
    assert said["cut"].stdout.startswith("NID YW’N GYFAN. Mae’r cynhwysydd")


def test_every_sentence_of_the_program_has_its_welsh() -> None:
    called = [
        node
        for node in ast.walk(ast.parse(VERIFIER.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    said = {
        str(node.args[0].value)
        for node in called
        if node.func.id in ("Wrong", "tell", "say_line")  # type: ignore[attr-defined]  # a name's
        and isinstance(node.args[0], ast.Constant)
    }
    welsh = json.loads(WELSH.read_text())

    assert said | {verifier.LIMITS, verifier._USAGE} == set(welsh)


def test_a_key_that_lies_in_the_archive_alone_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "archive.zip"
    archive.write_bytes(mutating.build())

    done = _run(str(archive))

    assert done.returncode == 2
    assert "proves" in done.stdout


def test_it_is_written_in_what_python_39_understands() -> None:
    read = ast.parse(VERIFIER.read_text(), feature_version=(3, 9))

    imported = {
        alias.name.split(".")[0]
        for node in ast.walk(read)
        if isinstance(node, ast.Import)
        for alias in node.names
    } | {node.module for node in ast.walk(read) if isinstance(node, ast.ImportFrom)}
    assert {str(name).split(".")[0] for name in imported} <= sys.stdlib_module_names


@pytest.mark.parametrize(
    ("seed", "message"),
    [
        ("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", b""),
        ("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", b"r"),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            b"\xaf\x82",
        ),
        (
            "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
            sha512(b"abc").digest(),
        ),
    ],
)
def test_the_vectors_of_rfc_8032_are_signed(seed: str, message: bytes) -> None:
    key = signing.public_key_of(bytes.fromhex(seed))
    signature = signing.sign_message(message, bytes.fromhex(seed))

    assert verifier.verify_signature(message, signature, key)
    assert not verifier.verify_signature(message + b"x", signature, key)


def test_all_vectors_of_wycheproof_are_judged_as_they_should() -> None:
    held = json.loads((VECTORS / "ed25519_wycheproof.json").read_text())["tests"]
    judged = {
        number: verifier.verify_signature(
            *(bytes.fromhex(part) for part in (message, signature, key))
        )
        for number, key, message, signature, _, _ in held
    }

    assert len(held) == 210
    assert [
        number
        for number, *_, result, _ in held
        if result != "acceptable" and judged[number] != (result == "valid")
    ] == []


def test_openssl_says_the_same_where_it_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()
    signature = signing.sign_message(b"words", mutating.SEED)
    program = verifier.shutil.which("openssl")

    assert program is not None
    assert verifier._ask(program, b"words", signature, mutating.KEY)
    assert not verifier._ask(program, b"other", signature, mutating.KEY)


@pytest.mark.parametrize("always", [True, False])
def test_an_openssl_that_always_says_the_same_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, always: bool
) -> None:
    monkeypatch.setattr(verifier.shutil, "which", lambda name: "openssl")
    monkeypatch.setattr(verifier, "_ask", lambda *asked: always)
    signature = signing.sign_message(b"words", mutating.SEED)

    assert verifier.is_signed(b"words", signature, mutating.KEY)
    assert not verifier.is_signed(b"other", signature, mutating.KEY)
