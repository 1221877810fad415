"""What is ended names who ended it; what is brought in was read by who brings it."""

from django.db import migrations, models

_ENDS = (
    ("chronologyevent", "withdrawn_at", "withdrawn_by", "an_event_is_withdrawn"),
    ("investigationpartner", "until_on", "ended_by", "a_partner_is_ended"),
    ("orderreference", "ended_on", "ended_by", "an_order_is_ended"),
    ("retentionhold", "ended_at", "ended_by", "a_hold_is_ended"),
    ("subjectlink", "withdrawn_at", "withdrawn_by", "a_link_is_withdrawn"),
)
# Each function's words stand in sql/, which takes their place.
_TRIGGERS = "".join(
    f"""
create function {name}() returns trigger language plpgsql
as $$ begin return new; end $$;
create trigger {name} before {when} on {table}
for each row execute function {name}();
-- Whatever a session is set to.
alter table {table} enable always trigger {name};
"""
    for table, when, name in (
        ("investigations_origin", "insert", "investigations_origin_is_read"),
        (
            "investigations_investigatedperson",
            "insert",
            "investigations_investigatedperson_is_found",
        ),
        (
            "investigations_retentionhold",
            "update",
            "investigations_retentionhold_is_ended",
        ),
    )
)


class Migration(migrations.Migration):
    dependencies = [
        ("investigations", "0012_signing"),
    ]

    operations = [
        *(
            migrations.AddConstraint(
                model_name=model,
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q((f"{at}__isnull", True), (f"{by}__isnull", True)),
                        models.Q((f"{at}__isnull", False), (f"{by}__isnull", False)),
                        _connector="OR",
                    ),
                    name=f"{name}_by_somebody",
                ),
            )
            for model, at, by, name in _ENDS
        ),
        migrations.RunSQL(_TRIGGERS, migrations.RunSQL.noop),
    ]
