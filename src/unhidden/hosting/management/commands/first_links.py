"""First links of the teams' chains: asked for, and certified; and memories set back."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.utils import timezone

from unhidden.access import context
from unhidden.access.actor import Actor
from unhidden.agencies import queries as agencies
from unhidden.agencies.keys import actions as keys
from unhidden.hosting.failing import StepFailure
from unhidden.hosting.management import command
from unhidden.vault import certifying
from unhidden.vault import requests as waiting
from unhidden.vault.certifying import RefusedRequest
from unhidden.vault.links import LinkRefused

SYSTEM = Actor(None, None, frozenset(), role="system", purpose="system_admin")
REASONS = {
    "not held": "not everybody who is in holds them; these do not",
    "not opened": "the server cannot open what it should hold",
    "nobody": "nobody who holds them has signed in since, to sign for the next link",
    "not engaged": "is said to be in, and is not engaged there: gets no new keys",
}


class Command(command.HostingCommand):
    """``demonstration``, ``requests FILE``, ``certify FILE`` or ``accept FOLDER``."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do, and with which file or folder."""
        parser.add_argument("what", choices=STEPS)
        parser.add_argument("files", nargs="*", type=Path)

    def handle(self, *, what: str, files: list[Path], **_options: Any) -> None:
        """Raises StepFailure with nothing begun."""
        with context.acting_as(SYSTEM):
            STEPS[what](*files)


def demonstration() -> None:
    """Sign for all teams without a chain with the demonstration's own root."""
    _tell(certifying.certify_all(at=timezone.now()))


def requests(file: Path) -> None:
    """Write what the root is to sign; tell what is not asked for.

    Raises StepFailure, also for a file that is there already.
    """
    asked, refused = certifying.list_link_requests()
    try:
        with file.open("x") as out:
            out.write(waiting.to_text(asked))
    except OSError as error:
        raise StepFailure(f"{file} cannot be written: {error.strerror}.") from error
    _tell(refused)
    print(f"{file.name} asks for {len(asked)} first links.")


def certify(file: Path) -> None:
    """Begin the chains that the root signed; raises StepFailure, with nothing begun."""
    try:
        made = waiting.from_text(file.read_text())
        done = certifying.certify_links(made, at=timezone.now())
    except (LinkRefused, ValueError, KeyError) as error:
        raise StepFailure(
            f"{file.name} holds a link that cannot begin a chain here ({error}): the"
            " keys were changed since it was asked for, or another root signed. Ask"
            " again."
        ) from error
    print(f"{len(done)} teams have a chain now.")


def accept(folder: Path) -> None:
    """Let each process that has a file there believe what this database shows."""
    count = keys.accept_chains(folder, at=timezone.now())
    print(f"{count} chains are believed from here on.")


STEPS: dict[str, Callable[..., None]] = {
    "demonstration": demonstration,
    "requests": requests,
    "certify": certify,
    "accept": accept,
}


def _tell(refused: list[RefusedRequest]) -> None:
    """A line for each team, with names."""
    names = {each.id: each.name for each in agencies.list_organisation_names()}
    custodians = {agencies.custodians_of(each): name for each, name in names.items()}
    leads = {agencies.safeguarding_team_of(each): name for each, name in names.items()}
    everybody = {person for each in refused for person in each.people}
    people = agencies.names_of_people(person_ids=everybody)
    for each in refused:
        team = names.get(each.team_id) or (
            f"Safeguarding leads of {leads[each.team_id]}"
            if each.team_id in leads
            else f"Custodians of {custodians.get(each.team_id, each.team_id)}"
        )
        which = f", keys {each.generation}" if each.generation else ""
        who = ", ".join(sorted(people.get(one, str(one)) for one in each.people))
        print(f"{team}{which}: {REASONS[each.reason]}{f': {who}' if who else ''}.")
