"""What is signed has its lines, leaves nothing out, and follows what was before."""

from django.db import migrations


# Each function's words stand in sql/, which takes their place.
_TRIGGERS = "".join(
    f"""
create function {name}() returns trigger language plpgsql
as $$ begin return new; end $$;
create trigger {name} before insert on {table}
for each row execute function {name}();
-- Whatever a session is set to.
alter table {table} enable always trigger {name};
"""
    for table, name in (
        ("investigations_material", "investigations_material_enters"),
        (
            "investigations_materialdescription",
            "investigations_materialdescription_follows",
        ),
        (
            "investigations_sensitivedescription",
            "investigations_sensitivedescription_follows",
        ),
        ("investigations_presumedanswer", "investigations_presumedanswer_follows"),
        (
            "investigations_scheduleline",
            "investigations_scheduleline_is_unsigned",
        ),
        (
            "investigations_sensitiveline",
            "investigations_sensitiveline_is_unsigned",
        ),
        ("investigations_schedule", "investigations_schedule_has_its_lines"),
        ("investigations_schedule", "investigations_schedule_leaves_nothing"),
    )
)
# A decision follows the one before it on every axis, not on one alone.
_EVERY_AXIS = """
drop trigger investigations_materialdecision_follows
  on investigations_materialdecision;
create trigger investigations_materialdecision_follows
before insert on investigations_materialdecision
for each row execute function investigations_materialdecision_follows();
alter table investigations_materialdecision
  enable always trigger investigations_materialdecision_follows;
-- Lines come before the version that counts them.
drop trigger investigations_scheduleline_is_counted on investigations_scheduleline;
drop function investigations_scheduleline_is_counted();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("investigations", "0011_archives_along"),
    ]

    operations = [
        migrations.RunSQL(_TRIGGERS + _EVERY_AXIS, migrations.RunSQL.noop),
    ]
