"""Passwords and codes that are good for once; factors that two have removed."""

import django.db.models.deletion
import unhidden.access.records
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_whose_keys"),
    ]

    operations = [
        migrations.CreateModel(
            name="EnrolmentCode",
            fields=[
                ("person_id", models.UUIDField(primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=128)),
                ("given_by_id", models.UUIDField()),
                ("lapses_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="credential",
            name="given_by_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="credential",
            name="lapses_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="credential",
            name="used_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="FactorReset",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=unhidden.access.records.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="agencies.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("asked_by", models.F("person")), _negated=True
                        ),
                        name="nobody_asks_for_a_reset_of_their_own_factors",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by", models.F("person")), _negated=True
                        ),
                        name="nobody_confirms_a_reset_of_their_own_factors",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by", models.F("asked_by")), _negated=True
                        ),
                        name="who_asks_for_a_factor_reset_does_not_confirm_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmed_at__isnull", True),
                                ("confirmed_by__isnull", True),
                            ),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("confirmed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_confirmation_has_a_person_and_a_moment",
                    ),
                ],
            },
        ),
    ]
