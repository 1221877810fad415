"""Events say why and on which basis, lie in a table of their month, and are sealed.

A table cannot become a partitioned one: the events move into a new table, and wait
there to be sealed. When they were recorded is when they came into it, because until
now nobody but the writing process said when.
"""

from typing import Any

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

NEW_TABLE = """
alter table audit_event no force row level security;
alter table audit_event disable row level security;
alter table audit_event rename to audit_event_before;
drop index audit_of_a_subject;
alter table audit_event_before rename constraint audit_event_pkey to before_pkey;
alter table audit_event_before drop constraint event_verb_is_known;

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

CARRY_OVER = """
insert into audit_event (
  id, recorded_at, at, name, verb, is_refused, subject_kind, subject_id, person_id,
  organisation_id, role, purpose, basis, process, detail, justification, recipients,
  shown, categories, query_hash)
select id, clock_timestamp(), at, name, verb, false, subject_kind, subject_id, person_id,
       organisation_id, '', '', '', 'before', detail, justification, recipients,
       '{}', '{}', ''
  from audit_event_before;
insert into audit_waiting (event_id, recorded_at)
select id, recorded_at from audit_event;
do $$ begin
  if (select count(*) from audit_event) <> (select count(*) from audit_event_before) then
    raise exception 'not every event was carried over';
  end if;
end $$;
drop table audit_event_before;
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

_IDS = django.contrib.postgres.fields.ArrayField(
    base_field=models.UUIDField(), default=list, size=None
)
_CATEGORIES = models.CharField(max_length=20)
VERBS = [
    "collection",
    "alteration",
    "consultation",
    "disclosure",
    "combination",
    "erasure",
]
NEW_FIELDS: dict[str, "models.Field[Any, Any]"] = {
    "recorded_at": models.DateTimeField(),
    "is_refused": models.BooleanField(default=False),
    "engagement_id": models.UUIDField(null=True),
    "role": models.CharField(blank=True, max_length=40),
    "purpose": models.CharField(blank=True, max_length=40),
    "basis": models.CharField(blank=True, max_length=20),
    "process": models.CharField(max_length=60),
    "shown": _IDS,
    "categories": django.contrib.postgres.fields.ArrayField(
        base_field=_CATEGORIES, default=list, size=None
    ),
    "query_hash": models.CharField(blank=True, max_length=64),
    "request_id": models.UUIDField(null=True),
}
STATE = [
    *(migrations.AddField("event", name, field) for name, field in NEW_FIELDS.items()),
    migrations.AddIndex(
        "event",
        django.contrib.postgres.indexes.GinIndex(
            condition=~models.Q(shown=[]),
            fields=["shown"],
            name="audit_of_what_was_shown",
        ),
    ),
    migrations.AlterField("event", "subject_id", models.UUIDField(null=True)),
    migrations.AlterField(
        "event",
        "verb",
        models.CharField(
            choices=[(verb, verb.capitalize()) for verb in VERBS], max_length=20
        ),
    ),
]


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_events_carry_the_laws_verbs")]

    operations = [
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
                        fields=["checkpoint", "position"],
                        name="a_place_holds_one_event",
                    )
                ]
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
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL([NEW_TABLE, CARRY_OVER, FINAL])],
            state_operations=STATE,
        ),
    ]
