"""What was told in confidence, and photos."""

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import unhidden.access.records
import unhidden.vault.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("field", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="InnerEnvelope",
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
                ("sealed_as", models.UUIDField()),
                ("account_id", models.UUIDField(db_index=True)),
                ("planned_named", models.UUIDField(null=True)),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("disclosure", "What somebody disclosed"),
                            ("private_talk", "A private talk"),
                            ("name", "A name"),
                            ("safe_contact", "A safe way to reach somebody"),
                            ("note", "A note in confidence"),
                            ("unfinished", "What a draft held that was not finished"),
                        ],
                        max_length=20,
                    ),
                ),
                ("team_id", models.UUIDField()),
                (
                    "content_sealed",
                    unhidden.vault.fields.SealedField(category="narrative"),
                ),
                ("landed_at", models.DateTimeField()),
                ("handed_case_id", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "what__in",
                                [
                                    "disclosure",
                                    "private_talk",
                                    "name",
                                    "safe_contact",
                                    "note",
                                    "unfinished",
                                ],
                            )
                        ),
                        name="inner_matter_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("account_id", "sealed_as"),
                        name="an_envelope_is_kept_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VisitPhoto",
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
                ("account_id", models.UUIDField(db_index=True)),
                ("sha256", models.BinaryField()),
                ("bytes", models.PositiveBigIntegerField()),
                ("mime", models.CharField(max_length=60)),
                ("is_of_people", models.BooleanField()),
                ("copy_pieces", models.PositiveSmallIntegerField()),
                ("original_pieces", models.PositiveSmallIntegerField()),
                ("copy_team", models.UUIDField(null=True)),
                ("original_team", models.UUIDField()),
                ("complete_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "field_photo",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("copy_pieces", 0),
                            ("copy_team__isnull", False),
                            _connector="OR",
                        ),
                        name="a_copy_is_sealed_to_a_team",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PhotoCopy",
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
                ("media_type", models.CharField(blank=True, max_length=60)),
                ("content", models.BinaryField()),
                (
                    "photo",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copy",
                        to="field.visitphoto",
                    ),
                ),
            ],
            options={
                "db_table": "field_photocopy",
                "constraints": [
                    models.CheckConstraint(
                        condition=django.db.models.lookups.LessThanOrEqual(
                            django.db.models.functions.text.Length("content"), 300000
                        ),
                        name="a_copy_is_small",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PhotoPiece",
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
                ("is_original", models.BooleanField()),
                ("number", models.PositiveSmallIntegerField()),
                ("sealed", models.BinaryField()),
                (
                    "photo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pieces",
                        to="field.visitphoto",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("photo", "is_original", "number"),
                        name="pieces_of_a_photo_are_numbered",
                    )
                ],
            },
        ),
    ]
