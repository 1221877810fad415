"""The team of a case moves to the grants, which the row policies read."""

from django.db import migrations

COPY = """
insert into access_grant (id, domain, record_id, person_id, basis, team_role,
                          categories, granted_by, reason, from_at, ended_at)
select id, 'safeguarding_case', case_id, person_id, 'team', role,
       '{}', granted_by_id, '', from_at, ended_at
  from safeguarding_casemember
"""


class Migration(migrations.Migration):
    dependencies = [
        ("safeguarding", "0003_sensitivity"),
        ("access", "0001_grants_and_exclusions"),
    ]
    operations = [
        migrations.RunSQL(COPY, migrations.RunSQL.noop),
        migrations.DeleteModel("CaseMember"),
    ]
