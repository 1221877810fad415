"""Result sheets, publications, and disclosures about survivors."""

import django.db.models.deletion
import unhidden.access.records
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("oversight", "0001_initial"),
        ("oversight", "0002_disclosures_name_their_basis"),
    ]

    initial = True

    dependencies = [
        ("agencies", "__first__"),
        ("investigations", "0001_tables"),
        ("operations", "0001_tables"),
        ("safeguarding", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="ResultSheet",
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
                ("version", models.PositiveSmallIntegerField()),
                ("figures", models.JSONField()),
                ("computed_at", models.DateTimeField()),
                (
                    "computed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "operation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="operations.operation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("operation", "version"),
                        name="result_sheets_are_numbered",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExactFigure",
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
                ("code", models.CharField(max_length=60)),
                ("value", models.PositiveIntegerField()),
                ("source_en", models.CharField(max_length=300)),
                ("source_cy", models.CharField(max_length=300)),
                ("asked_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "operation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="operations.operation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("operation", "code"), name="a_figure_is_released_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", models.F("asked_by")), _negated=True
                        ),
                        name="a_release_is_approved_by_a_second_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
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
                ("slug", models.SlugField(max_length=60)),
                ("number", models.PositiveSmallIntegerField()),
                ("title_en", models.CharField(max_length=120)),
                ("title_cy", models.CharField(max_length=120)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("lead_en", models.CharField(max_length=120)),
                ("lead_cy", models.CharField(max_length=120)),
                ("partners_en", models.JSONField()),
                ("partners_cy", models.JSONField()),
                ("figures", models.JSONField()),
                ("statement_en", models.TextField()),
                ("statement_cy", models.TextField()),
                ("is_synthetic", models.BooleanField()),
                ("published_on", models.DateField()),
                ("withdrawn_on", models.DateField(null=True)),
                ("withdrawn_because_en", models.CharField(blank=True, max_length=300)),
                ("withdrawn_because_cy", models.CharField(blank=True, max_length=300)),
                (
                    "approved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "operation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="operations.operation",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="oversight.resultsheet",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("slug", "number"),
                        name="publications_of_a_week_are_numbered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", models.F("published_by")), _negated=True
                        ),
                        name="two_people_publish",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Approval",
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
                ("approved_at", models.DateTimeField()),
                (
                    "approved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sheet",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="oversight.resultsheet",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Disclosure",
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
                ("consent_id", models.UUIDField(null=True)),
                ("what", models.TextField()),
                ("lawful_basis", models.CharField(blank=True, max_length=200)),
                ("disclosed_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="safeguarding.case",
                    ),
                ),
                (
                    "disclosed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "investigation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="investigations.investigation",
                    ),
                ),
                (
                    "authorised_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            (
                                "cda_1998_115",
                                "Crime and Disorder Act 1998, section 115",
                            ),
                            ("msa_2015_52", "Modern Slavery Act 2015, section 52"),
                            (
                                "sswba_2014",
                                "Social Services and Well-being (Wales) Act 2014",
                            ),
                            ("dea_2017", "Digital Economy Act 2017"),
                            ("consent", "Consent of the person"),
                            ("other", "Another law, named below"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "knowledge",
                    models.CharField(
                        choices=[
                            ("agreed", "They were told, and agreed"),
                            ("told", "They were told, and did not agree"),
                            ("not_told", "They were not told"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "basis__in",
                                [
                                    "cda_1998_115",
                                    "msa_2015_52",
                                    "sswba_2014",
                                    "dea_2017",
                                    "consent",
                                    "other",
                                ],
                            )
                        ),
                        name="disclosure_basis_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("authorised_by__isnull", True),
                                ("consent_id__isnull", False),
                                ("knowledge", "agreed"),
                            ),
                            models.Q(
                                ("authorised_by__isnull", False),
                                ("consent_id__isnull", True),
                                ("knowledge__in", ["told", "not_told"]),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_disclosure_rests_on_consent_or_on_an_authorised_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("authorised_by", models.F("disclosed_by")), _negated=True
                        ),
                        name="nobody_authorises_their_own_disclosure",
                    ),
                ],
            },
        ),
    ]
