"""Rules of clocks as rows, filled from the file that they stood in."""

import json
from pathlib import Path
from uuid import UUID, uuid5

import django.db.models.deletion
import unhidden.access.records
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_FILE = Path(__file__).parents[1] / "data" / "clock_rules.json"
#: Deadlines keep the ids that the rules had while they stood in the file.
_NAMES = UUID("6b1c4f3e-8f57-4d0c-9d6a-0c8a2c6f7d11")
_ADD = """
insert into safeguarding_clockrule
  (id, code, number, unit, count, from_on, to_on, reaches_back, owner, source, section,
   guidance, basis, written_at)
values (%s, %s, %s, %s, %s, %s, %s, false, %s, %s, %s, %s, %s, '2000-01-01')
"""


def fill(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make each rule of the file a row: nobody wrote it, and nobody has checked it."""
    rows = json.loads(_FILE.read_text(encoding="utf-8"))
    numbers: dict[str, int] = {}
    with schema_editor.connection.cursor() as cursor:
        for row in sorted(rows, key=lambda row: (row["code"], row["from_on"])):
            code = row["code"]
            numbers[code] = numbers.get(code, 0) + 1
            cursor.execute(
                _ADD,
                [
                    uuid5(_NAMES, f"{code} {row['from_on']}"),
                    *(code, numbers[code], row["unit"], row["count"]),
                    *(row["from_on"], row["to_on"], row["owner"]),
                    *(row["source_code"], row["section"], row["guidance"]),
                    row["known"],
                ],
            )


class Migration(migrations.Migration):
    dependencies = [
        ("safeguarding", "0003_survivor"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ClockRule",
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
                (
                    "code",
                    models.CharField(
                        choices=[
                            (
                                "child_la_referral",
                                "Tell the council’s children’s services",
                            ),
                            (
                                "ictg_referral",
                                "Refer to the Independent Child Trafficking Guardian",
                            ),
                            ("follow_up", "See the person again"),
                            ("dtn_due", "Duty to Notify, unless referred to the NRM"),
                            ("rg_expected", "Reasonable grounds decision expected"),
                            ("tsa_no_contact", "The support provider gets in touch"),
                            ("recovery_min_end", "Recovery period: earliest end"),
                            ("reconsideration_due", "Ask for a reconsideration"),
                            ("exit_negative", "Support ends after a negative decision"),
                            ("move_on", "Move-on support ends, unless it is extended"),
                            ("age_18_90", "Turns 18 in 90 days: begin to explain"),
                            ("age_18_30", "Turns 18 in 30 days: agree what follows"),
                            ("age_18_0", "Turns 18: ask whether they stay in the NRM"),
                            (
                                "decision_overdue_6",
                                "No conclusive grounds decision for 6 months",
                            ),
                            (
                                "decision_overdue_12",
                                "No conclusive grounds decision for 12 months",
                            ),
                            (
                                "decision_overdue_18",
                                "No conclusive grounds decision for 18 months",
                            ),
                            (
                                "ho_draft_warning",
                                "The Home Office deletes the draft in a week",
                            ),
                            ("ho_draft_expiry", "The Home Office deletes the draft"),
                            (
                                "fr_contact_stale",
                                "The First Responder has left their post",
                            ),
                        ],
                        max_length=40,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("days", "Calendar days"),
                            ("working_days", "Working days"),
                            ("months", "Months"),
                            ("hours", "Hours"),
                            ("no", "No time limit"),
                        ],
                        max_length=20,
                    ),
                ),
                ("count", models.SmallIntegerField()),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(null=True)),
                ("reaches_back", models.BooleanField(default=False)),
                (
                    "owner",
                    models.CharField(
                        choices=[
                            ("lead", "The lead of the case’s team"),
                            ("supervisor", "The supervisor of the case’s team"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("act_2015", "Modern Slavery Act 2015"),
                            ("act_2022", "Nationality and Borders Act 2022"),
                            ("regulations", "Duty to Notify Regulations 2015"),
                            ("guidance", "Statutory guidance of the Home Office"),
                            ("toolkit", "First Responder Toolkit"),
                            ("contract", "Modern Slavery Victim Care Contract"),
                            ("parliament", "An answer in Parliament"),
                            ("program", "The Home Office’s own program"),
                            ("practice", "Practice in Wales"),
                            ("ours", "Our own lead time"),
                        ],
                        max_length=20,
                    ),
                ),
                ("section", models.CharField(blank=True, max_length=10)),
                ("guidance", models.CharField(blank=True, max_length=10)),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("sourced", "Written down from its source"),
                            (
                                "general",
                                "From general knowledge: the source is still to be read",
                            ),
                            ("ours", "Our own lead time, and no law"),
                        ],
                        max_length=20,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "number"), name="one_clock_rule_of_a_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "code__in",
                                [
                                    "child_la_referral",
                                    "ictg_referral",
                                    "follow_up",
                                    "dtn_due",
                                    "rg_expected",
                                    "tsa_no_contact",
                                    "recovery_min_end",
                                    "reconsideration_due",
                                    "exit_negative",
                                    "move_on",
                                    "age_18_90",
                                    "age_18_30",
                                    "age_18_0",
                                    "decision_overdue_6",
                                    "decision_overdue_12",
                                    "decision_overdue_18",
                                    "ho_draft_warning",
                                    "ho_draft_expiry",
                                    "fr_contact_stale",
                                ],
                            )
                        ),
                        name="clock_rule_code_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "unit__in",
                                ["days", "working_days", "months", "hours", "no"],
                            )
                        ),
                        name="clock_rule_unit_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("owner__in", ["lead", "supervisor"])),
                        name="clock_rule_owner_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "source__in",
                                [
                                    "act_2015",
                                    "act_2022",
                                    "regulations",
                                    "guidance",
                                    "toolkit",
                                    "contract",
                                    "parliament",
                                    "program",
                                    "practice",
                                    "ours",
                                ],
                            )
                        ),
                        name="clock_rule_source_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["sourced", "general", "ours"])
                        ),
                        name="clock_rule_basis_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("section__regex", "^[0-9.]{0,10}$")),
                        name="clock_rule_section_is_a_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("guidance__regex", "^[0-9.]{0,10}$")),
                        name="clock_rule_guidance_is_a_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="a_clock_rule_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("count__gte", 0), ("count__lte", 3660)),
                            models.Q(
                                ("count__gte", -3660),
                                ("count__lt", 0),
                                ("unit", "days"),
                            ),
                            _connector="OR",
                        ),
                        name="a_clock_rules_length_can_be_counted",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="ClockRuleStep",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("checked", "Read against its source"),
                            ("withdrawn", "Withdrawn: it was wrong"),
                        ],
                        max_length=20,
                    ),
                ),
                ("noted_at", models.DateTimeField()),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="safeguarding.clockrule",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("rule", "kind"),
                        name="one_step_of_a_kind_of_a_clock_rule",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["checked", "withdrawn"])),
                        name="clock_rule_step_is_known",
                    ),
                ]
            },
        ),
        migrations.RemoveConstraint(
            model_name="deadlinechange",
            name="deadline_step_is_known",
        ),
        migrations.AddField(
            model_name="deadlinechange",
            name="rule_before_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AlterField(
            model_name="deadlinechange",
            name="step",
            field=models.CharField(
                choices=[
                    ("started", "Started"),
                    ("met", "Done"),
                    ("reopened", "Open again"),
                    ("recounted", "Counted by another rule"),
                    ("paused", "Stands still"),
                    ("resumed", "Goes on"),
                    ("ended", "Ended"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="deadlinechange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "step__in",
                        [
                            "started",
                            "met",
                            "reopened",
                            "recounted",
                            "paused",
                            "resumed",
                            "ended",
                        ],
                    )
                ),
                name="deadline_step_is_known",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
