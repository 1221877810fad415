"""Say which organisations must notify: those of the kinds that the law names."""

import django.db.models.deletion
import unhidden.access.records
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def fill(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Bind those that there are since the law came into force."""
    with schema_editor.connection.cursor() as cursor:
        # The rules of rows bind the owner, too, while they are forced.
        cursor.execute("alter table agencies_organisation no force row level security")
        cursor.execute(
            "insert into agencies_notifyingduty (id, organisation_id, from_on)"
            " select gen_random_uuid(), id, '2015-11-01' from agencies_organisation"
            " where kind in ('police', 'council', 'law_enforcement')"
        )
        cursor.execute("alter table agencies_organisation force row level security")


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0004_times_signed_out"),
    ]

    operations = [
        migrations.CreateModel(
            name="NotifyingDuty",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=unhidden.access.records.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="agencies.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="a_notifying_duty_ends_after_it_begins",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("to_on__isnull", True)),
                        fields=("organisation",),
                        name="an_organisation_has_one_duty_at_a_time",
                    ),
                ],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
