"""The public’s reports, their files and letters, and who can be called."""

import django.contrib.postgres.fields
import django.db.models.deletion
import unhidden.access.records
import unhidden.vault.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("reporting", "0001_initial"),
        ("reporting", "0002_status_by_receipt"),
        ("reporting", "0003_sensitivity"),
        ("reporting", "0004_sealed_answers"),
        ("reporting", "0005_what_the_desk_routes_by"),
        ("reporting", "0006_channels"),
        ("reporting", "0007_files"),
        ("reporting", "0008_mailbox"),
        ("reporting", "0009_tongues"),
        ("reporting", "0010_handovers"),
        ("reporting", "0011_how_reports_came"),
        ("reporting", "0012_urgency_set"),
    ]

    initial = True

    dependencies = [
        ("agencies", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Channel",
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
                ("code", models.CharField(blank=True, max_length=40)),
                (
                    "need",
                    models.CharField(
                        choices=[
                            ("danger", "Danger now"),
                            ("report", "To report what you know"),
                            ("support", "Help for you or for somebody you know"),
                            ("children", "Children and young people"),
                            ("work", "Rights and safety at work"),
                            ("professionals", "For professionals"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name_en", models.CharField(max_length=120)),
                ("name_cy", models.CharField(max_length=120)),
                ("read_by_en", models.CharField(blank=True, max_length=200)),
                ("read_by_cy", models.CharField(blank=True, max_length=200)),
                ("number", models.CharField(blank=True, max_length=60)),
                ("text_number", models.CharField(blank=True, max_length=60)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("web", models.URLField(blank=True)),
                ("hours_en", models.CharField(blank=True, max_length=120)),
                ("hours_cy", models.CharField(blank=True, max_length=120)),
                ("cost_en", models.CharField(blank=True, max_length=120)),
                ("cost_cy", models.CharField(blank=True, max_length=120)),
                ("languages_en", models.CharField(blank=True, max_length=200)),
                ("languages_cy", models.CharField(blank=True, max_length=200)),
                ("takes_en", models.TextField()),
                ("takes_cy", models.TextField()),
                ("excludes_en", models.TextField(blank=True)),
                ("excludes_cy", models.TextField(blank=True)),
                ("next_en", models.TextField(blank=True)),
                ("next_cy", models.TextField(blank=True)),
                ("note_en", models.TextField(blank=True)),
                ("note_cy", models.TextField(blank=True)),
                (
                    "anonymity",
                    models.CharField(
                        choices=[
                            ("possible", "You can stay anonymous."),
                            ("not_by_default", "You are not anonymous unless you ask."),
                            (
                                "unknown",
                                "We do not know: ask first, if it matters to you.",
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("is_shown", models.BooleanField(default=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("checked_on", models.DateField(null=True)),
                (
                    "checked_by",
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
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "need__in",
                                [
                                    "danger",
                                    "report",
                                    "support",
                                    "children",
                                    "work",
                                    "professionals",
                                ],
                            )
                        ),
                        name="channel_group_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("anonymity__in", ["possible", "not_by_default", "unknown"])
                        ),
                        name="channel_anonymity_is_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        fields=("code",),
                        name="a_release_names_a_channel_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code", "emergency"), _negated=True),
                            models.Q(
                                ("is_shown", True),
                                ("need", "danger"),
                                ("number", "999"),
                            ),
                            _connector="OR",
                        ),
                        name="the_emergency_number_is_always_shown",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Custodian",
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
                ("organisation_id", models.UUIDField()),
                ("person_id", models.UUIDField()),
                ("named_by", models.UUIDField()),
                ("named_at", models.DateTimeField()),
                ("agreed_by", models.UUIDField(null=True)),
                ("agreed_at", models.DateTimeField(null=True)),
                ("ended_by", models.UUIDField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("organisation_id", "person_id"),
                        name="somebody_is_a_custodian_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("named_by", models.F("person_id")), _negated=True
                        ),
                        name="nobody_names_themselves_a_custodian",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_by__isnull", True),
                            models.Q(
                                models.Q(
                                    ("agreed_by", models.F("named_by")), _negated=True
                                ),
                                models.Q(
                                    ("agreed_by", models.F("person_id")), _negated=True
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="two_others_make_a_custodian",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportFile",
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
                ("form_key", models.UUIDField()),
                ("number", models.PositiveSmallIntegerField()),
                ("received_on", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("image", "Picture"),
                            ("pdf", "PDF"),
                            ("office", "Office file"),
                            ("audio", "Sound recording"),
                            ("text", "Text"),
                        ],
                        max_length=10,
                    ),
                ),
                ("kilobytes", models.PositiveIntegerField()),
                (
                    "found",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10),
                        default=list,
                        size=None,
                    ),
                ),
                ("copy_pieces", models.PositiveSmallIntegerField()),
                ("original_pieces", models.PositiveSmallIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("form_key", "number"),
                        name="files_of_a_form_are_numbered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__range", (1, 10))),
                        name="a_form_has_ten_files_at_most",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["image", "pdf", "office", "audio", "text"])
                        ),
                        name="file_kind_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FileChunk",
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
                ("is_original", models.BooleanField()),
                ("number", models.PositiveSmallIntegerField()),
                ("sealed", models.BinaryField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="chunks",
                        to="reporting.reportfile",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("file", "is_original", "number"),
                        name="pieces_of_a_file_are_numbered",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
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
                ("form_key", models.UUIDField()),
                ("receipt_digest", models.CharField(max_length=64, unique=True)),
                ("received_on", models.DateField()),
                ("language", models.CharField(max_length=10)),
                ("form_version", models.PositiveSmallIntegerField()),
                (
                    "urgency",
                    models.CharField(
                        choices=[
                            ("routine", "Routine"),
                            ("same_day", "Same day"),
                            ("danger", "Danger now"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("read", "Being considered"),
                            ("done", "Dealt with"),
                        ],
                        default="waiting",
                        max_length=20,
                    ),
                ),
                ("desk_id", models.UUIDField()),
                (
                    "sealed_answers",
                    unhidden.vault.fields.SealedField(category="narrative"),
                ),
                ("is_restricted", models.BooleanField(default=False)),
                ("sensitivity", models.PositiveSmallIntegerField(default=1)),
                ("active_on", models.DateField()),
                ("area", models.CharField(blank=True, max_length=9)),
                ("is_rushed", models.BooleanField(default=False)),
                ("reply_key", models.BinaryField(null=True)),
                (
                    "sketch",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("topic", models.CharField(blank=True, max_length=40)),
                ("done_on", models.DateField(null=True)),
                ("has_news", models.BooleanField(default=False)),
                ("seen_on", models.DateField(null=True)),
                (
                    "came_by",
                    models.CharField(
                        choices=[
                            ("web", "The public form"),
                            ("partner", "Partner referral"),
                            ("call_101", "101 call"),
                            ("helpline", "Helpline transcript"),
                            ("visit", "Feedback from a visit"),
                        ],
                        default="web",
                        max_length=20,
                    ),
                ),
                ("entered_at", models.DateTimeField(null=True)),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("place_mark", models.BigIntegerField(null=True)),
                (
                    "reasons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("danger_now", "someone is in danger now"),
                                ("child", "it is about a child"),
                                (
                                    "themselves",
                                    "it comes from the person it is happening to",
                                ),
                                ("strong_sign", "a strong sign was seen"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["status", "received_on"], name="reports_waiting"
                    ),
                    models.Index(
                        condition=models.Q(("place_mark__isnull", False)),
                        fields=["place_mark"],
                        name="reports_about_a_place",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("form_key",), name="one_report_for_each_form"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("urgency__in", ["routine", "same_day", "danger"])
                        ),
                        name="report_urgency_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["waiting", "read", "done"])),
                        name="report_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "came_by__in",
                                ["web", "partner", "call_101", "helpline", "visit"],
                            )
                        ),
                        name="how_a_report_came_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reasons__contained_by",
                                ["danger_now", "child", "themselves", "strong_sign"],
                            )
                        ),
                        name="reasons_of_urgency_are_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("came_by", "web"),
                                ("entered_at", None),
                                ("entered_by", None),
                            ),
                            models.Q(
                                models.Q(("came_by", "web"), _negated=True),
                                ("entered_at__isnull", False),
                                ("entered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="only_what_a_colleague_enters_has_a_name_and_an_hour",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Handover",
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
                ("keeper_id", models.UUIDField()),
                ("to_desk_id", models.UUIDField()),
                (
                    "file_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), size=None
                    ),
                ),
                ("handed_at", models.DateTimeField(null=True)),
                ("handed_by", models.UUIDField(null=True)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="reporting.report",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("handed_at__isnull", True)),
                        fields=("report",),
                        name="originals_wait_with_one_keeper",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
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
                ("position", models.PositiveSmallIntegerField()),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("desk", "From the desk"),
                            ("reporter", "From the reporter"),
                        ],
                        max_length=10,
                    ),
                ),
                ("sent_on", models.DateField()),
                ("script", models.CharField(blank=True, max_length=30)),
                ("letter", models.BinaryField(null=True)),
                ("body", unhidden.vault.fields.SealedField(category="narrative")),
                ("answers", models.PositiveSmallIntegerField(null=True)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="reporting.report",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("direction__in", ["desk", "reporter"])),
                        name="message_direction_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("report", "position"),
                        name="messages_of_a_report_are_numbered",
                    ),
                    models.UniqueConstraint(
                        fields=("report", "answers"), name="a_question_is_answered_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("direction", "desk"),
                                ("letter__isnull", False),
                                models.Q(("script", ""), _negated=True),
                            ),
                            models.Q(
                                ("direction", "reporter"),
                                ("letter__isnull", True),
                                ("script", ""),
                            ),
                            _connector="OR",
                        ),
                        name="the_desk_speaks_in_scripts_and_letters",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Passing",
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
                ("from_desk_id", models.UUIDField()),
                ("to_desk_id", models.UUIDField()),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("area", "It is about their area"),
                            ("kind", "It is about the kind of work they do"),
                            ("safeguarding", "Somebody needs to be safeguarded"),
                            ("investigation", "They investigate it already"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField()),
                ("passed_at", models.DateTimeField()),
                (
                    "passed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passings",
                        to="reporting.report",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "purpose__in",
                                ["area", "kind", "safeguarding", "investigation"],
                            )
                        ),
                        name="passing_purpose_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Hold",
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
                ("reason", models.TextField()),
                ("set_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="reporting.report",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=("report",),
                        name="a_report_is_held_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Route",
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
                ("area", models.CharField(blank=True, max_length=9)),
                ("topic", models.CharField(blank=True, max_length=40)),
                ("desk_id", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("area", "topic"), name="one_route_for_an_area_and_topic"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CatalogueReview",
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
                ("language", models.CharField(max_length=10)),
                ("digest", models.CharField(max_length=64)),
                ("reviewer", models.CharField(max_length=200)),
                ("signed_at", models.DateTimeField()),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("language", "digest"),
                        name="one_review_for_each_catalogue",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UrgencyChange",
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
                ("turn", models.PositiveSmallIntegerField()),
                (
                    "urgency",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("routine", "Routine"),
                            ("same_day", "Same day"),
                            ("danger", "Danger now"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField()),
                ("set_at", models.DateTimeField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reporting.report",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "turn"),
                        name="one_urgency_of_a_report_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("urgency__in", ["", "routine", "same_day", "danger"])
                        ),
                        name="the_urgency_that_a_desk_sets_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="urgency_is_set_with_its_reason",
                    ),
                ],
            },
        ),
    ]
