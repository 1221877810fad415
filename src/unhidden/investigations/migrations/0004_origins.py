"""An investigation has as many origins as it came from; requests name their record."""

from django.db import migrations, models

# What came from one visit or disclosure has that as its first origin; whoever leads it
# now is its senior investigating officer, or who opened it where nobody leads it; and
# whoever works on it is one of its investigators.
MOVED = """
set constraints all immediate;
alter table investigations_investigation no force row level security;
alter table investigations_request no force row level security;
alter table access_grant no force row level security;
insert into investigations_origin
  (id, investigation_id, kind, source_id, reference, reason, brought_by_id, brought_at)
select gen_random_uuid(), i.id, 'visit', i.visit_id, '', '', i.opened_by_id, i.opened_at
  from investigations_investigation i where i.visit_id is not null
union all
select gen_random_uuid(), i.id, 'disclosure', i.disclosure_id, '', '', i.opened_by_id,
       i.opened_at
  from investigations_investigation i where i.disclosure_id is not null;
with team as (
  select distinct on (g.record_id, g.person_id)
         g.record_id, g.person_id, g.team_role, g.from_at,
         case when p.id is not null then g.granted_by else g.person_id end as given_by
    from access_grant g left join agencies_person p on p.id = g.granted_by
   where g.domain = 'investigation' and g.basis = 'team' and g.person_id is not null
     and g.ended_at is null and (g.until_at is null or g.until_at > now())
   order by g.record_id, g.person_id, g.team_role <> 'lead', g.from_at
), leads as (
  select distinct on (record_id) * from team where team_role = 'lead'
   order by record_id, from_at desc, person_id
), held as (
  select i.id as record_id, coalesce(l.person_id, i.opened_by_id) as person_id,
         'sio' as function, coalesce(l.from_at, i.opened_at) as from_at,
         coalesce(l.given_by, i.opened_by_id) as given_by
    from investigations_investigation i left join leads l on l.record_id = i.id
  union all
  select t.record_id, t.person_id, 'investigator', t.from_at, t.given_by
    from team t join investigations_investigation i on i.id = t.record_id
   where t.team_role in ('lead', 'worker')
     and not exists (select from leads l
                      where l.record_id = t.record_id and l.person_id = t.person_id)
)
insert into investigations_post
  (id, investigation_id, person_id, function, is_sterile, began_at, given_by_id)
select gen_random_uuid(), record_id, person_id, function, false, from_at, given_by
  from held;
update investigations_investigation
   set law_as_at = (opened_at at time zone 'Europe/London')::date;
update investigations_request set kind = 'visit', source_id = visit_id;
alter table investigations_investigation force row level security;
alter table investigations_request force row level security;
alter table access_grant force row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0001_tables"), ("investigations", "0003_record")]

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
