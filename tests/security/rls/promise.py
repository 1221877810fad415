"""What is promised of one table: who may do what to which rows, told and checked.

Promises are written from the threat model and the architecture, apart from what the
models declare: where the two differ, one of them is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass

#: Whose rows: those of a record, which the matrix compares; of nobody; of whoever is
#: signed in; of everybody.
BY_RECORD, NOBODY, SIGNED, ANYBODY = "by record", "false", "true", "anybody"


@dataclass(frozen=True, slots=True)
class Promise:
    """The rights of each program's role on a table, as ``lib.rights`` writes them, and
    which rows a colleague ``reads``, ``adds``, ``changes`` and ``removes``.

    Rows are conditions on a row ``t``, that know who asks: %(me)s, %(own)s their
    organisation, %(role)s, %(purpose)s; %(domains)s in view, %(rights)s as
    domain:action, %(reviews)s the domains that they answer for; and ids of records:
    %(seen)s, %(managed)s, %(let_in)s to which somebody let them in, %(on_team)s,
    %(unkept)s from which they are not kept out, %(unclosed)s the same and within their
    clearance. ``{table}`` are the ids of the rows of another table that they read.
    ``never`` are rows that are not shown, whatever else lets one in to them;
    ``public_reads`` those that the public site meets.
    """

    words: str
    public: str = ""
    staff: str = ""
    worker: str = ""
    signin: str = ""
    guard: str = ""
    reads: str = NOBODY
    adds: str = NOBODY
    changes: str = NOBODY
    removes: str = NOBODY
    never: str = NOBODY
    public_reads: str = "true"
