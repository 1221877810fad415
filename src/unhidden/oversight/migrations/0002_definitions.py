"""What figures counted is frozen with them, and a correction says what it corrects."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("operations", "0008_briefing"),
        ("oversight", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="corrected_cy",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="publication",
            name="corrected_en",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="resultsheet",
            name="definitions",
            field=models.JSONField(default=dict),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("corrected_cy", ""), ("corrected_en", ""), ("number", 1)),
                    models.Q(("number", 1), _negated=True),
                    _connector="OR",
                ),
                name="a_first_publication_corrects_nothing",
            ),
        ),
    ]
