"""Keys of traces without a key of their own: a third fewer indexes to write into."""

import django.db.models.deletion
from django.db import migrations, models

_INDEX = "intelligence_tracekey_mention_id_59c9fa54"
FORWARD = f"""
alter table intelligence_tracekey drop column id;
alter table intelligence_tracekey add primary key (mention_id, key);
drop index if exists {_INDEX};
"""
BACKWARD = f"""
alter table intelligence_tracekey drop constraint intelligence_tracekey_pkey;
alter table intelligence_tracekey
  add column id uuid primary key default gen_random_uuid();
alter table intelligence_tracekey alter column id drop default;
create index {_INDEX} on intelligence_tracekey (mention_id);
"""


class Migration(migrations.Migration):
    dependencies = [("intelligence", "0019_linkage_models")]

    operations = [
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(FORWARD, BACKWARD)],
            [
                migrations.DeleteModel("TraceKey"),
                migrations.CreateModel(
                    name="TraceKey",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "mention_id",
                                "key",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "mention",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="intelligence.mention",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["key"],
                                include=("mention",),
                                name="traces_by_key",
                            )
                        ]
                    },
                ),
            ],
        ),
    ]
