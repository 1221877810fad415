"""Events of the public site wait to be sealed until their day is over."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_tables"),
    ]

    operations = [
        migrations.AddField(
            model_name="waiting",
            name="held_until",
            field=models.DateTimeField(null=True),
        ),
    ]
