"""Each trace with the report of its mention.

The traces that there were are worked out anew by the worker, within minutes.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intelligence", "0012_contacts")]

    operations = [
        migrations.RunSQL(
            "truncate intelligence_tracekey, intelligence_trace",
            migrations.RunSQL.noop,
        ),
        migrations.AddField(
            model_name="trace",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="intelligence.intelligencereport",
            ),
            preserve_default=False,
        ),
    ]
