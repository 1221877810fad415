"""The keys that only the database signs with: drawn anew whenever serving begins."""

from __future__ import annotations

from secrets import token_bytes

from unhidden.hosting.postgres import databases, roles
from unhidden.hosting.postgres.connecting import Parameters, connect
from unhidden.lib import signed_texts

_DRAWN = """
update wall.signing_key set inner_block = %s, outer_block = %s where kind = %s
"""


def draw_signing_keys(server: Parameters, database: str) -> None:
    """Draw them: no context of an earlier start is good any more, nor a copy's."""
    with (
        connect({**server, "dbname": database}) as admin,
        roles.acting_as(admin, databases.OWNER),
        admin.transaction(),
    ):
        for kind in signed_texts.BY_DATABASE:
            admin.execute(
                _DRAWN, (*signed_texts.make_hmac_blocks(token_bytes(32)), kind)
            )
