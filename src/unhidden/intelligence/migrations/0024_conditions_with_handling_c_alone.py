"""Only handling C has conditions: whoever wrote some under P meant C."""

from django.conf import settings
from django.db import migrations, models


# Who owns the tables sees their rows only while these are not guarded from them, too.
MEANT = """
alter table intelligence_item no force row level security;
alter table intelligence_grading no force row level security;
update intelligence_item set handling = 'C'
 where handling = 'P' and conditions <> '';
update intelligence_grading set handling = 'C'
 where handling = 'P' and conditions <> '';
alter table intelligence_item force row level security;
alter table intelligence_grading force row level security;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("intelligence", "0023_decided_again"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="grading",
            name="new_handling_c_names_at_least_one_condition",
        ),
        migrations.RemoveConstraint(
            model_name="item",
            name="handling_c_names_at_least_one_condition",
        ),
        migrations.RunSQL(MEANT, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="grading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("conditions", ""), ("handling", "P")),
                    models.Q(
                        models.Q(("conditions", ""), _negated=True), ("handling", "C")
                    ),
                    _connector="OR",
                ),
                name="new_conditions_stand_with_handling_c_alone",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("conditions", ""), ("handling", "P")),
                    models.Q(
                        models.Q(("conditions", ""), _negated=True), ("handling", "C")
                    ),
                    _connector="OR",
                ),
                name="conditions_stand_with_handling_c_alone",
            ),
        ),
    ]
