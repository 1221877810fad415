"""How names are compared has changed: every trace waits to be made anew."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("intelligence", "0007_renewed_traces"),
    ]

    operations: ClassVar = [
        migrations.RemoveIndex(model_name="trace", name="traces_to_renew"),
        migrations.AddIndex(
            model_name="trace",
            index=models.Index(
                condition=models.Q(("spec", "5"), _negated=True),
                fields=["mention"],
                name="traces_to_renew",
            ),
        ),
    ]
