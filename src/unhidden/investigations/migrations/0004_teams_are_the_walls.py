"""The team of an investigation moves to the grants, which the row policies read."""

from django.db import migrations

COPY = """
insert into access_grant (id, domain, record_id, person_id, basis, team_role,
                          categories, granted_by, reason, from_at, ended_at)
select id, 'investigation', investigation_id, person_id, 'team',
       case when is_lead then 'lead' else 'worker' end,
       '{}', granted_by_id, '', from_at, ended_at
  from investigations_investigationmember
"""


class Migration(migrations.Migration):
    dependencies = [
        ("investigations", "0003_sensitivity"),
        ("access", "0001_grants_and_exclusions"),
    ]
    operations = [
        migrations.RunSQL(COPY, migrations.RunSQL.noop),
        migrations.DeleteModel("InvestigationMember"),
    ]
