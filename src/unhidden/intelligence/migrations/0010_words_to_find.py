"""The words by which items and mentions are found, kept by the database itself.

No model names the columns: nothing reads them but the wall's own procedure, and every
other read would carry them along. Words stand as they are written ("simple", for Welsh
and every other language) and by their English stems, both without accents and hyphens.
"""

from django.db import migrations

_ACCENTED = "âêîôûŵŷáéíóúẃýàèìòùẁỳäëïöüẅÿãñõçåășțşţčšžćđğı-"
_BARE = "aeiouwyaeiouwyaeiouwyaeiouwyanocaaststcszcdgi "
_TABLES = ("intelligence_item", "intelligence_mention")


def _added(table: str) -> str:
    plain = f"translate(lower(text), '{_ACCENTED}', '{_BARE}')"
    return (
        f"alter table {table} add column words tsvector generated always as"
        f" (to_tsvector('simple', {plain}) || to_tsvector('english', {plain})) stored;"
        f" create index {table}_words on {table} using gin (words);"
    )


class Migration(migrations.Migration):
    dependencies = [("intelligence", "0009_disseminations")]

    operations = [
        migrations.RunSQL(_added(table), f"alter table {table} drop column words")
        for table in _TABLES
    ]
