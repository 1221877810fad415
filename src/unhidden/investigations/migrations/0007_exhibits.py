"""Exhibits leave custody by two people."""

import django.db.models.deletion
import unhidden.access.records
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("investigations", "0006_archives"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ExhibitLeaving",
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
                ("after_turn", models.PositiveIntegerField()),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("seized", "Taken into custody"),
                            ("stored", "Stored"),
                            ("handed_on", "Handed on"),
                            ("opened", "Opened"),
                            ("resealed", "Sealed again"),
                            ("examined", "Sent for examination"),
                            ("court", "Taken to court"),
                            ("returned", "Returned to its owner"),
                            ("destroyed", "Destroyed"),
                            ("lost", "Lost"),
                            ("found_again", "Where it is now, after a gap"),
                        ],
                        max_length=20,
                    ),
                ),
                ("to_holder", models.CharField(max_length=120)),
                ("authority", models.CharField(max_length=200)),
                ("asked_at", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "exhibit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leavings",
                        to="investigations.exhibit",
                    ),
                ),
                (
                    "investigation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="investigations.investigation",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="exhibitmove",
            name="leaving",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="move",
                to="investigations.exhibitleaving",
            ),
        ),
        migrations.AddConstraint(
            model_name="exhibitleaving",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("purpose__in", ("returned", "destroyed")),
                    models.Q(("authority", ""), _negated=True),
                ),
                name="a_leaving_is_asked_by_an_authority",
            ),
        ),
    ]
