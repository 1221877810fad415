"""The file of heads that the worker keeps beside a database, in the state folder.

It is named by the installation and the database: no other installation, no bench and no
copy under another name ever writes to it.
"""

from __future__ import annotations

from pathlib import Path

from unhidden.audit.statements import anchors_file
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.refusal import Refusal


def find_heads_file(installation: Installation) -> Path:
    """Where the heads are."""
    return anchors_file(
        installation.state.folder, installation.id, installation.database
    )


def earlier_file(installation: Installation) -> Path:
    """Where a version had them that knew no ids of installations."""
    return anchors_file(installation.state.folder, "", installation.database)


def carry_over(installation: Installation) -> None:
    """Give the file of an earlier version the name of now; once, in one step."""
    before, now = earlier_file(installation), find_heads_file(installation)
    if before.exists() and not now.exists():
        before.rename(now)


def check_none(installation: Installation) -> None:
    """Raise Refusal when there are heads of a database that is about to be made.

    Its record would look as if all that they tell of had been taken away.
    """
    found = find_heads_file(installation)
    if found.exists():
        raise Refusal(
            f"{found} holds heads of the record of {installation.database}, and that"
            " database is not there. If it is on another server, name that in"
            " [database] address of the settings, for a demonstration in DATABASE_URL;"
            " if it is gone for good, move the file away and keep it."
        )
