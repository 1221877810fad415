"""Keys of members and teams, and who may recover one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("vault", "0001_initial"),
        ("vault", "0002_members_and_teams"),
        ("vault", "0003_key_pairs_become_first_generations"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Member",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("public_key", models.BinaryField()),
                ("is_recovery", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Wrap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("password", "password"), ("passkey", "passkey")],
                        max_length=10,
                    ),
                ),
                ("label", models.CharField(blank=True, max_length=200)),
                ("salt", models.BinaryField()),
                ("operations", models.PositiveIntegerField()),
                ("memory", models.PositiveBigIntegerField()),
                ("wrapped_key", models.BinaryField()),
                ("created_at", models.DateTimeField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wraps",
                        to="vault.member",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("member", "kind", "label"),
                        name="one_wrap_for_each_way_in",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["password", "passkey"])),
                        name="wrap_kind_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField()),
                ("set_up_at", models.DateTimeField(null=True)),
                ("set_up_by", models.UUIDField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Generation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("public_key", models.BinaryField()),
                ("server_wrapped", models.BinaryField(null=True)),
                ("opens_first_version", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField()),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="generations",
                        to="vault.team",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("team", "number"),
                        name="generations_of_a_team_are_numbered",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("member_id", models.UUIDField()),
                ("asked_at", models.DateTimeField()),
                ("admitted_at", models.DateTimeField(null=True)),
                ("admitted_by", models.UUIDField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.UUIDField(null=True)),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="vault.team",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("team", "member_id"),
                        name="somebody_is_in_a_team_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MemberKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("sealed_key", models.BinaryField()),
                (
                    "generation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="member_keys",
                        to="vault.generation",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="team_keys",
                        to="vault.member",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("member", "generation"), name="a_member_has_a_key_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RecordKey",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("record_id", models.UUIDField()),
                ("slot", models.CharField(max_length=130)),
                ("sealed_key", models.BinaryField()),
                (
                    "generation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="record_keys",
                        to="vault.generation",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.team",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record_id", "slot", "team"),
                        name="a_team_has_one_key_to_a_value",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Rewrap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("total", models.PositiveIntegerField()),
                ("done", models.PositiveIntegerField(default=0)),
                ("broken", models.PositiveIntegerField(default=0)),
                ("handed", models.BinaryField(null=True)),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "generation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rewraps",
                        to="vault.generation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("generation",),
                        name="a_generation_is_rewrapped_once_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Helper",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(
                        default=1, primary_key=True, serialize=False
                    ),
                ),
                ("wrapped_public_key", models.BinaryField()),
                ("announced_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Recovery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("threshold", models.PositiveSmallIntegerField()),
                ("created_by", models.UUIDField()),
                ("created_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.member",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recoveries",
                        to="vault.team",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("team",),
                        name="a_team_has_one_recovery",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ShareHolder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("person_id", models.UUIDField()),
                ("organisation_id", models.UUIDField()),
                (
                    "recovery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holders",
                        to="vault.recovery",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recovery", "person_id"),
                        name="one_share_for_each_holder",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RecoveryUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("used_by", models.UUIDField()),
                ("used_at", models.DateTimeField()),
                ("is_done", models.BooleanField()),
                (
                    "recovery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="vault.recovery",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RecoveryNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("person_id", models.UUIDField(db_index=True)),
                ("seen_at", models.DateTimeField(null=True)),
                (
                    "use",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="vault.recoveryuse",
                    ),
                ),
            ],
        ),
    ]
