"""The database itself refuses to change or delete an event, even for the owner."""

from django.db import migrations

FORWARD = """
create function audit_event_is_final() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'an audit event is never changed or deleted';
end
$$;
create trigger audit_event_is_final before update or delete on audit_event
for each row execute function audit_event_is_final();
"""
BACKWARD = """
drop trigger audit_event_is_final on audit_event;
drop function audit_event_is_final();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
