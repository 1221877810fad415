"""``field__in`` of a list: one array, however long.

A statement with a sign for each value is another one for each length, which PostgreSQL
reads and plans anew, rules of rows and all: of 400 keys that took ten times as long as
finding the rows.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Field, ForeignObject
from django.db.models.fields.related_lookups import RelatedIn
from django.db.models.lookups import In

_ARRAY = "%s::"


@Field.register_lookup
class InArray(In):
    """What Django's own lookup prepared, sent as an array of the column's type.

    Lists with expressions in them stay as they are, and so do rows of a query.
    """

    def process_rhs(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        rhs, params = super().process_rhs(compiler, connection)
        kind = self.lhs.output_field.db_type(connection)
        are_plain = rhs == f"({', '.join(['%s'] * len(params))})"
        if kind is None or not are_plain:
            return rhs, params
        # Of a column's length nothing is said: what is longer would be cut to fit.
        return f"{_ARRAY}{kind.partition('(')[0]}[]", [list(params)]

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        if rhs.startswith(_ARRAY):
            return f"= ANY({rhs})"
        return super().get_rhs_op(connection, rhs)


@ForeignObject.register_lookup
class RelatedInArray(InArray, RelatedIn):
    """The same of columns that refer to another table."""
