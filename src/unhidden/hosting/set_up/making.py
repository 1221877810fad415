"""Make a real installation, or bring it up to date; a killed one goes on from where it
was."""

from __future__ import annotations

from pathlib import Path

from unhidden.hosting import secret_files
from unhidden.hosting.configuration.reading import OperatorSettings
from unhidden.hosting.installation import assets, opening
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.installation.opening import DatabaseNeeds, Say
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.processes import isolation, ownership
from unhidden.hosting.processes.account import of_processes
from unhidden.hosting.refusal import Refusal, full_disk_is_a_sentence
from unhidden.hosting.service import further
from unhidden.hosting.set_up import placing
from unhidden.hosting.set_up.asking import SettledFile


def make_installation(settled: SettledFile, mail_password: str, say: Say) -> None:
    """Do what was planned, and ``say`` what changed; again changes nothing.

    The settings must be in use. Raises Refusal, also for a database that is a
    demonstration's.
    """
    configuration = settled.configuration
    _place_configuration(settled, say)
    with full_disk_is_a_sentence(configuration.state_folder.folder):
        _fill_state_folder(configuration.state_folder, mail_password, say)
    _make_backup_folder(configuration, say)
    for file, text in further.list_further_files(configuration).items():
        if placing.place_text(file, text):
            say(f"{file} is written.")


def _fill_state_folder(state: StateFolder, mail_password: str, say: Say) -> None:
    """Have in it what every process needs, and the database beside it."""
    state.make()
    assets.make_assets(state)
    if mail_password and secret_files.keep_mail_password(state, mail_password):
        say("The mail server's password is kept for the worker.")
    wanted = DatabaseNeeds(is_synthetic=False)
    with opening.open_database(state, say, wanted) as installation:
        _tell_isolation(installation, say)
    ownership.settle_ownership(state, of_processes())


def needs_mail_password(configuration: OperatorSettings) -> bool:
    """Whether the mail server wants a password that is not kept yet."""
    file = configuration.state_folder.secrets / "all.json"
    kept = secret_files.read_secret_file(file) if file.exists() else {}
    return bool(
        configuration.get_text("mail", "user") and not kept.get("mail_password")
    )


def _place_configuration(settled: SettledFile, say: Say) -> None:
    """What the operator wrote themselves is kept beside what is written now."""
    file = settled.configuration.file
    if settled.text:
        if file.exists():
            placing.place_text(file.with_name(f"{file.name}.before"), file.read_text())
        placing.place_text(file, settled.text)
        say(f"{file} is written.")
    else:
        file.chmod(0o644)


def _tell_isolation(installation: Installation, say: Say) -> None:
    """Keep what this machine lacks, for the first page of the staff site."""
    missing = isolation.find_missing_isolation(installation.accounts)
    placing.place_text(installation.state.missing_isolation, ",".join(missing))
    for name in missing:
        say(isolation.SENTENCES[name])


def _make_backup_folder(configuration: OperatorSettings, say: Say) -> None:
    folder = Path(configuration.get_text("backup", "folder"))
    if folder.exists():
        return
    try:
        folder.mkdir(mode=0o700, parents=True)
    except OSError as error:
        raise Refusal(
            f"The folder {folder} cannot be made: {error.strerror}."
        ) from error
    say(f"{folder} is made.")
