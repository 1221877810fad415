"""``unhidden archive``: for a recipient of what is sensitive: a key, and opening."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from unhidden.hosting.backup import files
from unhidden.hosting.cli.command import OperatorCommand
from unhidden.hosting.refusal import Refusal
from unhidden.vault import parcels, sealing
from unhidden.vault.sealing import SealBroken


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Two things to do; neither needs an installation."""
    chosen = parser.add_subparsers(metavar="WHAT", required=True)

    def add_choice(
        name: str, do: Callable[[argparse.Namespace], int], what: str, *given: str
    ) -> None:
        one = chosen.add_parser(name, help=what, description=what)
        one.set_defaults(do=do)
        for each in given:
            one.add_argument(each, type=Path)

    add_choice("new-key", new_key, "Make a key pair for sealed archives.", "file")
    add_choice("open", open_archive, "Open a sealed archive.", "sealed", "key", "out")


def execute(options: argparse.Namespace) -> int:
    """Do what was chosen."""
    return int(options.do(options))


def new_key(options: argparse.Namespace) -> int:
    """Write the private half to a file; tell the public half."""
    public, private = sealing.new_key_pair()
    _write(options.file, f"{private.hex()}\n".encode())
    print(public.hex())
    print("That is the public half: read it to who sends the archive.")
    print(f"{options.file} opens what is sealed to it. Keep it, and show it to nobody.")
    return 0


def open_archive(options: argparse.Namespace) -> int:
    """Write what is in it; raises Refusal where the key is not the recipient's."""
    try:
        key = bytes.fromhex(options.key.read_text().strip())
        content = parcels.open_parcel(options.sealed.read_bytes(), private_key=key)
    except OSError as error:
        raise Refusal(f"{error.filename} cannot be read: {error.strerror}.") from error
    except (ValueError, SealBroken) as error:
        raise Refusal(f"{options.key} does not open {options.sealed}.") from error
    _write(options.out, content)
    print(f"{options.out} is the archive. Check it with verify_archive.py.")
    return 0


def _write(file: Path, content: bytes) -> None:
    with files.refuse_file_errors(file), files.write_new_file(file) as out:
        out.write(content)


COMMAND = OperatorCommand(
    name="archive",
    summary="Receive a sealed archive of an investigation.",
    execute=execute,
    add_arguments=add_arguments,
)
