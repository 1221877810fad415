"""Whose people alone may have the keys of a team."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("vault", "0001_tables"),
    ]

    operations = [
        migrations.AddField(
            model_name="team",
            name="organisation_id",
            field=models.UUIDField(null=True),
        ),
    ]
