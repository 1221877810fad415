"""Devices, the keys of the landing, and what phones sent."""

import django.contrib.postgres.fields
import django.db.models.deletion
import unhidden.access.records
from django.conf import settings
from django.db import migrations, models

# Places in the order of landing; a number that is left out tells nothing.
_PLACES = "create sequence field_submission_position"

# As in sql/, which renews them.
_FINAL = """
create function field_device_is_decided_by_another()
returns trigger language plpgsql
set search_path = pg_catalog
as $$
begin
  if (new.id, new.public_key, new.person_id, new.organisation_id)
     is distinct from (old.id, old.public_key, old.person_id, old.organisation_id)
     or old.ended_at is not null and new.ended_at is distinct from old.ended_at then
    raise exception 'what a phone is, and that it was handed back, is never changed';
  end if;
  if (new.approved_by_id, new.approved_at)
     is distinct from (old.approved_by_id, old.approved_at)
     or old.lost_at is not null and new.lost_at is distinct from old.lost_at then
    if (new.person_id is distinct from wall.person()) is not true then
      raise exception 'nobody decides on a phone of their own';
    end if;
  end if;
  return new;
end
$$;
create trigger field_device_is_decided_by_another before update on field_device
  for each row execute function field_device_is_decided_by_another();
create function field_submission_is_final()
returns trigger language plpgsql
set search_path = pg_catalog
as $$
begin
  if (new.submission_id, new.digest, new.device_id, new.device_key, new.kind, new.header,
      new.signature, new.position, new.landed_at)
     is distinct from
     (old.submission_id, old.digest, old.device_id, old.device_key, old.kind, old.header,
      old.signature, old.position, old.landed_at) then
    raise exception 'what a phone sent is never changed';
  end if;
  return new;
end
$$;
create trigger field_submission_is_final before update on field_submission
  for each row execute function field_submission_is_final();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0004_times_signed_out"),
        ("operations", "0008_briefing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(_PLACES, "drop sequence field_submission_position"),
        migrations.CreateModel(
            name="ReceiptKey",
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
                ("name", models.CharField(max_length=16, unique=True)),
                ("public_key", models.BinaryField()),
                ("since", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FieldDevice",
            fields=[
                (
                    "id",
                    models.UUIDField(editable=False, primary_key=True, serialize=False),
                ),
                ("public_key", models.BinaryField()),
                ("name", models.CharField(max_length=60)),
                (
                    "unlock",
                    models.CharField(
                        choices=[
                            ("prf", "A passkey"),
                            ("words", "Four words"),
                            ("none", "Nothing: it only writes"),
                        ],
                        max_length=10,
                    ),
                ),
                ("is_persistent", models.BooleanField()),
                ("enrolled_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(null=True)),
                ("lost_at", models.DateTimeField(null=True)),
                ("lost_reason", models.CharField(blank=True, max_length=200)),
                ("ended_at", models.DateTimeField(null=True)),
                ("last_asked_at", models.DateTimeField(null=True)),
                ("waiting", models.PositiveIntegerField(default=0)),
                ("empty_since", models.DateTimeField(null=True)),
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
                    "lost_by",
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
                        related_name="+",
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
                "db_table": "field_device",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("unlock__in", ["prf", "words", "none"])),
                        name="unlock_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            models.Q(
                                ("approved_by", models.F("person")), _negated=True
                            ),
                            _connector="OR",
                        ),
                        name="a_device_is_approved_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            ("approved_at__isnull", False),
                            _connector="OR",
                        ),
                        name="who_approved_a_device_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("lost_at__isnull", True), ("lost_by__isnull", True)
                            ),
                            models.Q(
                                ("lost_at__isnull", False),
                                ("lost_by__isnull", False),
                                models.Q(("lost_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_lost_device_says_by_whom_and_how",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FieldSetting",
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
                    "devices",
                    models.CharField(
                        choices=[
                            ("off", "No phone at all"),
                            ("approved", "Phones that an administrator approved"),
                            ("personal", "Any phone, a person’s own too"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("devices__in", ["off", "approved", "personal"])
                        ),
                        name="device_rule_is_known",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="InnerReceiver",
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
                ("team_id", models.UUIDField()),
                ("named_at", models.DateTimeField()),
                (
                    "named_by",
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
                        related_name="+",
                        to="operations.operation",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("operation", "team_id"), name="a_receiver_is_named_once"
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="LandingKey",
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
                ("public_key", models.BinaryField()),
                ("closed", models.BinaryField(null=True)),
                ("from_on", models.DateField(unique=True)),
                ("until_on", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("gone_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gte", models.F("from_on"))),
                        name="a_landing_key_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed__isnull", True),
                            ("gone_at__isnull", True),
                            _connector="XOR",
                        ),
                        name="a_landing_key_that_is_gone_says_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LandedPart",
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
                ("submission_id", models.UUIDField()),
                ("digest", models.BinaryField()),
                ("sealed", models.BinaryField(null=True)),
                ("bytes", models.PositiveIntegerField()),
                ("device_id", models.UUIDField()),
                ("is_known", models.BooleanField()),
                ("landed_at", models.DateTimeField()),
                ("moved_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "field_part",
                "indexes": [
                    models.Index(fields=["device_id"], name="parts_of_a_device"),
                    models.Index(
                        condition=models.Q(("is_known", False)),
                        fields=["landed_at"],
                        name="parts_of_unknown_devices",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("submission_id", "digest"), name="a_part_lands_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("bytes__range", (1, 262400))),
                        name="a_part_is_no_larger_than_a_piece",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sealed__isnull", True),
                            ("moved_at__isnull", True),
                            _connector="XOR",
                        ),
                        name="a_part_is_there_or_was_moved",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LandedSubmission",
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
                ("submission_id", models.UUIDField()),
                ("digest", models.BinaryField()),
                ("planned_named", models.UUIDField(null=True)),
                ("device_id", models.UUIDField()),
                ("device_key", models.BinaryField()),
                ("author_id", models.UUIDField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("account", "account"),
                            ("unfinished", "unfinished"),
                            ("addendum", "addendum"),
                            ("correction", "correction"),
                            ("state", "state"),
                            ("alarm", "alarm"),
                        ],
                        max_length=10,
                    ),
                ),
                ("header", models.BinaryField()),
                ("signature", models.BinaryField()),
                ("is_known", models.BooleanField()),
                (
                    "position",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("field_submission_position"),
                            function="nextval",
                        ),
                        editable=False,
                        unique=True,
                    ),
                ),
                ("landed_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("landed", "landed"),
                            ("applied", "applied"),
                            ("waits", "waits"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=40)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("next_try_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "field_submission",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "landed")),
                        fields=["landed_at"],
                        name="submissions_to_apply",
                    ),
                    models.Index(fields=["device_id"], name="submissions_of_a_device"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("submission_id", "digest"),
                        name="a_submission_lands_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "account",
                                    "unfinished",
                                    "addendum",
                                    "correction",
                                    "state",
                                    "alarm",
                                ],
                            )
                        ),
                        name="submission_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["landed", "applied", "waits"])
                        ),
                        name="submission_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "waits"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="what_waits_of_the_landing_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeviceTaking",
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
                ("shift_id", models.UUIDField()),
                ("on", models.DateField()),
                (
                    "planned_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), size=None
                    ),
                ),
                ("readable_until", models.DateTimeField()),
                ("taken_at", models.DateTimeField()),
                ("gone_at", models.DateTimeField(null=True)),
                (
                    "device",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="takings",
                        to="field.fielddevice",
                    ),
                ),
                (
                    "landing_key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="field.landingkey",
                    ),
                ),
            ],
            options={
                "db_table": "field_taking",
            },
        ),
        migrations.RunSQL(_FINAL, migrations.RunSQL.noop),
    ]
