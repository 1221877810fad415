"""The catalogue of signs."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("signs", "0001_initial"),
        ("signs", "0002_public_sees_public_signs"),
        ("signs", "0003_explained_to_the_public"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Section",
            fields=[
                (
                    "code",
                    models.CharField(max_length=40, primary_key=True, serialize=False),
                ),
                ("name_en", models.CharField(max_length=120)),
                ("name_cy", models.CharField(max_length=120)),
                ("intro_en", models.TextField()),
                ("intro_cy", models.TextField()),
                ("position", models.PositiveSmallIntegerField()),
                ("is_public", models.BooleanField()),
            ],
        ),
        migrations.CreateModel(
            name="Sign",
            fields=[
                (
                    "code",
                    models.CharField(max_length=60, primary_key=True, serialize=False),
                ),
                ("phrase_en", models.CharField(max_length=200)),
                ("phrase_cy", models.CharField(max_length=200)),
                ("reasoning_en", models.CharField(max_length=200)),
                ("reasoning_cy", models.CharField(max_length=200)),
                ("is_public", models.BooleanField()),
                ("is_trained", models.BooleanField()),
                (
                    "weight",
                    models.CharField(
                        choices=[
                            ("strong", "Strong"),
                            ("medium", "Medium"),
                            ("weak", "Weak"),
                        ],
                        max_length=10,
                    ),
                ),
                ("ilo", models.CharField(max_length=10)),
                ("delphi", models.CharField(max_length=10)),
                ("catalogue_version", models.PositiveSmallIntegerField()),
                ("position", models.PositiveSmallIntegerField()),
                ("is_current", models.BooleanField(default=True)),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="signs.section"
                    ),
                ),
                ("may_mean_cy", models.CharField(blank=True, max_length=200)),
                ("may_mean_en", models.CharField(blank=True, max_length=200)),
                ("or_else_cy", models.CharField(blank=True, max_length=200)),
                ("or_else_en", models.CharField(blank=True, max_length=200)),
                ("pictogram", models.CharField(blank=True, max_length=20)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("weight__in", ["strong", "medium", "weak"])
                        ),
                        name="sign_weight_is_known",
                    )
                ],
            },
        ),
    ]
