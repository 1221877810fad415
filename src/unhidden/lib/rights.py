"""What each database role may do with one table, and to which rows, as data."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class OpenRows:
    """Reference data: every session of a serving role meets every row.

    ``public`` is the condition under which the public role does. ``write`` names the
    purposes for which colleagues may change rows; without any, whoever is signed in
    and has the right may.
    """

    public: str = "true"
    write: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignedInRows:
    """Rows that every signed-in colleague may read.

    ``write`` names the purposes for which they may be changed, and ``own`` the
    column whose person may change their own row; with neither, nobody may.
    """

    write: tuple[str, ...] = ()
    own: str = ""


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """A row of another table that whoever reads a record reads too.

    ``column`` of the record names it; ``where`` is what the row must be.
    """

    table: str
    column: str
    where: str


@dataclass(frozen=True, slots=True)
class GuardedHeads:
    """The head of a record: its organisation, sensitivity and team decide.

    ``organisation``, ``opened_by`` and ``reference`` name its columns; the last is
    what people call the record by. ``opens`` is a row below that the record explains.
    ``open_while`` is what the head must be while rows under it are added or changed.
    """

    domain: str
    organisation: str
    opened_by: str = ""
    reference: str = ""
    opens: OpeningRow | None = None
    open_while: str = ""


@dataclass(frozen=True, slots=True)
class RowsUnder:
    """A row of a record: seen and changed with the row that ``column`` names.

    ``domain`` when the rows belong to another domain than their record. ``public`` is
    the condition under which the public role meets a row, or adds one. ``own`` is the
    column with the person in whose name a row is added: their own alone. ``matter``,
    of rows that have a category: who was not let in to the very record must know of it.
    ``besides`` is what must hold for whoever reads or writes the row, on top of it all.
    ``before`` and ``after`` as of ``RuledRows``.
    ``even_closed`` is the condition under which a row is added or changed although its
    record takes no rows any more.
    """

    column: str
    table: str
    category: str = "operational"
    domain: str = ""
    or_under: tuple[str, str] | None = None
    public: str = "true"
    own: str = ""
    matter: str = ""
    besides: str = ""
    after: str = ""
    before: str = ""
    even_closed: str = ""


@dataclass(frozen=True, slots=True)
class DerivedRows:
    """Worked out from a domain: for those who meet that domain's records."""

    domain: str


@dataclass(frozen=True, slots=True)
class RuledRows:
    """Conditions of its own, in SQL, for each command.

    Without one for ``delete``, what may be updated may be deleted. ``after`` is what a
    row must be once it is added or updated, besides; ``before`` what it must be until
    then, for what is ended once. ``public`` is that under which the public role meets a
    row, or adds one.
    """

    select: str = "false"
    insert: str = "false"
    update: str = "false"
    delete: str = ""
    after: str = ""
    before: str = ""
    public: str = "true"


Rows = OpenRows | SignedInRows | GuardedHeads | RowsUnder | DerivedRows | RuledRows


@dataclass(frozen=True, slots=True)
class TableAccess:
    """The rights of the serving roles on a table.

    Each value is a comma-separated list of verbs, a verb optionally with the
    columns it covers: ``"insert, select(id, public_key)"``. Empty means nothing
    at all. The owner's rights come from owning; nobody else ever migrates.
    ``signin`` is the second connection of the staff site, which finds out who
    somebody is; ``guard`` owns the functions that answer for the row policies.
    ``rows`` says which rows the staff role meets.
    """

    public: str = ""
    staff: str = ""
    worker: str = ""
    signin: str = ""
    guard: str = ""
    rows: Rows = field(default_factory=RuledRows)
