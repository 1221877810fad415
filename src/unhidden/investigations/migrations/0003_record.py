"""What is kept of an investigation: posts, people, room, exhibits, material."""

import django.contrib.postgres.fields
import django.db.models.deletion
import unhidden.access.records
import unhidden.vault.fields
from django.conf import settings
from django.db import migrations, models


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
        ("investigations_post", "investigations_post_is_fit"),
        ("investigations_interestconflict", "investigations_conflict_is_alone"),
        ("investigations_personrole", "investigations_personrole_is_reasoned"),
        ("investigations_actionstep", "investigations_actionstep_follows"),
        ("investigations_exhibitmove", "investigations_exhibitmove_follows"),
        ("investigations_clockstep", "investigations_clockstep_follows"),
    )
)


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0005_duty_to_notify"),
        ("investigations", "0002_requests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ActionStep",
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
                ("turn", models.PositiveIntegerField()),
                (
                    "queue",
                    models.CharField(
                        choices=[
                            ("for_allocation", "For allocation"),
                            ("allocated", "Allocated"),
                            ("completed", "Completed"),
                            ("resulted", "Resulted"),
                            ("filed", "Filed"),
                            ("referred_up", "Referred up"),
                            ("refused", "Refused"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("is_nil", models.BooleanField(default=False)),
                ("taken_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Archive",
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
                            ("open", "For the prosecutor and the defence"),
                            ("sensitive", "For the prosecutor alone"),
                        ],
                        max_length=10,
                    ),
                ),
                ("recipient", models.CharField(max_length=200)),
                ("purpose", models.CharField(max_length=200)),
                ("asked_at", models.DateTimeField()),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("leaf", models.CharField(blank=True, max_length=64)),
                ("released_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ChronologyEvent",
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
                ("happened_at", models.DateTimeField()),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("minute", "To the minute"),
                            ("day", "On that day"),
                            ("month", "In that month"),
                            ("year", "In that year"),
                        ],
                        max_length=10,
                    ),
                ),
                ("learnt_at", models.DateTimeField()),
                ("what", models.CharField(max_length=300)),
                ("source_kind", models.CharField(max_length=20)),
                ("source_id", models.UUIDField()),
                ("entered_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ClockStep",
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
                ("turn", models.PositiveIntegerField()),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("met", "Met"),
                            ("paused", "Paused"),
                            ("resumed", "Goes on"),
                            ("extended", "Extended"),
                            ("lapsed", "Lapsed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("happened_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("event", models.CharField(blank=True, max_length=60)),
                ("provision", models.CharField(blank=True, max_length=80)),
                ("authorised_by", models.CharField(blank=True, max_length=120)),
                ("reason", models.TextField(blank=True)),
                ("entered_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="CustodyGap",
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
                ("from_at", models.DateTimeField()),
                ("to_at", models.DateTimeField()),
                ("why", models.TextField()),
                ("told_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Exhibit",
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
                ("reference", models.CharField(max_length=20)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("thing", "Thing"),
                            ("document", "Document"),
                            ("digital", "Digital device or data"),
                            ("cash", "Cash"),
                            ("drugs", "Drugs"),
                            ("sample", "Sample"),
                            ("image", "Image or recording"),
                        ],
                        max_length=20,
                    ),
                ),
                ("description", models.CharField(max_length=300)),
                ("found_at", models.CharField(max_length=200)),
                ("found_by", models.CharField(max_length=120)),
                ("seized_by", models.CharField(max_length=120)),
                ("seized_at", models.DateTimeField()),
                (
                    "power",
                    models.CharField(
                        choices=[
                            ("pace_8", "Warrant: PACE 1984, section 8"),
                            ("pace_18", "After arrest: PACE 1984, section 18"),
                            (
                                "pace_19",
                                "General power of seizure: PACE 1984, section 19",
                            ),
                            ("pace_32", "On arrest: PACE 1984, section 32"),
                            ("consent", "With consent"),
                            ("labour", "Labour enforcement power"),
                            (
                                "cash_295",
                                "Cash: Proceeds of Crime Act 2002, section 294",
                            ),
                            ("found", "Found or handed in"),
                        ],
                        max_length=20,
                    ),
                ),
                ("owner", models.CharField(blank=True, max_length=120)),
                ("is_sensitive_content", models.BooleanField(default=False)),
                ("registered_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ExhibitFile",
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
                ("name", models.CharField(max_length=120)),
                ("media_type", models.CharField(max_length=80)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("tool", models.CharField(blank=True, max_length=120)),
                ("scope", models.CharField(blank=True, max_length=300)),
                ("added_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ExhibitFilePiece",
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
                ("number", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="ExhibitMove",
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
                ("turn", models.PositiveIntegerField()),
                ("moved_at", models.DateTimeField()),
                ("from_holder", models.CharField(max_length=120)),
                ("to_holder", models.CharField(max_length=120)),
                ("seal_before", models.CharField(blank=True, max_length=30)),
                ("seal_after", models.CharField(blank=True, max_length=30)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("seized", "Taken into custody"),
                            ("stored", "Stored"),
                            ("handed_on", "Handed on"),
                            ("opened", "Opened"),
                            ("resealed", "Sealed again"),
                            ("examined", "Sent for examination"),
                            ("court", "Taken to court"),
                            ("returned", "Returned to its owner"),
                            ("destroyed", "Destroyed"),
                            ("lost", "Lost"),
                            ("found_again", "Where it is now, after a gap"),
                        ],
                        max_length=20,
                    ),
                ),
                ("condition", models.CharField(blank=True, max_length=200)),
                (
                    "witnesses",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        default=list,
                        size=None,
                    ),
                ),
                ("authority", models.CharField(blank=True, max_length=200)),
                ("recorded_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="InterestConflict",
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
                    "words_sealed",
                    unhidden.vault.fields.SealedField(category="narrative"),
                ),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Interview",
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
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("abe", "Achieving Best Evidence"),
                            ("caution", "Under caution"),
                            ("significant", "Significant witness"),
                        ],
                        max_length=20,
                    ),
                ),
                ("language", models.CharField(max_length=12)),
                ("has_interpreter", models.BooleanField()),
                ("has_intermediary", models.BooleanField()),
                ("has_supporter", models.BooleanField()),
                ("has_solicitor", models.BooleanField()),
                ("has_appropriate_adult", models.BooleanField()),
                (
                    "plan_sealed",
                    unhidden.vault.fields.SealedField(category="narrative"),
                ),
                ("planned_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="InterviewStep",
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
                ("turn", models.PositiveIntegerField()),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("held", "Held"),
                            ("declined", "Declined"),
                            ("stopped", "Stopped: distress"),
                            ("transcribed", "Transcribed"),
                            ("reviewed", "Reviewed"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "words_sealed",
                    unhidden.vault.fields.SealedField(category="narrative", null=True),
                ),
                ("taken_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="InvestigatedPerson",
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
                ("number", models.PositiveIntegerField()),
                ("possible_victim_id", models.UUIDField(null=True)),
                ("added_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="InvestigationClock",
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
                    "of",
                    models.CharField(
                        choices=[
                            ("custody", "Custody"),
                            ("bail", "Bail"),
                            ("released", "Released under investigation"),
                            ("cash", "Seized cash"),
                            ("order", "An order"),
                            ("victim", "What a victim is to be told"),
                            ("court", "A court’s time"),
                        ],
                        max_length=20,
                    ),
                ),
                ("rule", models.CharField(max_length=40)),
                ("reference", models.CharField(blank=True, max_length=40)),
                ("started_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("entered_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="InvestigationPartner",
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
                ("agreement", models.CharField(max_length=80)),
                (
                    "powers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("arrest", "Arrest"),
                                ("entry", "Enter and search"),
                                ("seize", "Seize"),
                                ("inspect", "Inspect"),
                                ("cash", "Seize cash"),
                                ("none", "No powers of its own"),
                            ],
                            max_length=10,
                        ),
                        size=None,
                    ),
                ),
                ("holds", models.TextField(blank=True)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Line",
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
                ("number", models.PositiveIntegerField()),
                ("question", models.CharField(max_length=300)),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("towards", "Towards the suspect"),
                            ("away", "Away from the suspect"),
                            ("either", "Either way"),
                        ],
                        max_length=10,
                    ),
                ),
                ("why", models.TextField()),
                ("raised_at", models.DateTimeField()),
            ],
            options={
                "db_table": "investigations_line",
            },
        ),
        migrations.CreateModel(
            name="LineStep",
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
                ("turn", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("open", "Open"),
                            ("pursued", "Pursued"),
                            ("exhausted", "Exhausted"),
                            ("not_reasonable", "Not reasonable"),
                            ("overtaken", "Overtaken"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("taken_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="LookAgain",
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
                    "trigger",
                    models.CharField(
                        choices=[
                            ("defence_statement", "Defence statement, or a new one"),
                            ("new_charge", "New charge or accused"),
                            ("interview", "Interview"),
                            ("new_evidence", "New statement or exhibit"),
                            ("conviction", "A witness’s conviction is learnt"),
                            ("query", "Prosecutor’s query"),
                            ("section_8", "Application by the defence under section 8"),
                            ("nrm_decision", "Decision of the competent authority"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("happened_on", models.DateField()),
                ("entered_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Material",
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
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("visit", "Visit record"),
                            ("intelligence", "Intelligence, by reference"),
                            ("report", "Report from the public"),
                            ("operation", "Briefing or log of an operation"),
                            ("action", "Action and its result"),
                            ("paper", "Document"),
                            ("statement", "Statement"),
                            ("interview", "Interview"),
                            ("exhibit", "Exhibit"),
                            ("file", "Photograph or data"),
                            ("decision", "Decision of the policy file"),
                            ("order", "Order of a court"),
                            ("disclosure", "What a survivor let pass"),
                            ("request", "Something asked for"),
                            ("refusal", "A refusal of what was asked for"),
                            ("audit", "Who did what in this record"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("source_id", models.UUIDField()),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("own", "Our own"),
                            ("partner", "A partner’s"),
                            ("third_party", "Somebody else’s"),
                            ("public", "The public’s"),
                        ],
                        max_length=20,
                    ),
                ),
                ("made_on", models.DateField(null=True)),
                ("received_on", models.DateField()),
                ("entered_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="MaterialDecision",
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
                    "axis",
                    models.CharField(
                        choices=[
                            ("relevance", "Relevance"),
                            ("use", "Use"),
                            ("sensitivity", "Sensitivity"),
                            ("test", "Disclosure test"),
                            ("revelation", "Revelation to the prosecutor"),
                            ("prosecutor", "Prosecutor’s decision"),
                            ("service", "Service on the defence"),
                        ],
                        max_length=20,
                    ),
                ),
                ("turn", models.PositiveIntegerField()),
                (
                    "value",
                    models.CharField(
                        choices=[
                            ("undecided", "Undecided"),
                            ("relevant", "Relevant"),
                            ("not_relevant", "Not relevant"),
                            ("evidence", "Evidence"),
                            ("unused", "Unused"),
                            ("none_sensitive", "Not sensitive"),
                            ("sensitive", "Sensitive"),
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
                ("code", models.CharField(blank=True, max_length=40)),
                ("reason", models.TextField(blank=True)),
                ("trigger", models.CharField(blank=True, max_length=40)),
                ("decided_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="MaterialDescription",
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
                ("turn", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("quantity", models.PositiveIntegerField(default=1)),
                ("how_sampled", models.CharField(blank=True, max_length=300)),
                ("written_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="OrderReference",
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
                            (
                                "STPO_CONVICTION",
                                "Prevention order on sentencing (STPO)",
                            ),
                            (
                                "STPO_APPLICATION",
                                "Prevention order on application (STPO)",
                            ),
                            ("STRO", "Risk order (STRO)"),
                            ("STPO_INTERIM", "Interim prevention order"),
                            ("STRO_INTERIM", "Interim risk order"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reference", models.CharField(max_length=60)),
                ("court", models.CharField(max_length=120)),
                ("made_on", models.DateField()),
                ("served_on", models.DateField(null=True)),
                ("until_on", models.DateField(null=True)),
                ("travel_until_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("expired", "Expired"),
                            ("discharged", "Discharged"),
                            ("superseded", "A later order took its place"),
                            ("quashed", "Quashed on appeal"),
                            ("decided", "The main application was decided"),
                        ],
                        default="",
                        max_length=20,
                    ),
                ),
                ("entered_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Origin",
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
                            ("visit", "A visit"),
                            ("intelligence", "Intelligence"),
                            ("report", "A report from the public"),
                            ("referral", "A referral by another organisation"),
                            ("disclosure", "What a survivor let pass"),
                            ("investigation", "Another investigation"),
                        ],
                        max_length=20,
                    ),
                ),
                ("source_id", models.UUIDField(null=True)),
                ("reference", models.CharField(blank=True, max_length=80)),
                ("reason", models.TextField(blank=True)),
                ("brought_at", models.DateTimeField()),
                ("recalled_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Outcome",
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
                            ("charged", "Charged"),
                            ("convicted", "Convicted"),
                            ("acquitted", "Acquitted"),
                            ("order_made", "Order made"),
                            ("no_action", "No further action"),
                            ("discontinued", "Discontinued"),
                        ],
                        max_length=20,
                    ),
                ),
                ("offence", models.CharField(blank=True, max_length=40)),
                ("happened_on", models.DateField()),
                ("entered_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Paper",
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
                            ("D", "Document"),
                            ("S", "Statement"),
                            ("M", "Message"),
                            ("R", "Officer’s report"),
                        ],
                        max_length=1,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("came_from", models.CharField(blank=True, max_length=200)),
                ("received_on", models.DateField()),
                ("action_id", models.UUIDField(null=True)),
                ("registered_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PaperStep",
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
                    "stage",
                    models.CharField(
                        choices=[
                            ("registered", "Registered"),
                            ("read", "Read"),
                            ("indexed", "Indexed"),
                            ("filed", "Filed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("taken_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PaperText",
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
                ("version", models.PositiveIntegerField()),
                ("language", models.CharField(max_length=12)),
                (
                    "text_sealed",
                    unhidden.vault.fields.SealedField(category="narrative"),
                ),
                ("written_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PersonContact",
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
                ("version", models.PositiveIntegerField()),
                (
                    "contact_sealed",
                    unhidden.vault.fields.SealedField(category="contact"),
                ),
                ("written_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PersonIdentity",
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
                ("version", models.PositiveIntegerField()),
                (
                    "identity_sealed",
                    unhidden.vault.fields.SealedField(category="identity"),
                ),
                ("written_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PersonRole",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("suspect", "Suspect"),
                            ("victim", "Possible victim"),
                            ("witness", "Witness"),
                            ("reporter", "Who reported it"),
                            ("expert", "Expert"),
                            ("professional", "Professional"),
                        ],
                        max_length=20,
                    ),
                ),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Post",
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
                    "function",
                    models.CharField(
                        choices=[
                            ("sio", "Senior investigating officer"),
                            ("deputy_sio", "Deputy senior investigating officer"),
                            ("officer_in_charge", "Officer in charge"),
                            ("office_manager", "Office manager"),
                            ("receiver", "Receiver"),
                            ("action_manager", "Action manager"),
                            ("document_reader", "Document reader"),
                            ("indexer", "Indexer"),
                            ("exhibits_officer", "Exhibits officer"),
                            ("disclosure_officer", "Disclosure officer"),
                            ("deputy_disclosure", "Deputy disclosure officer"),
                            ("interview_adviser", "Interview adviser"),
                            ("victim_liaison", "Contact broker for victims"),
                            ("financial", "Financial investigator"),
                            ("digital", "Digital media investigator"),
                            ("analyst", "Analyst"),
                            ("investigator", "Investigator"),
                        ],
                        max_length=30,
                    ),
                ),
                ("is_sterile", models.BooleanField(default=False)),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "investigations_post",
            },
        ),
        migrations.CreateModel(
            name="PresumedAnswer",
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
                    "category",
                    models.CharField(
                        choices=[
                            ("calls", "Records of calls"),
                            ("incident_logs", "Incident logs"),
                            ("crime_reports", "Crime reports and notebooks"),
                            ("custody", "Custody records"),
                            ("previous_accounts", "Earlier accounts of witnesses"),
                            ("interviews", "Interview records"),
                            ("reliability", "What casts doubt on a witness"),
                        ],
                        max_length=20,
                    ),
                ),
                ("turn", models.PositiveIntegerField()),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("attached", "Attached"),
                            ("none_exists", "Does not exist"),
                            ("rebutted", "Presumption rebutted"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Redaction",
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
                ("original_sha256", models.CharField(max_length=64)),
                ("copy_sha256", models.CharField(max_length=64)),
                (
                    "copy_sealed",
                    unhidden.vault.fields.SealedField(category="narrative"),
                ),
                ("pages", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Rehash",
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
                ("sha256", models.CharField(max_length=64)),
                ("is_same", models.BooleanField()),
                ("taken_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RetentionHold",
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
                    "ground",
                    models.CharField(
                        choices=[
                            ("appeal", "Appeal"),
                            ("inquiry", "Inquiry"),
                            ("civil_claim", "Civil claim"),
                            ("order", "An order is in force"),
                            ("case_review", "Criminal Cases Review Commission"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField()),
                ("held_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="RoomAction",
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
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField()),
                (
                    "priority",
                    models.CharField(
                        choices=[
                            ("high", "High"),
                            ("medium", "Medium"),
                            ("low", "Low"),
                        ],
                        max_length=10,
                    ),
                ),
                ("due_on", models.DateField(null=True)),
                ("decision_id", models.UUIDField(null=True)),
                ("document_id", models.UUIDField(null=True)),
                ("raised_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Schedule",
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
                            ("MG6C", "Non-sensitive unused material (MG6C)"),
                            ("MG6D", "Sensitive unused material (MG6D)"),
                            ("MG6E", "Disclosure officer’s report (MG6E)"),
                        ],
                        max_length=4,
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("first_line", models.PositiveIntegerField()),
                ("lines_count", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("certificate", models.TextField()),
                ("exceptions", models.TextField(blank=True)),
                ("signed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ScheduleLine",
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
                ("line", models.PositiveIntegerField()),
                ("words", models.TextField(blank=True)),
                ("quantity", models.PositiveIntegerField(default=1)),
                ("marks", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Section45Record",
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
                ("was_child", models.BooleanField()),
                (
                    "elements_shown",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("age", "Age at the time of the act"),
                                ("compelled", "Did it because compelled"),
                                (
                                    "attributable",
                                    "The compulsion came of slavery or relevant exploitation",
                                ),
                                ("direct", "A direct consequence of being a victim"),
                                (
                                    "reasonable",
                                    "What a reasonable person in the same situation would do",
                                ),
                            ],
                            max_length=20,
                        ),
                        size=None,
                    ),
                ),
                ("is_excluded_offence", models.BooleanField()),
                ("is_nrm_considered", models.BooleanField()),
                (
                    "reasons_sealed",
                    unhidden.vault.fields.SealedField(category="narrative"),
                ),
                ("decided_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SensitiveDescription",
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
                ("turn", models.PositiveIntegerField()),
                (
                    "text_sealed",
                    unhidden.vault.fields.SealedField(category="narrative"),
                ),
                ("written_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="SensitiveLine",
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
                    "words_sealed",
                    unhidden.vault.fields.SealedField(category="narrative"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Statement",
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
                ("language", models.CharField(max_length=12)),
                ("has_declaration", models.BooleanField()),
                ("pages", models.PositiveSmallIntegerField()),
                ("signed_at", models.DateTimeField(null=True)),
                ("taken_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StatementContact",
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
                    "contact_sealed",
                    unhidden.vault.fields.SealedField(category="contact"),
                ),
                ("written_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StatusStep",
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
                    "from_status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("with_prosecutor", "With the prosecutor"),
                            ("charged", "Charged"),
                            ("trial", "On trial"),
                            ("concluded", "Concluded"),
                            ("filed", "Filed"),
                            ("closed", "Closed"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "to_status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("with_prosecutor", "With the prosecutor"),
                            ("charged", "Charged"),
                            ("trial", "On trial"),
                            ("concluded", "Concluded"),
                            ("filed", "Filed"),
                            ("closed", "Closed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="SubjectLink",
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
                ("subject_id", models.UUIDField()),
                (
                    "reason_sealed",
                    unhidden.vault.fields.SealedField(category="narrative"),
                ),
                ("linked_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="VictimUpdate",
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
                    "channel",
                    models.CharField(
                        choices=[
                            ("in_person", "In person, at a place they chose"),
                            ("safe_number", "By the number they gave as safe"),
                            ("supporter", "Through whoever supports them"),
                            ("letter", "By a letter they asked for"),
                        ],
                        max_length=20,
                    ),
                ),
                ("language", models.CharField(max_length=12)),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("told", "Told"),
                            ("asked_not", "They asked not to be told"),
                            ("not_reached", "Not reached"),
                        ],
                        max_length=20,
                    ),
                ),
                ("happened_at", models.DateTimeField()),
                ("entered_at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="investigation",
            name="investigation_status_is_known",
        ),
        migrations.AddField(
            model_name="investigation",
            name="law_as_at",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="request",
            name="kind",
            field=models.CharField(
                choices=[("visit", "A visit"), ("intelligence", "Intelligence")],
                null=True,
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="request",
            name="source_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AlterField(
            model_name="answer",
            name="investigation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answers",
                to="investigations.investigation",
            ),
        ),
        migrations.AlterField(
            model_name="investigation",
            name="status",
            field=models.CharField(
                choices=[
                    ("open", "Open"),
                    ("with_prosecutor", "With the prosecutor"),
                    ("charged", "Charged"),
                    ("trial", "On trial"),
                    ("concluded", "Concluded"),
                    ("filed", "Filed"),
                    ("closed", "Closed"),
                ],
                default="open",
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="investigation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "open",
                            "with_prosecutor",
                            "charged",
                            "trial",
                            "concluded",
                            "filed",
                            "closed",
                        ],
                    )
                ),
                name="investigation_status_is_known",
            ),
        ),
        migrations.AddField(
            model_name="actionstep",
            name="allocated_to",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="actionstep",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="actionstep",
            name="taken_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="archive",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="archive",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="archives",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="archive",
            name="released_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="chronologyevent",
            name="entered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="chronologyevent",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="events",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="chronologyevent",
            name="told_apart",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="others",
                to="investigations.chronologyevent",
            ),
        ),
        migrations.AddField(
            model_name="chronologyevent",
            name="withdrawn_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="clockstep",
            name="entered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="clockstep",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="custodygap",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="custodygap",
            name="told_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="exhibit",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="exhibits",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="exhibit",
            name="parent",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="investigations.exhibit",
            ),
        ),
        migrations.AddField(
            model_name="exhibit",
            name="registered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="exhibitfile",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="exhibitfile",
            name="exhibit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="files",
                to="investigations.exhibit",
            ),
        ),
        migrations.AddField(
            model_name="exhibitfile",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="exhibitfilepiece",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pieces",
                to="investigations.exhibitfile",
            ),
        ),
        migrations.AddField(
            model_name="exhibitfilepiece",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="exhibitmove",
            name="exhibit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="moves",
                to="investigations.exhibit",
            ),
        ),
        migrations.AddField(
            model_name="exhibitmove",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="exhibitmove",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="custodygap",
            name="move",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="gap",
                to="investigations.exhibitmove",
            ),
        ),
        migrations.AddField(
            model_name="interestconflict",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="conflicts",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="interestconflict",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="interestconflict",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="interview",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="interviews",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="interview",
            name="planned_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="interviewstep",
            name="interview",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="steps",
                to="investigations.interview",
            ),
        ),
        migrations.AddField(
            model_name="interviewstep",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="interviewstep",
            name="taken_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="investigatedperson",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="investigatedperson",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="people",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="interview",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="interviews",
                to="investigations.investigatedperson",
            ),
        ),
        migrations.AddField(
            model_name="investigationclock",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clocks",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="investigationclock",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clocks",
                to="investigations.investigatedperson",
            ),
        ),
        migrations.AddField(
            model_name="investigationclock",
            name="started_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="clockstep",
            name="clock",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="steps",
                to="investigations.investigationclock",
            ),
        ),
        migrations.AddField(
            model_name="investigationpartner",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="investigationpartner",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="partners",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="investigationpartner",
            name="joined_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="investigationpartner",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.organisation",
            ),
        ),
        migrations.AddField(
            model_name="line",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="line",
            name="raised_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="linestep",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="linestep",
            name="line",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="steps",
                to="investigations.line",
            ),
        ),
        migrations.AddField(
            model_name="linestep",
            name="taken_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="lookagain",
            name="accused",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.investigatedperson",
            ),
        ),
        migrations.AddField(
            model_name="lookagain",
            name="entered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="lookagain",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="looks_again",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="material",
            name="entered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="material",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="material",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="materialdecision",
            name="accused",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.investigatedperson",
            ),
        ),
        migrations.AddField(
            model_name="materialdecision",
            name="decided_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="materialdecision",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="materialdecision",
            name="material",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="investigations.material",
            ),
        ),
        migrations.AddField(
            model_name="materialdescription",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="materialdescription",
            name="material",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="descriptions",
                to="investigations.material",
            ),
        ),
        migrations.AddField(
            model_name="materialdescription",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="orderreference",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="orderreference",
            name="entered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="orderreference",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="orders",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="orderreference",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="orders",
                to="investigations.investigatedperson",
            ),
        ),
        migrations.AddField(
            model_name="origin",
            name="brought_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="origin",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="origins",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="origin",
            name="recalled_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="outcome",
            name="entered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="outcome",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="outcomes",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="outcome",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="outcomes",
                to="investigations.investigatedperson",
            ),
        ),
        migrations.AddField(
            model_name="outcome",
            name="takes_back",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="investigations.outcome",
            ),
        ),
        migrations.AddField(
            model_name="paper",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="papers",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="paper",
            name="registered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="interviewstep",
            name="paper",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.paper",
            ),
        ),
        migrations.AddField(
            model_name="paperstep",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="paperstep",
            name="paper",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="steps",
                to="investigations.paper",
            ),
        ),
        migrations.AddField(
            model_name="paperstep",
            name="taken_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="papertext",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="papertext",
            name="paper",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="texts",
                to="investigations.paper",
            ),
        ),
        migrations.AddField(
            model_name="papertext",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="personcontact",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="personcontact",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contacts",
                to="investigations.investigatedperson",
            ),
        ),
        migrations.AddField(
            model_name="personcontact",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="personidentity",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="personidentity",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="identities",
                to="investigations.investigatedperson",
            ),
        ),
        migrations.AddField(
            model_name="personidentity",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="personrole",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="personrole",
            name="given_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="personrole",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="personrole",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="roles",
                to="investigations.investigatedperson",
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="given_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="posts",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="presumedanswer",
            name="answered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="presumedanswer",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="presumed_answers",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="redaction",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="redaction",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="redaction",
            name="material",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="redactions",
                to="investigations.material",
            ),
        ),
        migrations.AddField(
            model_name="rehash",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rehashes",
                to="investigations.exhibitfile",
            ),
        ),
        migrations.AddField(
            model_name="rehash",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="rehash",
            name="move",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rehashes",
                to="investigations.exhibitmove",
            ),
        ),
        migrations.AddField(
            model_name="rehash",
            name="taken_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="retentionhold",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="retentionhold",
            name="held_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="retentionhold",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="holds",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="roomaction",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="actions",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="roomaction",
            name="line",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="actions",
                to="investigations.line",
            ),
        ),
        migrations.AddField(
            model_name="roomaction",
            name="raised_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="actionstep",
            name="action",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="steps",
                to="investigations.roomaction",
            ),
        ),
        migrations.AddField(
            model_name="schedule",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="schedules",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="schedule",
            name="signed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="scheduleline",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="scheduleline",
            name="material",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.material",
            ),
        ),
        migrations.AddField(
            model_name="scheduleline",
            name="schedule",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="investigations.schedule",
            ),
        ),
        migrations.AddField(
            model_name="section45record",
            name="decided_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="section45record",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="section45record",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="section_45",
                to="investigations.investigatedperson",
            ),
        ),
        migrations.AddField(
            model_name="sensitivedescription",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="sensitivedescription",
            name="material",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sensitive_descriptions",
                to="investigations.material",
            ),
        ),
        migrations.AddField(
            model_name="sensitivedescription",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sensitiveline",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="sensitiveline",
            name="line",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sensitive",
                to="investigations.scheduleline",
            ),
        ),
        migrations.AddField(
            model_name="sensitiveline",
            name="sealed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="interpreter",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.investigatedperson",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="statements",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="maker",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="statements",
                to="investigations.investigatedperson",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="paper",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="statement",
                to="investigations.paper",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="taken_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="translation_of",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="translations",
                to="investigations.statement",
            ),
        ),
        migrations.AddField(
            model_name="statementcontact",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="statementcontact",
            name="statement",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contact",
                to="investigations.statement",
            ),
        ),
        migrations.AddField(
            model_name="statementcontact",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="statusstep",
            name="changed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="statusstep",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="status_steps",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="subjectlink",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="subjectlink",
            name="linked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="subjectlink",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="subject_links",
                to="investigations.investigatedperson",
            ),
        ),
        migrations.AddField(
            model_name="subjectlink",
            name="withdrawn_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="victimupdate",
            name="clock",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="updates",
                to="investigations.investigationclock",
            ),
        ),
        migrations.AddField(
            model_name="victimupdate",
            name="entered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="victimupdate",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="victim_updates",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="victimupdate",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="updates",
                to="investigations.investigatedperson",
            ),
        ),
        migrations.AddConstraint(
            model_name="archive",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["open", "sensitive"])),
                name="archive_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="archive",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("released_at__isnull", True), ("released_by__isnull", True)
                    ),
                    models.Q(
                        ("released_at__isnull", False),
                        ("released_by__isnull", False),
                        ("sha256__regex", "^[0-9a-f]{64}$"),
                    ),
                    _connector="OR",
                ),
                name="an_archive_is_released_with_its_digest",
            ),
        ),
        migrations.AddIndex(
            model_name="chronologyevent",
            index=models.Index(
                fields=["investigation", "happened_at"], name="events_as_they_happened"
            ),
        ),
        migrations.AddConstraint(
            model_name="chronologyevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("precision__in", ["minute", "day", "month", "year"])
                ),
                name="event_precision_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="exhibit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "thing",
                            "document",
                            "digital",
                            "cash",
                            "drugs",
                            "sample",
                            "image",
                        ],
                    )
                ),
                name="exhibit_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="exhibit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "power__in",
                        [
                            "pace_8",
                            "pace_18",
                            "pace_19",
                            "pace_32",
                            "consent",
                            "labour",
                            "cash_295",
                            "found",
                        ],
                    )
                ),
                name="seizure_power_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="exhibit",
            constraint=models.UniqueConstraint(
                fields=("investigation", "reference"),
                name="an_exhibit_reference_is_used_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="exhibit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "reference__regex",
                        "^[A-Z]{2,5}/[1-9][0-9]{0,5}(/[1-9][0-9]{0,3}){0,2}$",
                    )
                ),
                name="an_exhibit_reference_is_initials_and_a_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="exhibitfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                name="an_exhibit_file_has_its_digest",
            ),
        ),
        migrations.AddConstraint(
            model_name="exhibitfilepiece",
            constraint=models.UniqueConstraint(
                fields=("file", "number"), name="pieces_of_an_exhibit_are_numbered"
            ),
        ),
        migrations.AddIndex(
            model_name="exhibitmove",
            index=models.Index(
                fields=["investigation", "exhibit", "moved_at"],
                name="moves_of_an_investigation",
            ),
        ),
        migrations.AddConstraint(
            model_name="exhibitmove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "purpose__in",
                        [
                            "seized",
                            "stored",
                            "handed_on",
                            "opened",
                            "resealed",
                            "examined",
                            "court",
                            "returned",
                            "destroyed",
                            "lost",
                            "found_again",
                        ],
                    )
                ),
                name="move_purpose_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="exhibitmove",
            constraint=models.UniqueConstraint(
                fields=("exhibit", "turn"), name="moves_of_an_exhibit_are_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="exhibitmove",
            constraint=models.CheckConstraint(
                condition=models.Q(("moved_at__lte", models.F("recorded_at"))),
                name="a_move_is_recorded_after_it_happened",
            ),
        ),
        migrations.AddConstraint(
            model_name="exhibitmove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("authority", ""),
                    ("purpose__in", ("returned", "destroyed", "lost")),
                    _negated=True,
                ),
                name="an_exhibit_leaves_by_an_authority",
            ),
        ),
        migrations.AddConstraint(
            model_name="custodygap",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("from_at__lte", models.F("to_at")),
                    models.Q(("why", ""), _negated=True),
                ),
                name="a_gap_lasts_and_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="investigatedperson",
            constraint=models.UniqueConstraint(
                fields=("investigation", "number"),
                name="people_of_an_investigation_are_numbered",
            ),
        ),
        migrations.AddConstraint(
            model_name="investigatedperson",
            constraint=models.UniqueConstraint(
                fields=("investigation", "possible_victim_id"),
                name="a_possible_victim_is_one_person_there",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["abe", "caution", "significant"])),
                name="interview_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.UniqueConstraint(
                fields=("investigation", "number"),
                name="interviews_of_an_investigation_are_numbered",
            ),
        ),
        migrations.AddIndex(
            model_name="investigationclock",
            index=models.Index(fields=["due_at"], name="investigation_clocks_by_day"),
        ),
        migrations.AddConstraint(
            model_name="investigationclock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "of__in",
                        [
                            "custody",
                            "bail",
                            "released",
                            "cash",
                            "order",
                            "victim",
                            "court",
                        ],
                    )
                ),
                name="investigation_clock_is_of_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="investigationclock",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_at__gte", models.F("started_at"))),
                name="a_clock_is_due_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="clockstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("step__in", ["met", "paused", "resumed", "extended", "lapsed"])
                ),
                name="clock_step_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="clockstep",
            constraint=models.UniqueConstraint(
                fields=("clock", "turn"), name="steps_of_a_clock_are_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="clockstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("event", ""), ("step", "met"), _negated=True),
                    models.Q(
                        ("provision", ""),
                        ("step__in", ["paused", "extended"]),
                        _negated=True,
                    ),
                    models.Q(("reason", ""), ("step", "lapsed"), _negated=True),
                ),
                name="a_clock_stops_only_lawfully",
            ),
        ),
        migrations.AddConstraint(
            model_name="investigationpartner",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until_on__isnull", True)),
                fields=("investigation", "organisation"),
                name="a_partner_takes_part_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="investigationpartner",
            constraint=models.CheckConstraint(
                condition=models.Q(("agreement", ""), _negated=True),
                name="a_partner_has_an_agreement",
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(("direction__in", ["towards", "away", "either"])),
                name="line_direction_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.UniqueConstraint(
                fields=("investigation", "number"),
                name="lines_of_an_investigation_are_numbered",
            ),
        ),
        migrations.AddConstraint(
            model_name="linestep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "proposed",
                            "open",
                            "pursued",
                            "exhausted",
                            "not_reasonable",
                            "overtaken",
                        ],
                    )
                ),
                name="line_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="linestep",
            constraint=models.UniqueConstraint(
                fields=("line", "turn"), name="steps_of_a_line_are_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="linestep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reason", ""), ("state", "not_reasonable"), _negated=True
                ),
                name="a_line_is_given_up_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="lookagain",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "trigger__in",
                        [
                            "defence_statement",
                            "new_charge",
                            "interview",
                            "new_evidence",
                            "conviction",
                            "query",
                            "section_8",
                            "nrm_decision",
                        ],
                    )
                ),
                name="look_again_trigger_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "visit",
                            "intelligence",
                            "report",
                            "operation",
                            "action",
                            "paper",
                            "statement",
                            "interview",
                            "exhibit",
                            "file",
                            "decision",
                            "order",
                            "disclosure",
                            "request",
                            "refusal",
                            "audit",
                            "other",
                        ],
                    )
                ),
                name="material_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("source__in", ["own", "partner", "third_party", "public"])
                ),
                name="material_source_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.UniqueConstraint(
                fields=("investigation", "number"),
                name="material_of_an_investigation_is_numbered",
            ),
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.UniqueConstraint(
                fields=("investigation", "kind", "source_id"),
                name="a_thing_is_material_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="materialdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "axis__in",
                        [
                            "relevance",
                            "use",
                            "sensitivity",
                            "test",
                            "revelation",
                            "prosecutor",
                            "service",
                        ],
                    )
                ),
                name="material_axis_is_known",
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
        migrations.AddConstraint(
            model_name="materialdecision",
            constraint=models.UniqueConstraint(
                fields=("material", "axis", "accused", "turn"),
                name="decisions_of_material_are_numbered",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="materialdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("accused__isnull", False),
                        ("axis__in", ["test", "prosecutor", "service"]),
                    ),
                    models.Q(
                        ("accused__isnull", True),
                        ("axis__in", ["relevance", "use", "sensitivity", "revelation"]),
                    ),
                    _connector="OR",
                ),
                name="some_axes_are_decided_per_accused",
            ),
        ),
        migrations.AddConstraint(
            model_name="materialdescription",
            constraint=models.UniqueConstraint(
                fields=("material", "turn"), name="material_descriptions_are_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="materialdescription",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True),
                name="a_description_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderreference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "STPO_CONVICTION",
                            "STPO_APPLICATION",
                            "STRO",
                            "STPO_INTERIM",
                            "STRO_INTERIM",
                        ],
                    )
                ),
                name="order_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderreference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end_reason", ""), ("ended_on__isnull", True)),
                    models.Q(
                        ("ended_on__gte", models.F("made_on")),
                        models.Q(("end_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="an_order_ends_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderreference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind__in", ["STPO_INTERIM", "STRO_INTERIM"]), _negated=True
                    ),
                    ("until_on__isnull", False),
                    _connector="OR",
                ),
                name="an_interim_order_has_a_fixed_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="origin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "visit",
                            "intelligence",
                            "report",
                            "referral",
                            "disclosure",
                            "investigation",
                        ],
                    )
                ),
                name="origin_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="origin",
            constraint=models.UniqueConstraint(
                fields=("investigation", "kind", "source_id"),
                name="an_investigation_comes_from_a_thing_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="origin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "referral"), ("source_id__isnull", False), _connector="XOR"
                ),
                name="an_origin_names_its_record",
            ),
        ),
        migrations.AddConstraint(
            model_name="origin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("recalled_at__isnull", True), ("recalled_by__isnull", True)
                    ),
                    models.Q(
                        ("recalled_at__isnull", False), ("recalled_by__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="an_origin_is_recalled_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "charged",
                            "convicted",
                            "acquitted",
                            "order_made",
                            "no_action",
                            "discontinued",
                        ],
                    )
                ),
                name="outcome_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["D", "S", "M", "R"])),
                name="paper_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.UniqueConstraint(
                fields=("investigation", "kind", "number"),
                name="papers_of_a_register_are_numbered",
            ),
        ),
        migrations.AddConstraint(
            model_name="interviewstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "stage__in",
                        [
                            "planned",
                            "held",
                            "declined",
                            "stopped",
                            "transcribed",
                            "reviewed",
                        ],
                    )
                ),
                name="interview_stage_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="interviewstep",
            constraint=models.UniqueConstraint(
                fields=("interview", "turn"), name="steps_of_an_interview_are_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="paperstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stage__in", ["registered", "read", "indexed", "filed"])
                ),
                name="paper_stage_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperstep",
            constraint=models.UniqueConstraint(
                fields=("paper", "stage"), name="a_paper_reaches_a_stage_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="papertext",
            constraint=models.UniqueConstraint(
                fields=("paper", "version"), name="texts_of_a_paper_are_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="personcontact",
            constraint=models.UniqueConstraint(
                fields=("person", "version"), name="contacts_are_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="personidentity",
            constraint=models.UniqueConstraint(
                fields=("person", "version"), name="identities_are_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="personrole",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "suspect",
                            "victim",
                            "witness",
                            "reporter",
                            "expert",
                            "professional",
                        ],
                    )
                ),
                name="investigated_role_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="personrole",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("person", "role"),
                name="a_role_is_held_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="personrole",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(
                        ("ended_at__gte", models.F("began_at")),
                        ("ended_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_role_ends_after_it_began",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "function__in",
                        [
                            "sio",
                            "deputy_sio",
                            "officer_in_charge",
                            "office_manager",
                            "receiver",
                            "action_manager",
                            "document_reader",
                            "indexer",
                            "exhibits_officer",
                            "disclosure_officer",
                            "deputy_disclosure",
                            "interview_adviser",
                            "victim_liaison",
                            "financial",
                            "digital",
                            "analyst",
                            "investigator",
                        ],
                    )
                ),
                name="post_function_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("investigation", "person", "function"),
                name="a_post_is_held_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True), ("function", "sio")),
                fields=("investigation",),
                name="an_investigation_has_one_sio",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(
                        ("ended_at__gte", models.F("began_at")),
                        ("ended_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_post_ends_after_it_began",
            ),
        ),
        migrations.AddConstraint(
            model_name="presumedanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "category__in",
                        [
                            "calls",
                            "incident_logs",
                            "crime_reports",
                            "custody",
                            "previous_accounts",
                            "interviews",
                            "reliability",
                        ],
                    )
                ),
                name="presumed_category_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="presumedanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answer__in", ["attached", "none_exists", "rebutted"])
                ),
                name="presumed_answer_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="presumedanswer",
            constraint=models.UniqueConstraint(
                fields=("investigation", "category", "turn"),
                name="answers_about_presumed_material_are_numbered",
            ),
        ),
        migrations.AddConstraint(
            model_name="presumedanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answer", "rebutted"), ("reason", ""), _negated=True
                ),
                name="a_presumption_is_rebutted_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="redaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("original_sha256__regex", "^[0-9a-f]{64}$"),
                    ("copy_sha256__regex", "^[0-9a-f]{64}$"),
                ),
                name="a_redaction_has_both_digests",
            ),
        ),
        migrations.AddConstraint(
            model_name="retentionhold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "ground__in",
                        ["appeal", "inquiry", "civil_claim", "order", "case_review"],
                    )
                ),
                name="retention_ground_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="roomaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("priority__in", ["high", "medium", "low"])),
                name="action_priority_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="roomaction",
            constraint=models.UniqueConstraint(
                fields=("investigation", "number"),
                name="actions_of_an_investigation_are_numbered",
            ),
        ),
        migrations.AddConstraint(
            model_name="actionstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "queue__in",
                        [
                            "for_allocation",
                            "allocated",
                            "completed",
                            "resulted",
                            "filed",
                            "referred_up",
                            "refused",
                        ],
                    )
                ),
                name="action_queue_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="actionstep",
            constraint=models.UniqueConstraint(
                fields=("action", "turn"), name="steps_of_an_action_are_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="actionstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("allocated_to__isnull", False), ("queue", "allocated")),
                    models.Q(
                        models.Q(("queue", "allocated"), _negated=True),
                        ("allocated_to__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="an_action_is_allocated_to_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="actionstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("queue__in", ["resulted", "refused"]), ("words", ""), _negated=True
                ),
                name="a_result_or_refusal_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["MG6C", "MG6D", "MG6E"])),
                name="schedule_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.UniqueConstraint(
                fields=("investigation", "kind", "version"),
                name="versions_of_a_schedule_are_numbered",
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.CheckConstraint(
                condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")),
                name="a_schedule_has_its_digest",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheduleline",
            constraint=models.UniqueConstraint(
                fields=("schedule", "line"), name="lines_of_a_schedule_are_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="scheduleline",
            constraint=models.UniqueConstraint(
                fields=("schedule", "material"), name="an_item_is_scheduled_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="sensitivedescription",
            constraint=models.UniqueConstraint(
                fields=("material", "turn"), name="sensitive_descriptions_are_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="statusstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "from_status__in",
                        [
                            "open",
                            "with_prosecutor",
                            "charged",
                            "trial",
                            "concluded",
                            "filed",
                            "closed",
                        ],
                    )
                ),
                name="status_step_comes_from",
            ),
        ),
        migrations.AddConstraint(
            model_name="statusstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "to_status__in",
                        [
                            "open",
                            "with_prosecutor",
                            "charged",
                            "trial",
                            "concluded",
                            "filed",
                            "closed",
                        ],
                    )
                ),
                name="status_step_leads_to",
            ),
        ),
        migrations.AddConstraint(
            model_name="subjectlink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("person", "subject_id"),
                name="a_person_is_linked_to_a_subject_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="victimupdate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("channel__in", ["in_person", "safe_number", "supporter", "letter"])
                ),
                name="victim_update_channel_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="victimupdate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("result__in", ["told", "asked_not", "not_reached"])
                ),
                name="victim_update_result_is_known",
            ),
        ),
        migrations.RunSQL(_TRIGGERS, migrations.RunSQL.noop),
    ]
