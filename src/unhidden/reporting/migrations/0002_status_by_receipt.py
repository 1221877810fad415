"""The status of a report for whoever has its receipt words, and nothing besides.

The public site's role may add reports and read none. This function, which runs with
its owner's rights, answers one question: the status that belongs to one digest.
"""

from django.db import migrations

FORWARD = """
create function reporting_status_of(digest text) returns text
language sql stable strict security definer
set search_path = pg_catalog, pg_temp
as $$
  select report.status::text from public.reporting_report as report
   where report.receipt_digest = reporting_status_of.digest
$$;
revoke all on function reporting_status_of(text) from public;
grant execute on function reporting_status_of(text)
   to unhidden_public, unhidden_staff;
"""
BACKWARD = "drop function reporting_status_of(text);"


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
