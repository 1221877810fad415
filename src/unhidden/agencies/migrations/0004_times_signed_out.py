"""Count how often somebody was signed out everywhere: no older session counts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agencies", "0003_lost_factors")]

    operations = [
        migrations.AddField(
            model_name="credential",
            name="times_signed_out",
            field=models.PositiveIntegerField(default=0),
        )
    ]
