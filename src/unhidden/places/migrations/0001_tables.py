"""Councils, postcodes and premises."""

import django.db.models.deletion
import django.db.models.functions.text
import unhidden.access.records
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("places", "0001_initial"), ("places", "0002_uprn")]

    initial = True

    dependencies = [
        ("agencies", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Council",
            fields=[
                (
                    "code",
                    models.CharField(max_length=9, primary_key=True, serialize=False),
                ),
                ("name_en", models.CharField(max_length=60)),
                ("name_cy", models.CharField(max_length=60)),
                ("fhrs_code", models.CharField(max_length=4, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="Postcode",
            fields=[
                (
                    "code",
                    models.CharField(max_length=8, primary_key=True, serialize=False),
                ),
                ("eastings", models.IntegerField()),
                ("northings", models.IntegerField()),
                ("latitude", models.FloatField()),
                ("longitude", models.FloatField()),
                ("council_code", models.CharField(blank=True, max_length=9)),
                ("quality", models.SmallIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Premises",
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
                ("name", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("nail_bar", "Nail bar"),
                            ("car_wash", "Car wash"),
                            ("food_plant", "Food processing plant"),
                            ("shop", "Shop or convenience store"),
                            ("takeaway", "Takeaway or fast food"),
                            ("restaurant", "Restaurant or café"),
                            ("hotel", "Hotel or guest house"),
                            ("pub", "Pub, bar or club"),
                            ("farm", "Farm or grower"),
                            ("care", "Care setting"),
                            ("school", "School or college"),
                            ("dwelling", "House or flat"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=300)),
                ("postcode", models.CharField(blank=True, max_length=8)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("fhrs", "Food Hygiene Rating Scheme"),
                            ("desk", "Added by a colleague"),
                            ("synthetic", "Synthetic, for the demonstration"),
                        ],
                        max_length=20,
                    ),
                ),
                ("fhrs_id", models.IntegerField(null=True, unique=True)),
                ("business_id", models.CharField(blank=True, max_length=60)),
                ("business_type", models.CharField(blank=True, max_length=80)),
                ("search_text", models.TextField()),
                ("first_seen_on", models.DateField()),
                ("last_seen_on", models.DateField()),
                ("closed_on", models.DateField(null=True)),
                (
                    "council",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="places.council",
                    ),
                ),
                ("uprn", models.CharField(blank=True, max_length=12)),
            ],
            options={
                "indexes": [
                    models.Index(
                        django.db.models.functions.text.Upper("name"),
                        models.F("id"),
                        name="premises_by_name",
                    ),
                    models.Index(fields=["postcode"], name="premises_by_postcode"),
                    models.Index(
                        fields=["council", "kind"], name="premises_by_council"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "nail_bar",
                                    "car_wash",
                                    "food_plant",
                                    "shop",
                                    "takeaway",
                                    "restaurant",
                                    "hotel",
                                    "pub",
                                    "farm",
                                    "care",
                                    "school",
                                    "dwelling",
                                    "other",
                                ],
                            )
                        ),
                        name="premises_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("source__in", ["fhrs", "desk", "synthetic"])
                        ),
                        name="premises_source_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fhrs_id__isnull", False), ("source", "fhrs")),
                            models.Q(
                                models.Q(("source", "fhrs"), _negated=True),
                                ("fhrs_id__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="premises_from_fhrs_carry_its_id",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on__isnull", True),
                            ("closed_on__gte", models.F("first_seen_on")),
                            _connector="OR",
                        ),
                        name="premises_close_after_they_are_seen",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
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
                (
                    "kind",
                    models.CharField(
                        choices=[("fhrs", "Food premises"), ("postcodes", "Postcodes")],
                        max_length=20,
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("extract_on", models.DateField(null=True)),
                ("total", models.IntegerField()),
                ("added", models.IntegerField()),
                ("changed", models.IntegerField()),
                ("closed", models.IntegerField()),
                ("imported_at", models.DateTimeField()),
                (
                    "council",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="places.council",
                    ),
                ),
                (
                    "imported_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["fhrs", "postcodes"])),
                        name="import_kind_is_known",
                    )
                ],
            },
        ),
    ]
