from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def _person() -> Any:
    return models.ForeignKey(
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


class Migration(migrations.Migration):
    """Whoever was engaged before counts as approved now.

    By the default of the new column: the owner meets no row here, and could update
    none (access.md §4.4, 7).
    """

    dependencies = [
        ("agencies", "0003_support_manager"),
    ]

    operations = [
        migrations.AddField(
            model_name="credential",
            name="must_change",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="engagement",
            name="asked_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="engagement",
            name="approved_at",
            field=models.DateTimeField(null=True, default=django.utils.timezone.now),
        ),
        migrations.AlterField(
            model_name="engagement",
            name="approved_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="engagement",
            name="asked_by",
            field=_person(),
        ),
        migrations.AddField(
            model_name="engagement",
            name="ended_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="engagement",
            name="ended_by",
            field=_person(),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("to_on__isnull", True),
                    ("to_on__gte", models.F("from_on")),
                    _connector="OR",
                ),
                name="engagement_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.CheckConstraint(
                condition=models.Q(("asked_by", models.F("person")), _negated=True),
                name="nobody_asks_for_their_own_engagement",
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by", models.F("asked_by")), _negated=True
                ),
                name="who_asks_for_an_engagement_does_not_approve_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    ("approved_at__isnull", False),
                    _connector="OR",
                ),
                name="an_approval_has_its_moment",
            ),
        ),
    ]
