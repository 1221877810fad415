"""Whoever may not confirm a grade proposes one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intelligence", "0027_keys_within_an_organisation")]

    operations = [
        migrations.AddField(
            model_name="item",
            name="is_proposed",
            field=models.BooleanField(db_default=False),
        ),
    ]
