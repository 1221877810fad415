"""An investigation has as many origins as it came from; requests name their record."""

from django.db import migrations, models

# What came from one visit or disclosure has that as its first origin, and whoever opened
# it as its senior investigating officer.
MOVED = """
set constraints all immediate;
alter table investigations_investigation no force row level security;
alter table investigations_request no force row level security;
insert into investigations_origin
  (id, investigation_id, kind, source_id, reference, reason, brought_by_id, brought_at)
select gen_random_uuid(), i.id, 'visit', i.visit_id, '', '', i.opened_by_id, i.opened_at
  from investigations_investigation i where i.visit_id is not null
union all
select gen_random_uuid(), i.id, 'disclosure', i.disclosure_id, '', '', i.opened_by_id,
       i.opened_at
  from investigations_investigation i where i.disclosure_id is not null;
insert into investigations_post
  (id, investigation_id, person_id, function, is_sterile, began_at, given_by_id)
select gen_random_uuid(), i.id, i.opened_by_id, 'sio', false, i.opened_at, i.opened_by_id
  from investigations_investigation i;
update investigations_investigation
   set law_as_at = (opened_at at time zone 'Europe/London')::date;
update investigations_request set kind = 'visit', source_id = visit_id;
alter table investigations_investigation force row level security;
alter table investigations_request force row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("investigations", "0003_record")]

    operations = [
        migrations.RunSQL(MOVED, migrations.RunSQL.noop),
        migrations.RemoveConstraint(
            model_name="investigation",
            name="an_investigation_has_one_origin",
        ),
        migrations.RemoveConstraint(
            model_name="request",
            name="requests_of_one_person_are_counted",
        ),
        migrations.RemoveField(
            model_name="investigation",
            name="disclosure_id",
        ),
        migrations.RemoveField(
            model_name="investigation",
            name="visit",
        ),
        migrations.RemoveField(
            model_name="request",
            name="visit",
        ),
        migrations.AlterField(
            model_name="investigation",
            name="law_as_at",
            field=models.DateField(),
        ),
        migrations.AlterField(
            model_name="request",
            name="kind",
            field=models.CharField(
                choices=[("visit", "A visit"), ("intelligence", "Intelligence")],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="request",
            name="source_id",
            field=models.UUIDField(),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["visit", "intelligence"])),
                name="request_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.UniqueConstraint(
                fields=("kind", "source_id", "organisation", "asked_by", "turn"),
                name="requests_of_one_person_are_counted",
            ),
        ),
    ]
