"""What waits to be traced anew is all that the rules of today did not make."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("intelligence", "0006_people_counts"),
    ]

    operations: ClassVar = [
        migrations.RemoveIndex(model_name="trace", name="traces_to_renew"),
        migrations.AddIndex(
            model_name="trace",
            index=models.Index(
                condition=models.Q(("spec", "4"), _negated=True),
                fields=["mention"],
                name="traces_to_renew",
            ),
        ),
    ]
