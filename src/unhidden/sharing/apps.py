from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _

from unhidden.lib.rights import GuardedHeads, RowsUnder, TableAccess

_AGREEMENTS = "sign_agreement end_agreement"
_SHARES = """draft_share offer_share withdraw_share accept_share decline_share end_share
add_to_share confirm_deletion end_unconsented shares_in_view sealed_slots receivers
copied shares_waiting events_of"""


class SharingConfig(AppConfig):
    name = "unhidden.sharing"
    label = "sharing"
    wall_calls: ClassVar = {
        "unhidden_staff": {*_AGREEMENTS.split(), *_SHARES.split()},
        "unhidden_worker": {"expire_shares", "shares_that_wait"},
    }
    notice_procedures: ClassVar = ("shares_that_wait",)
    wall_events: ClassVar = {
        "staff": """
            agreement_changed agreement_ended agreement_signed agreement_written
            deletion_confirmed document_added envelope_compared kept_out let_back
            member_added member_ended readers_added share_accepted share_declined
            share_drafted share_ended share_offered share_withdrawn
        """,
        "worker": "share_expired",
    }
    event_words: ClassVar = {
        "deletion_confirmed": _("Confirmed that nothing of it is kept"),
        "envelope_compared": _("Compared an envelope with who they are"),
        "kept_out": _("Kept somebody out of it"),
        "let_back": _("Ended that somebody is kept out"),
        "member_added": _("Added somebody to the team"),
        "member_ended": _("Took somebody off the team"),
        "readers_added": _("Let more colleagues in to what is shared"),
        "share_accepted": _("Accepted what was offered of it"),
        "share_declined": _("Declined what was offered of it"),
        "share_drafted": _("Wrote a share down"),
        "share_ended": _("Ended a share"),
        "share_offered": _("Offered it to a partner"),
        "share_withdrawn": _("Withdrew an offer"),
        "share_expired": _("Ended what was over"),
    }

    def wall_functions(self, tables: Mapping[str, TableAccess]) -> Iterator[str]:
        """``wall.sealed_rows(domain, record)``: where a record has something sealed."""
        ways = "\n union all ".join(
            f"select t.id, '{each.table}.{part}', '{category}'"  # noqa: S608  # our own names
            f" from public.{each.table} t{each.joins}"
            f" where wanted = '{each.domain}' and {each.record} = record"
            for each, parts in list_sealed_tables(tables)
            for part, category in parts.items()
        )
        yield (
            "create or replace function wall.sealed_rows(wanted text, record uuid)\n"
            "returns table(row_id uuid, slot text, category text)\n"
            "language sql stable\n"
            f"set search_path = pg_catalog, pg_temp as $$\n{ways}\n$$;"
        )


@dataclass(frozen=True, slots=True)
class SealedTable:
    """A table of a domain's records: how its row ``t`` leads up to the record's id."""

    table: str
    domain: str
    joins: str
    record: str


def list_sealed_tables(
    tables: Mapping[str, TableAccess],
) -> Iterator[tuple[SealedTable, Mapping[str, str]]]:
    """Each table of records, however deep under their heads, that seals something.

    With what it seals, each with its category: sealed fields, and parts in pieces
    beside it (``sealed_parts``). Not what is sealed to keys of its own
    (``is_sealed_apart``).
    """
    for model in apps.get_models():
        categories = {
            str(field.column): str(getattr(field, "category", ""))
            for field in model._meta.concrete_fields
        }
        parts = {name: named for name, named in categories.items() if named}
        parts |= getattr(model, "sealed_parts", {})
        found = find_way_up(model._meta.db_table, tables)
        if parts and found and not getattr(model, "is_sealed_apart", False):
            yield found, parts


def find_way_up(table: str, tables: Mapping[str, TableAccess]) -> SealedTable | None:
    """How a row of the table leads to the head of its record; None without one."""
    rows, row, joins = tables[table].rows if table in tables else None, "t", ""
    if isinstance(rows, GuardedHeads):
        return SealedTable(table, rows.domain, joins, f"{row}.id")
    while isinstance(rows, RowsUnder):
        above, column = tables[rows.table].rows, f"{row}.{rows.column}"
        if isinstance(above, GuardedHeads):
            return SealedTable(table, above.domain, joins, column)
        row += "p"
        joins += f" join public.{rows.table} {row} on {row}.id = {column}"
        rows = above
    return None
