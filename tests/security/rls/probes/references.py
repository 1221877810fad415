"""What the wall's own procedures ask one another: what a record is called and holds."""

from __future__ import annotations

from collections.abc import Mapping

from django.apps import apps
from django.db.models import Model

from tests.security.rls.attempts import Attempt
from tests.security.rls.records import CASE, REPORT, record
from tests.security.rls.states import OTHER
from unhidden.access.rls import tables, walls
from unhidden.access.rls.guarding import GUARD
from unhidden.lib.rights import RowsUnder, TableAccess
from unhidden.vault.fields import SealedField

_NOBODY = ("", "")
_HEADS = {
    "safeguarding_case": CASE,
    "report": REPORT,
    "intelligence": "intelligence_intelligencereport",
    "investigation": "investigations_investigation",
}


def _asks(procedure: str, name: str, asked: str, says: str, *before: str) -> Attempt:
    steps = [f"select {asked}"]
    return Attempt(procedure, name, _NOBODY, steps, says, before, GUARD)


def _sealed(domain: str, of: str, says: str) -> Attempt:
    """How much is sealed in a record of the one kind, asked for as the other's."""
    asked = f"count(*) from wall.sealed_rows('{domain}', {record(_HEADS[of], ())})"
    return _asks("sealed_rows", f"{domain} of {of}", asked, says)


def _count_sealed(domain: str) -> str:
    """How many values a case has sealed: in its head, and in a row of each table.

    Whatever refers to a case, or to what refers to one, is of the case; but a row that
    guards itself is not.
    """
    declared = tables.list_declared_tables()
    found = 0
    for model in apps.get_models():
        if _leads_to(model, domain, declared):
            found += sum(isinstance(f, SealedField) for f in model._meta.fields)
            found += len(getattr(model, "sealed_parts", ()))
    return str(found)


def _leads_to(
    model: type[Model], domain: str, declared: Mapping[str, TableAccess]
) -> bool:
    table = model._meta.db_table
    if table == domain:
        return True
    rows = declared[table].rows if table in declared else None
    if not isinstance(rows, RowsUnder):
        return False
    above = model._meta.get_field(rows.column.removesuffix("_id")).related_model
    return isinstance(above, type) and _leads_to(above, domain, declared)


#: How many values each kind of record has sealed.
_SEALED = {
    "safeguarding_case": _count_sealed("safeguarding_case"),
    "intelligence": "2",
    "investigation": _count_sealed("investigations_investigation"),
    "report": "2",
}
_CALLED = f"update safeguarding_case set urn = 'so' where id = {record(CASE, ())}"
#: The record asked for and no other: of two rows the answer is an error.
_OWNER = "(select organisation_id from wall.header('{}', {}))"
ATTEMPTS = [
    *(
        _asks(
            "header",
            f"whose {head.domain}",
            _OWNER.format(head.domain, record(table, ())),
            str(OTHER),
        )
        for table, head in walls.list_head_tables(tables.list_declared_tables())
    ),
    _asks("find", "what nothing is called", "count(*) from wall.find('so')", "0"),
    _asks("find", "what one is called", "domain from wall.find('so')", CASE, _CALLED),
    *(
        _asks(
            "reference_of",
            f"a name of {domain}",
            f"wall.reference_of('{domain}', {record(_HEADS[domain], ())}) <> ''",
            "True",
        )
        for domain in ("safeguarding_case", "intelligence", "investigation")
    ),
    *(_sealed(domain, domain, says) for domain, says in _SEALED.items()),
    *(_sealed("visit", domain, "0") for domain in _SEALED),
]
