"""Events say why and on which basis, lie in a table of their month, and are sealed."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import unhidden.access.records
from django.db import migrations, models


# The database itself refuses to change or delete an event, even for the owner.
REFUSAL = """
create function audit_event_is_final() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'an audit event is never changed or deleted';
end
$$;
"""

# Django makes no partitioned tables. The tables of the months are made by the wall's
# wall.make_months; what belongs to no month that has one lies with the rest.
EVENTS = """
create schema audit;
create table audit_event (
  id uuid not null,
  recorded_at timestamptz not null,
  at timestamptz not null,
  name varchar(80) not null,
  verb varchar(20) not null,
  is_refused boolean not null,
  subject_kind varchar(80) not null,
  subject_id uuid,
  person_id uuid,
  organisation_id uuid,
  engagement_id uuid,
  role varchar(40) not null,
  purpose varchar(40) not null,
  basis varchar(20) not null,
  process varchar(60) not null,
  detail jsonb not null,
  justification varchar(500) not null,
  recipients uuid[] not null,
  shown uuid[] not null,
  categories varchar(20)[] not null,
  query_hash varchar(64) not null,
  request_id uuid,
  constraint event_verb_is_known check (verb in (
    'collection', 'alteration', 'consultation', 'disclosure', 'combination', 'erasure')),
  constraint audit_event_pkey primary key (id, recorded_at)
) partition by range (recorded_at);
create index audit_of_a_subject on audit_event (subject_id, at);
create index audit_of_what_was_shown on audit_event using gin (shown)
where not shown = '{}';
create trigger audit_event_is_final before update or delete on audit_event
for each row execute function audit_event_is_final();
create trigger audit_event_is_not_emptied before truncate on audit_event
execute function audit_event_is_final();

create table audit.event_rest partition of audit_event default;
create trigger audit_event_is_not_emptied before truncate on audit.event_rest
execute function audit_event_is_final();
alter table audit.event_rest enable row level security;
alter table audit.event_rest force row level security;
"""

FINAL = """
create trigger audit_leaf_is_final before update or delete on audit_leaf
for each row execute function audit_event_is_final();
create trigger audit_leaf_is_not_emptied before truncate on audit_leaf
execute function audit_event_is_final();
create trigger audit_checkpoint_is_final before update or delete on audit_checkpoint
for each row execute function audit_event_is_final();
create trigger audit_checkpoint_is_not_emptied before truncate on audit_checkpoint
execute function audit_event_is_final();
"""


class Migration(migrations.Migration):
    replaces = [
        ("audit", "0001_initial"),
        ("audit", "0002_events_are_never_changed"),
        ("audit", "0003_events_carry_the_laws_verbs"),
        ("audit", "0004_sealed_and_by_month"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL([REFUSAL, EVENTS])],
            [
                migrations.CreateModel(
                    name="Event",
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
                        ("recorded_at", models.DateTimeField()),
                        ("at", models.DateTimeField()),
                        ("name", models.CharField(max_length=80)),
                        (
                            "verb",
                            models.CharField(
                                choices=[
                                    ("collection", "Collection"),
                                    ("alteration", "Alteration"),
                                    ("consultation", "Consultation"),
                                    ("disclosure", "Disclosure"),
                                    ("combination", "Combination"),
                                    ("erasure", "Erasure"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("is_refused", models.BooleanField(default=False)),
                        ("subject_kind", models.CharField(max_length=80)),
                        ("subject_id", models.UUIDField(null=True)),
                        ("person_id", models.UUIDField(null=True)),
                        ("organisation_id", models.UUIDField(null=True)),
                        ("engagement_id", models.UUIDField(null=True)),
                        ("role", models.CharField(blank=True, max_length=40)),
                        ("purpose", models.CharField(blank=True, max_length=40)),
                        ("basis", models.CharField(blank=True, max_length=20)),
                        ("process", models.CharField(max_length=60)),
                        ("detail", models.JSONField(default=dict)),
                        ("justification", models.CharField(blank=True, max_length=500)),
                        (
                            "recipients",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.UUIDField(), default=list, size=None
                            ),
                        ),
                        (
                            "shown",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.UUIDField(), default=list, size=None
                            ),
                        ),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20),
                                default=list,
                                size=None,
                            ),
                        ),
                        ("query_hash", models.CharField(blank=True, max_length=64)),
                        ("request_id", models.UUIDField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["subject_id", "at"], name="audit_of_a_subject"
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                condition=models.Q(("shown", []), _negated=True),
                                fields=["shown"],
                                name="audit_of_what_was_shown",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "verb__in",
                                        [
                                            "collection",
                                            "alteration",
                                            "consultation",
                                            "disclosure",
                                            "combination",
                                            "erasure",
                                        ],
                                    )
                                ),
                                name="event_verb_is_known",
                            )
                        ],
                    },
                ),
            ],
        ),
        migrations.CreateModel(
            name="Waiting",
            fields=[
                ("event_id", models.UUIDField(primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Leaf",
            fields=[
                ("event_id", models.UUIDField(primary_key=True, serialize=False)),
                ("checkpoint", models.PositiveIntegerField()),
                ("position", models.PositiveIntegerField()),
                ("hash", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("checkpoint", "position"),
                        name="a_place_holds_one_event",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                (
                    "number",
                    models.PositiveIntegerField(primary_key=True, serialize=False),
                ),
                ("statement", models.TextField()),
                ("signature", models.BinaryField()),
                ("public_key", models.BinaryField()),
            ],
        ),
        migrations.RunSQL(FINAL),
    ]
