"""Unused material: blocks, what a certificate is about, and what follows what."""

import django.db.models.deletion
from django.db import migrations, models


# Each function's words stand in sql/, which takes their place.
_TRIGGERS = "".join(
    f"""
create function {name}() returns trigger language plpgsql
as $$ begin return new; end $$;
create trigger {name} before insert on {table}
for each row {condition} execute function {name}();
-- Whatever a session is set to.
alter table {table} enable always trigger {name};
"""
    for table, name, condition in (
        (
            "investigations_materialdecision",
            "investigations_materialdecision_follows",
            "when (new.axis = 'sensitivity')",
        ),
        ("investigations_schedule", "investigations_schedule_continues", ""),
        ("investigations_scheduleline", "investigations_scheduleline_is_counted", ""),
    )
)


class Migration(migrations.Migration):
    dependencies = [
        ("investigations", "0004_origins"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="materialdecision",
            name="material_value_is_known",
        ),
        migrations.AddField(
            model_name="materialdescription",
            name="block",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.material",
            ),
        ),
        migrations.AddField(
            model_name="schedule",
            name="state_digest",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AlterField(
            model_name="materialdecision",
            name="value",
            field=models.CharField(
                choices=[
                    ("undecided", "Undecided"),
                    ("relevant", "Relevant"),
                    ("not_relevant", "Not relevant"),
                    ("evidence", "Evidence"),
                    ("unused", "Unused"),
                    ("none_sensitive", "Not sensitive"),
                    ("sensitive", "Sensitive"),
                    ("none_asked", "Said not to be sensitive; not yet agreed"),
                    ("not_met", "Does not meet the test"),
                    ("may_meet", "May meet the test"),
                    ("presumed", "Presumed to meet it"),
                    ("not_yet", "Not yet"),
                    ("scheduled", "Scheduled"),
                    ("revealed", "Revealed"),
                    ("none", "No word yet"),
                    ("query", "A query"),
                    ("not_disclosable", "Not disclosable"),
                    ("disclose", "To be disclosed"),
                    ("disclose_redacted", "To be disclosed, redacted"),
                    ("pii_application", "Public interest immunity applied for"),
                    ("served_copy", "Copy served"),
                    ("inspection_offered", "Inspection offered"),
                    ("inspected", "Inspected"),
                    ("withheld_by_court", "Withheld by the court"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="materialdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "value__in",
                        [
                            "undecided",
                            "relevant",
                            "not_relevant",
                            "evidence",
                            "unused",
                            "none_sensitive",
                            "sensitive",
                            "none_asked",
                            "not_met",
                            "may_meet",
                            "presumed",
                            "not_yet",
                            "scheduled",
                            "revealed",
                            "none",
                            "query",
                            "not_disclosable",
                            "disclose",
                            "disclose_redacted",
                            "pii_application",
                            "served_copy",
                            "inspection_offered",
                            "inspected",
                            "withheld_by_court",
                        ],
                    )
                ),
                name="material_value_is_known",
            ),
        ),
        migrations.RunSQL(_TRIGGERS, migrations.RunSQL.noop),
    ]
