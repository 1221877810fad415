"""Words without any mark on a Latin letter: "małgorzata" and "nguyễn", too."""

import unicodedata

from django.db import migrations

_MARKED = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))]
_PLAIN = {each: unicodedata.normalize("NFKD", each)[0] for each in _MARKED}
_BARE = {each: base for each, base in _PLAIN.items() if each != base}
_BARE |= dict(zip("đħıłøŧ-", "dhilot ", strict=True))
# What stays comes first, the commonest before the others: what is not in the list is
# looked for in the whole of it, which takes twenty times as long.
_AS_THEY_ARE = " eaniorstlydhgwfmucpbvkjxzq.,0123456789"
# What has no counterpart goes: marks that stand behind their letter.
_BEHIND = "".join(map(chr, range(0x300, 0x370)))
_TABLES = ("intelligence_item", "intelligence_mention")


def _anew(table: str) -> str:
    marked = _AS_THEY_ARE + "".join(_BARE) + _BEHIND
    bare = _AS_THEY_ARE + "".join(_BARE.values())
    plain = f"translate(lower(text), '{marked}', '{bare}')"
    return (
        f"alter table {table} drop column words;"
        f" alter table {table} add column words tsvector generated always as"
        f" (to_tsvector('simple', {plain}) || to_tsvector('english', {plain})) stored;"
        f" create index {table}_words on {table} using gin (words);"
    )


class Migration(migrations.Migration):
    dependencies = [("intelligence", "0020_keys_are_their_own")]

    operations = [
        migrations.RunSQL(_anew(table), migrations.RunSQL.noop) for table in _TABLES
    ]
