"""``unhidden first-organisation``: who is there before anybody can add people."""

from __future__ import annotations

import argparse
import os

from unhidden.hosting import paths
from unhidden.hosting.cli.command import OperatorCommand, tell_operator
from unhidden.hosting.installation.opening import DatabaseNeeds, open_database
from unhidden.hosting.processes import step
from unhidden.hosting.refusal import Refusal

KINDS = ("police", "law_enforcement", "council", "charity", "government", "oversight")
_NEXT = """\
Next:
  1. Each of the two signs in{place}, sets up a second step and chooses a password.
  2. Have the organisation's keys signed by your root:
       unhidden keys requests requests.json
       unhidden keys sign requests.json ROOT signed.json    (on the root's machine)
       unhidden keys certify signed.json
  3. The first page of the two lists what is missing until the desk reads reports."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The organisation and two people; or whose first password is to be made anew."""
    parser.add_argument("--code", help="a short name, in small letters: northwales")
    parser.add_argument("--name", help="its name in English")
    parser.add_argument("--name-cy", help="its name in Welsh (usually the same)")
    parser.add_argument("--kind", choices=KINDS, help="what it is")
    parser.add_argument(
        "--administrator",
        nargs=2,
        action="append",
        metavar=("NAME", "EMAIL"),
        help="one of its two first administrators; give it twice",
    )
    parser.add_argument(
        "--language",
        choices=("en", "cy"),
        default="en",
        help="of their pages, until they choose (usually en)",
    )
    parser.add_argument(
        "--again",
        metavar="EMAIL",
        help="nothing but another first password for one of the two, who lost theirs",
    )


def execute(options: argparse.Namespace) -> int:
    """Make them, and print each first password once."""
    given = ["again", options.again] if options.again else _given(options)
    with (
        open_database(
            paths.find_state_folder(), tell_operator, DatabaseNeeds(is_synthetic=False)
        ) as installation,
        installation.environment_of_all_roles() as environment,
    ):
        step.run_step(
            "first_organisation",
            *given,
            environment=environment,
            account=installation.account("owner"),
        )
    if not options.again:
        domain = os.environ.get("UNHIDDEN_STAFF_DOMAIN", "")
        print(_NEXT.format(place=f" at https://{domain}/" if domain else ""))
    return 0


def _given(options: argparse.Namespace) -> list[str]:
    """What the step takes; raises Refusal for what is missing."""
    people = options.administrator or []
    if not (options.code and options.name and options.kind):
        raise Refusal("Say --code, --name and --kind of the organisation.")
    if not options.code.isascii() or not options.code.isalnum():
        raise Refusal("--code has letters and digits only.")
    if len(people) != 2:  # everything of weight takes two
        raise Refusal(
            "Name two administrators (--administrator NAME EMAIL, twice): whatever is"
            " of weight takes two people."
        )
    organisation = [
        options.code.lower(),
        options.name,
        options.name_cy or options.name,
        options.kind,
    ]
    words = [*organisation, options.language, *people[0], *people[1]]
    if not all(word.strip() for word in words):
        raise Refusal("No name and no address may be empty.")
    return ["make", *words]


COMMAND = OperatorCommand(
    name="first-organisation",
    summary="Make the first organisation and its two first administrators.",
    execute=execute,
    add_arguments=add_arguments,
    is_of_installation=True,
)
