"""docs/roles-and-rights.md, written from the same data as the page."""

from __future__ import annotations

from collections.abc import Iterator

from unhidden.agencies.roles import explained
from unhidden.agencies.roles.explained import RecordSight, RoleView

_HEAD = """# Roles and rights

Who may do what, generated from the one table in `src/unhidden/access/policy.py` and the
permissions in `src/unhidden/agencies/policies.py`. Do not edit it:
`unhidden rights` writes it.

A person sees a record when all of this holds: their role works for the purpose of the
page, records of that kind come into view for that purpose, nobody excluded them, their
clearance is high enough, and something lets them in: a place on the record's team, a
right of their organisation (below), a share under an agreement, emergency access, or
oversight. "Own organisation's" says what they may do without being on the team.
"""


def write_roles_document() -> str:
    """The whole document, in English whatever the language of the process."""
    return "\n".join([_HEAD, *_chapters()])


def _chapters() -> Iterator[str]:
    for role in explained.explain_roles():
        yield f"## {role.label}\n"
        yield from (f"- {label}" for label in role.permissions)
        yield ""
        yield from _table(role)


def _table(role: RoleView) -> Iterator[str]:
    yield "| while | meets | own organisation's | everywhere | in an emergency |"
    yield "|---|---|---|---|---|"
    for work in role.works:
        if not work.sights:
            yield f"| {work.purpose} | no records | | | |"
        for sight in work.sights:
            yield f"| {work.purpose} | {_sight(sight)} |"
    yield ""


def _sight(sight: RecordSight) -> str:
    everywhere = "read" if sight.everywhere else ""
    emergency = "read" if sight.emergency else ""
    return " | ".join((sight.domain, sight.own, everywhere, emergency))
