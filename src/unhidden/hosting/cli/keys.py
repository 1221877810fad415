"""``unhidden keys``: the operator's root, and the chains that it begins."""

from __future__ import annotations

import argparse
import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from getpass import GetPassWarning, getpass
from pathlib import Path
from secrets import token_bytes

from unhidden.hosting import paths, secret_files
from unhidden.hosting.backup import files
from unhidden.hosting.cli.command import OperatorCommand, tell_operator
from unhidden.hosting.installation import exchange
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.installation.opening import open_database
from unhidden.hosting.processes import step
from unhidden.hosting.refusal import Refusal
from unhidden.vault import links, signing, signing_keys
from unhidden.vault import requests as waiting
from unhidden.vault.links import LinkRefused
from unhidden.vault.requests import LinkRequest
from unhidden.vault.signing_keys import RootFileDamaged, WrongPassphrase
from unhidden.vault.words import words_of

SHORTEST = 12  # letters of a passphrase


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Five things to do."""
    chosen = parser.add_subparsers(metavar="WHAT", required=True)

    def add(
        name: str, do: Callable[[argparse.Namespace], int], what: str, *given: str
    ) -> argparse.ArgumentParser:
        one = chosen.add_parser(name, help=what, description=what)
        one.set_defaults(do=do)
        for each in given:
            one.add_argument(each, type=Path)
        return one

    secret = {"type": Path, "metavar": "FILE", "help": "where the passphrase is read"}
    root_ = add("root", root, "Make a root, on a machine of your own.", "file")
    root_.add_argument("--passphrase-file", **secret)  # type: ignore[arg-type]  # as kept
    add("requests", requests, "Write the first links that wait to be signed.", "file")
    sign_ = add("sign", sign, "Sign them with the root.", "requests", "root", "out")
    sign_.add_argument("--passphrase-file", **secret)  # type: ignore[arg-type]
    add("certify", certify, "Begin the chains that were signed.", "file")
    accept_ = add(
        "accept", accept, "Believe the chains as a restored backup shows them."
    )
    accept_.add_argument("--root", type=Path, metavar="FILE", help="the root's file")
    accept_.add_argument("--passphrase-file", **secret)  # type: ignore[arg-type]


def execute(options: argparse.Namespace) -> int:
    """Do what was chosen."""
    return int(options.do(options))


def root(options: argparse.Namespace) -> int:
    """Write a new root under a passphrase; tell its public half."""
    passphrase = _passphrase(options, is_new=True)
    seed = token_bytes(signing.SEED)
    with (
        files.refuse_file_errors(options.file),
        files.write_new_file(options.file) as out,
    ):
        out.write(signing_keys.close_root(seed, passphrase))
    public_key = signing.public_key_of(seed)
    print(f'root = "{public_key.hex()}"')
    print("That is its public half, for [keys] of the installation’s settings.")
    print(f"In words: {words_of(public_key).words}")
    return 0


def requests(options: argparse.Namespace) -> int:
    """Ask for what is missing; tell of each the words to compare when it is signed."""
    with (
        _begun() as (installation, step_of),
        exchange.lend_folder(installation) as folder,
    ):
        written = folder / options.file.name
        step_of("requests", str(written))
        with (
            files.refuse_file_errors(options.file),
            files.write_new_file(options.file) as out,
        ):
            content = exchange.read_lent_file(written)
            out.write(content)
    for each in waiting.from_text(content.decode()):
        print(_describe_request(each))
    return 0


def sign(options: argparse.Namespace) -> int:
    """Sign all that is asked for, after telling what it is; needs no database."""
    seed = _seed(options)
    try:
        asked = waiting.from_text(options.requests.read_text())
        for each in asked:
            link = links.read_header(each.link.header)
            if link.root != signing.public_key_of(seed):
                raise Refusal(f"{options.requests} asks for another root's signature.")
            print(_describe_request(each))
    except (OSError, ValueError, KeyError, LinkRefused) as error:
        raise Refusal(f"{options.requests} holds no requests: {error}.") from error
    with (
        files.refuse_file_errors(options.out),
        files.write_new_file(options.out) as out,
    ):
        out.write(waiting.to_text(waiting.sign_requests(asked, seed)).encode())
    return 0


def _describe_request(asked: LinkRequest) -> str:
    """The same line where it is asked for and where it is signed, to be compared."""
    link = links.read_header(asked.link.header)
    words = words_of(links.hash_of(asked.link.header)).words
    count = len(waiting.roster_of(asked).holders)
    return f"{link.team}: keys {link.generation}, {count} holders; {words}"


def certify(options: argparse.Namespace) -> int:
    """Add what was signed to the database."""
    try:
        content = options.file.read_bytes()
    except OSError as error:
        raise Refusal(f"{options.file} cannot be read: {error.strerror}.") from error
    with (
        _begun() as (installation, step_of),
        exchange.lend_folder(installation) as folder,
    ):
        given = folder / options.file.name
        given.write_bytes(content)
        given.chmod(0o644)  # in a folder that only the step's account enters
        step_of("certify", str(given))
    return 0


def accept(options: argparse.Namespace) -> int:
    """Make each process forget the key chains it saw; asks for the operator's root."""
    own = os.environ.get(secret_files.ROOT)
    if own:
        if options.root is None:
            raise Refusal("Name the file of your root: --root FILE.")
        if signing.public_key_of(_seed(options)).hex() != own:
            raise Refusal(f"{options.root} is another root than the settings name.")
    with (
        _begun() as (installation, step_of),
        exchange.lend_memories(installation) as folder,
    ):
        step_of("accept", str(folder))
    return 0


@contextmanager
def _begun() -> Iterator[tuple[Installation, Callable[..., None]]]:
    """The installation, and what runs a part of the step ``keys`` in it."""
    with (
        open_database(paths.find_state_folder(), tell_operator) as installation,
        installation.environment_of_all_roles() as environment,
    ):
        own = installation.account("owner")
        yield (
            installation,
            partial(step.run_step, "first_links", environment=environment, account=own),
        )


def _seed(options: argparse.Namespace) -> bytes:
    try:
        kept = options.root.read_bytes()
        return signing_keys.open_root(kept, _passphrase(options))
    except OSError as error:
        raise Refusal(f"{options.root} cannot be read: {error.strerror}.") from error
    except RootFileDamaged as error:
        raise Refusal(f"{options.root} is no root's file, or not whole.") from error
    except WrongPassphrase as error:
        raise Refusal("The passphrase does not open it.") from error


def _passphrase(options: argparse.Namespace, *, is_new: bool = False) -> str:
    if options.passphrase_file is not None:
        given = _read(options.passphrase_file)
    else:
        given = _ask("Passphrase of the root: ")
        if is_new and _ask("Once more: ") != given:
            raise Refusal("The two are not the same.")
    if is_new and len(given) < SHORTEST:
        raise Refusal(f"A passphrase has {SHORTEST} letters or more.")
    return given


def _read(file: Path) -> str:
    try:
        return file.read_text().strip()
    except OSError as error:
        raise Refusal(f"{file} cannot be read: {error.strerror}.") from error


def _ask(prompt: str) -> str:
    """Raises Refusal where nobody can be asked without showing what is typed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", GetPassWarning)
            return getpass(prompt)
    except (GetPassWarning, EOFError) as error:
        raise Refusal(
            "There is no terminal to ask for the passphrase: name a file that holds"
            " it, with --passphrase-file FILE."
        ) from error


COMMAND = OperatorCommand(
    name="keys",
    summary="Make the root of the teams' keys, and begin their chains with it.",
    execute=execute,
    add_arguments=add_arguments,
    is_of_installation=True,
)
