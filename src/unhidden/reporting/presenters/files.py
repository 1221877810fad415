"""The files of a report that is being written, as its page shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from unhidden.reporting.actions.files import KeptFile
from unhidden.reporting.queries import files as files_queries
from unhidden.reporting.queries.files import SentFile


@dataclass(frozen=True, slots=True)
class FileShown:
    """A file of the form; ``name`` only for one that came with this request."""

    file: SentFile
    name: str = ""


def files_shown(form_key: UUID, kept: Iterable[KeptFile]) -> list[FileShown]:
    """The files of the form so far, with the names that are known."""
    names = {each.id: each.name for each in kept}
    rows = [
        FileShown(each) for each in files_queries.files_kept_with(form_key=form_key)
    ]
    return [replace(row, name=names.get(row.file.id, "")) for row in rows]
