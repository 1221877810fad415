from __future__ import annotations

from collections.abc import Iterator, Mapping
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
        slots = list(_sealed(tables))
        ways = "\n union all ".join(
            f"select t.id, '{table}.{column}', '{category}' from public.{table} t"  # noqa: S608  # our own names
            f" where wanted = '{domain}' and t.{key} = record"
            for domain, table, key, column, category in slots
        )
        yield (
            "create or replace function wall.sealed_rows(wanted text, record uuid)\n"
            "returns table(row_id uuid, slot text, category text)\n"
            "language sql stable\n"
            f"set search_path = pg_catalog, pg_temp as $$\n{ways}\n$$;"
        )


def _sealed(
    tables: Mapping[str, TableAccess],
) -> Iterator[tuple[str, str, str, str, str]]:
    """Domain, table, the column that names the record, sealed column, category."""
    heads = {
        name: access.rows.domain
        for name, access in tables.items()
        if isinstance(access.rows, GuardedHeads)
    }
    for model in apps.get_models():
        table = model._meta.db_table
        rows = tables[table].rows if table in tables else None
        if table in heads:
            domain, key = heads[table], "id"
        elif isinstance(rows, RowsUnder) and rows.table in heads:
            domain, key = heads[rows.table], rows.column
        else:
            continue
        for field in model._meta.concrete_fields:
            category = getattr(field, "category", "")
            if category:
                yield domain, table, key, str(field.column), category
