"""What passes with a case is named item by item, and each item has its tables."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Model

from unhidden.lib.rights import RowsUnder
from unhidden.safeguarding.models import TransferItem
from unhidden.safeguarding.transfers import rules
from unhidden.vault.fields import SealedField


def test_each_item_of_the_page_has_tables_and_a_category() -> None:
    assert set(rules.ITEMS) == set(TransferItem.values)


def _is_under_case(model: type[Model]) -> bool:
    rows = getattr(model, "access_policy").rows  # noqa: B009  # of our own tables
    return isinstance(rows, RowsUnder) and rows.column == "case_id"


def test_whatever_is_sealed_of_a_case_passes_by_one_item_or_stays() -> None:
    sealed = {
        model._meta.model_name
        for model in apps.get_app_config("safeguarding").get_models()
        if (
            any(isinstance(f, SealedField) for f in model._meta.concrete_fields)
            or getattr(model, "sealed_parts", {})
        )
        and (model._meta.model_name == "case" or _is_under_case(model))
    }
    passing = [table for _, tables in rules.ITEMS.values() for table in tables]

    assert sealed <= {*passing} | rules.STAYS
    assert len(passing) == len(set(passing))
    assert not rules.STAYS & {*passing}
