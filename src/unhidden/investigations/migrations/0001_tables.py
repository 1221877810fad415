"""Investigations, and the running number of their URNs."""

import django.db.models.deletion
import unhidden.access.records
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("investigations", "0001_initial"),
        ("investigations", "0002_urn_numbers"),
        ("investigations", "0003_sensitivity"),
        ("investigations", "0004_teams_are_the_walls"),
    ]

    initial = True

    dependencies = [
        ("agencies", "0001_tables"),
        ("agencies", "__first__"),
        ("visits", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Investigation",
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
                ("urn", models.CharField(max_length=30, unique=True)),
                ("title", models.CharField(max_length=200)),
                ("grounds", models.TextField()),
                ("disclosure_id", models.UUIDField(null=True, unique=True)),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("closed", "Closed")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
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
                    "visit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="visits.visit",
                    ),
                ),
                ("is_restricted", models.BooleanField(default=False)),
                ("sensitivity", models.PositiveSmallIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["open", "closed"])),
                        name="investigation_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("visit__isnull", False),
                            ("disclosure_id__isnull", False),
                            _connector="XOR",
                        ),
                        name="an_investigation_has_one_origin",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "create sequence investigations_urn", "drop sequence investigations_urn"
        ),
    ]
