"""``unhidden audit``: the record of who did what, exported, checked and read."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from unhidden.audit import exporting, verifying
from unhidden.audit.statements import Anchor
from unhidden.audit.verifying import VerificationFinding, VerificationReport
from unhidden.hosting import paths
from unhidden.hosting.audit import reading, who_saw
from unhidden.hosting.backup import files
from unhidden.hosting.cli.command import OperatorCommand, tell_operator
from unhidden.hosting.installation import exchange
from unhidden.hosting.refusal import Refusal

SENTENCES = {
    "changed": "was changed",
    "removed": "was removed",
    "inserted": "was inserted",
    "reordered": "is out of its order",
    "backdated": "was not recorded when it says",
    "unsealed": "has waited to be sealed for too long",
    "not_what_was_sealed": "the events are not those that were sealed",
    "checkpoint_replaced": "the checkpoint was replaced or changed",
    "checkpoint_removed": "the checkpoint is missing",
    "checkpoint_by_another_key": "the checkpoint was signed by another key",
    "export_cut_off": "the export is not whole",
    "not_an_export": "this is not an export of this version",
    "not_a_line": "a line is not one of an export",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Four things to do."""
    chosen = parser.add_subparsers(metavar="WHAT", required=True)

    def add(name: str, do: Callable[[argparse.Namespace], int], what: str) -> _Parser:
        one = chosen.add_parser(name, help=what, description=what)
        one.set_defaults(do=do)
        return one

    add("export", export, "Write the whole record to a file.").add_argument(
        "file", type=Path
    )
    check = add("verify", verify, "Check the record, or an export of it.")
    check.add_argument("file", type=Path, nargs="?")
    check.add_argument(
        "--anchor", type=Path, metavar="FILE", help="heads kept elsewhere"
    )
    check.add_argument(
        "--key", action="append", default=[], help="the fingerprint of the key"
    )
    add("who-saw", who, "Tell who saw a record.").add_argument(
        "record", help="its reference or its id"
    )
    add("anchors", anchors, "Write the heads, to keep elsewhere.").add_argument(
        "file", type=Path
    )


_Parser = argparse.ArgumentParser


def execute(options: argparse.Namespace) -> int:
    """Do what was chosen."""
    return int(options.do(options))


def export(options: argparse.Namespace) -> int:
    """Write every line; the file is there whole or not at all."""
    file = options.file
    record = reading.the_record(paths.find_state_folder())
    with (
        files.refuse_file_errors(file),
        files.write_new_file(file) as out,
        record as (connection, _),
    ):
        out.writelines(exporting.export_lines(connection))
    tell_operator(f"{options.file} holds the whole record.")
    return 0


def verify(options: argparse.Namespace) -> int:
    """Tell what is wrong, a line for each finding; 1 when there is one."""
    with _lines(options.file) as (lines, beside):
        file = options.anchor or beside
        kept = _anchors(file) if file else []
        report = verifying.verify_export(lines, anchors=kept, keys=options.key)
    for finding in report.findings:
        print(told(finding))
    print(summary(report, is_anchored=bool(kept or options.key)))
    return 1 if report.findings else 0


def who(options: argparse.Namespace) -> int:
    """One page."""
    with reading.the_record(paths.find_state_folder()) as (connection, _):
        for line in who_saw.print_readers(
            connection, who_saw.record_of(connection, options.record)
        ):
            print(line)
    return 0


def anchors(options: argparse.Namespace) -> int:
    """Copy the heads that the worker keeps."""
    with reading.the_record(paths.find_state_folder()) as (_, file):
        pass
    if not file.exists():
        raise Refusal("No heads are kept yet: the worker keeps them as it seals.")
    with (
        files.refuse_file_errors(options.file),
        files.write_new_file(options.file) as out,
    ):
        out.write(exchange.read_lent_file(file))
    return 0


@contextmanager
def _lines(file: Path | None) -> Iterator[tuple[Iterable[bytes], Path | None]]:
    """The lines of an export, or of the record itself with the heads beside it."""
    if file is None:
        with reading.the_record(paths.find_state_folder()) as (connection, beside):
            yield (
                exporting.export_lines(connection),
                beside if beside.exists() else None,
            )
        return
    try:
        with file.open("rb") as opened:
            yield opened, None
    except OSError as error:
        raise Refusal(f"{file} cannot be read: {error.strerror}.") from error


def _anchors(file: Path) -> list[Anchor]:
    try:
        return [Anchor.from_line(line) for line in file.read_text().splitlines()]
    except (OSError, ValueError) as error:
        raise Refusal(f"{file} holds no heads of checkpoints: {error}.") from error


def told(finding: VerificationFinding) -> str:
    """A finding as a line."""
    where = f"Checkpoint {finding.checkpoint}: " if finding.checkpoint else ""
    event = f"event {finding.event} " if finding.event else ""
    return f"{where}{event}{SENTENCES[finding.what]}."


def summary(report: VerificationReport, *, is_anchored: bool) -> str:
    """What was read, and what it was compared with."""
    counts = f"{report.events:,} sealed events in {report.checkpoints:,} checkpoints"
    found = f"{len(report.findings):,} findings" if report.findings else "all whole"
    key = ", ".join(sorted(report.keys)) or "none"
    against = (
        "" if is_anchored else "; compared with nothing outside: name --anchor or --key"
    )
    return f"{counts}, {report.waiting:,} waiting: {found}. Key {key}{against}."


COMMAND = OperatorCommand(
    name="audit",
    summary="Export, check and read the record of who did what.",
    execute=execute,
    add_arguments=add_arguments,
    is_of_installation=True,
)
