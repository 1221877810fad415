"""What waits to be traced anew has an index of its own; keys are tidied up sooner.

A fifth of a table may be dead, or added since, before PostgreSQL's own settings let it be
tidied up: of ten million mentions' keys that is twenty-six million rows. Until then a
search reads dead keys, reads each key's row instead of its index alone, and weighs by a
count of people that is a fifth too low.
"""

from typing import ClassVar

from django.db import migrations, models

TABLES = ("intelligence_trace", "intelligence_tracekey", "intelligence_meetingkey")
_SHARE = (
    "autovacuum_vacuum_scale_factor",
    "autovacuum_vacuum_insert_scale_factor",
    "autovacuum_analyze_scale_factor",
)
_SET = ", ".join(f"{name} = 0.01" for name in _SHARE)
_AGAIN = ", ".join(_SHARE)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("intelligence", "0003_corrected_looks"),
    ]

    operations: ClassVar = [
        migrations.AddIndex(
            model_name="trace",
            index=models.Index(
                condition=models.Q(("spec", "3"), _negated=True),
                fields=["mention"],
                name="traces_to_renew",
            ),
        ),
        *(
            migrations.RunSQL(
                f"alter table {table} set ({_SET})",
                f"alter table {table} reset ({_AGAIN})",
            )
            for table in TABLES
        ),
    ]
