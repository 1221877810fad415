"""What is kept of a survivor: safety, consent, referrals, support, cover."""

import django.contrib.postgres.fields
import django.db.models.deletion
import unhidden.access.records
import unhidden.vault.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("safeguarding", "0002_people"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgainKey",
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
                ("public_key", models.BinaryField(unique=True)),
                ("since", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AgainLetter",
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
                ("letter", models.BinaryField()),
                ("kept_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="again_letter",
                        to="safeguarding.case",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CaseFile",
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
                    "sort",
                    models.CharField(
                        choices=[
                            ("letter", "Letter"),
                            ("identity", "Identity or travel document"),
                            ("medical", "From a doctor or a hospital"),
                            ("legal", "From a solicitor or a court"),
                            ("housing", "About housing or money"),
                            ("photo", "Photo"),
                            ("other", "Something else"),
                        ],
                        max_length=10,
                    ),
                ),
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
                ("pieces", models.PositiveSmallIntegerField()),
                (
                    "found",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10),
                        default=list,
                        size=None,
                    ),
                ),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="safeguarding.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "sort__in",
                                [
                                    "letter",
                                    "identity",
                                    "medical",
                                    "legal",
                                    "housing",
                                    "photo",
                                    "other",
                                ],
                            )
                        ),
                        name="case_file_sort_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["image", "pdf", "office", "audio", "text"])
                        ),
                        name="case_file_kind_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseNeed",
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
                            ("safety", "Safety"),
                            ("health", "Health"),
                            ("mental_health", "Mental health"),
                            ("gp", "A doctor (GP)"),
                            ("dentist", "Dentist"),
                            ("housing", "Somewhere to live"),
                            ("money", "Money and benefits"),
                            ("legal_aid", "Legal aid"),
                            ("immigration", "Immigration"),
                            ("papers", "Passport and other papers"),
                            ("letters", "Letters to read or to write"),
                            ("education", "School or college"),
                            ("language", "Learning English or Welsh"),
                            ("work", "Work"),
                            ("children", "Children and family"),
                            ("company", "Company and community"),
                            ("travel", "Travel"),
                            ("return", "Going home"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("wanted_on", models.DateField(null=True)),
                (
                    "words_sealed",
                    unhidden.vault.fields.SealedField(category="narrative", null=True),
                ),
                ("noted_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_needs",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case", "wanted_on"], name="needs_by_day")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "code__in",
                                [
                                    "safety",
                                    "health",
                                    "mental_health",
                                    "gp",
                                    "dentist",
                                    "housing",
                                    "money",
                                    "legal_aid",
                                    "immigration",
                                    "papers",
                                    "letters",
                                    "education",
                                    "language",
                                    "work",
                                    "children",
                                    "company",
                                    "travel",
                                    "return",
                                    "other",
                                ],
                            )
                        ),
                        name="need_code_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseOutgoing",
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
                            ("share", "Opened to another organisation"),
                            ("disclosure", "Told to investigators"),
                            ("referral", "Referred to the NRM"),
                            ("duty_to_notify", "Reported under the Duty to Notify"),
                            ("hand_over", "Handed to an organisation that may refer"),
                            ("own_page", "Printed for the person"),
                            ("ticked_page", "Printed for a hospital or a court"),
                            ("request", "Letter asking what is held"),
                            ("export", "Exported as a file"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "outside",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "An organisation on this system"),
                            ("person", "The person themselves"),
                            ("hospital", "A hospital or GP"),
                            ("court", "A court or lawyer"),
                            ("home_office", "The Home Office"),
                            ("own", "Kept by one’s own organisation"),
                            ("statistics", "Statistics, with the identity apart"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), size=None
                    ),
                ),
                ("source_id", models.UUIDField(db_index=True, null=True)),
                (
                    "purpose",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "statistics",
                                "Statistics for those who fund or oversee support",
                            ),
                            ("move", "Moving to another case system"),
                            ("referral", "Referring the person to a service abroad"),
                            ("person", "The person asked for it"),
                        ],
                        max_length=20,
                    ),
                ),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("is_asked_for", models.BooleanField(default=False)),
                ("is_talked_over", models.BooleanField(default=False)),
                ("passed_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outgoing",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="safeguarding.consent",
                    ),
                ),
                (
                    "passed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "share",
                                    "disclosure",
                                    "referral",
                                    "duty_to_notify",
                                    "hand_over",
                                    "own_page",
                                    "ticked_page",
                                    "request",
                                    "export",
                                ],
                            )
                        ),
                        name="outgoing_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "outside__in",
                                [
                                    "",
                                    "person",
                                    "hospital",
                                    "court",
                                    "home_office",
                                    "own",
                                    "statistics",
                                ],
                            )
                        ),
                        name="outgoing_outside_receiver_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("receiver__isnull", False),
                            models.Q(("outside", ""), _negated=True),
                            _connector="XOR",
                        ),
                        name="what_leaves_a_case_has_one_receiver",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "categories__contained_by",
                                [
                                    "operational",
                                    "identity",
                                    "contact",
                                    "narrative",
                                    "health",
                                    "immigration",
                                    "criminal",
                                    "third_party",
                                ],
                            )
                        ),
                        name="outgoing_categories_are_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("digest", ""), ("purpose", "")),
                            models.Q(
                                ("digest__regex", "^[0-9a-f]{64}$"),
                                ("kind", "export"),
                                (
                                    "purpose__in",
                                    ["statistics", "move", "referral", "person"],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="only_an_export_has_a_purpose_and_a_digest",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "own_page"), _negated=True),
                            models.Q(("is_asked_for", True), ("is_talked_over", True)),
                            _connector="OR",
                        ),
                        name="a_page_for_the_person_is_asked_for_and_talked_over",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseTurn",
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
                            ("lost_contact", "Contact lost"),
                            ("found_again", "In contact again"),
                            ("rested", "Put to rest until a day"),
                            ("woken", "Taken up again after its rest"),
                            ("turned_18", "Turned 18"),
                            ("left_uk", "Left the United Kingdom"),
                            ("died", "Died"),
                            ("closed", "Closed"),
                            ("reopened", "Opened again"),
                        ],
                        max_length=20,
                    ),
                ),
                ("happened_on", models.DateField()),
                ("code", models.CharField(blank=True, max_length=20)),
                (
                    "tried",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        default=list,
                        size=None,
                    ),
                ),
                ("wakes_on", models.DateField(null=True)),
                (
                    "words_sealed",
                    unhidden.vault.fields.SealedField(category="narrative", null=True),
                ),
                ("number", models.PositiveIntegerField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="turns",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "worker",
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
                                "kind__in",
                                [
                                    "lost_contact",
                                    "found_again",
                                    "rested",
                                    "woken",
                                    "turned_18",
                                    "left_uk",
                                    "died",
                                    "closed",
                                    "reopened",
                                ],
                            )
                        ),
                        name="turn_kind_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("case", "number"), name="turns_of_a_case_are_numbered"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(
                                    (
                                        "code__in",
                                        [
                                            "settled",
                                            "declined",
                                            "handed_on",
                                            "negative",
                                            "lost",
                                            "left_uk",
                                            "died",
                                            "error",
                                        ],
                                    ),
                                    ("kind", "closed"),
                                ),
                                models.Q(
                                    (
                                        "code__in",
                                        [
                                            "came_back",
                                            "sent",
                                            "found",
                                            "harm",
                                            "decision",
                                            "mistake",
                                        ],
                                    ),
                                    ("kind", "reopened"),
                                ),
                                models.Q(
                                    models.Q(
                                        ("kind__in", ["closed", "reopened"]),
                                        _negated=True,
                                    ),
                                    ("code", ""),
                                ),
                                _connector="OR",
                            )
                        ),
                        name="a_turn_has_the_code_of_its_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "rested"),
                            ("wakes_on__isnull", True),
                            _connector="XOR",
                        ),
                        name="a_case_rests_until_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "tried__contained_by",
                                [
                                    "called",
                                    "wrote",
                                    "visited",
                                    "safe_person",
                                    "provider",
                                    "missing",
                                ],
                            )
                        ),
                        name="ways_tried_are_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CoverDuty",
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
                ("until_at", models.DateTimeField()),
                ("set_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="agencies.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "indexes": [
                    models.Index(
                        fields=["organisation", "until_at"], name="duties_by_end"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_at__gt", models.F("from_at"))),
                        name="a_duty_ends_after_it_begins",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("organisation", "person", "from_at"),
                        name="nobody_is_on_a_duty_twice",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CoverSheet",
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
                    "called_sealed",
                    unhidden.vault.fields.SealedField(category="identity"),
                ),
                ("hours", models.PositiveSmallIntegerField()),
                ("from_at", models.DateTimeField()),
                ("until_at", models.DateTimeField()),
                ("written_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="agencies.organisation",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
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
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("case",),
                        name="a_case_has_one_sheet_for_the_night",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_at__gt", models.F("from_at"))),
                        name="a_sheet_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hours__gte", 1), ("hours__lte", 8)),
                        name="a_sheet_is_open_for_eight_hours_at_most",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeadlineChange",
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
                    "step",
                    models.CharField(
                        choices=[
                            ("started", "Started"),
                            ("met", "Done"),
                            ("reopened", "Open again"),
                            ("paused", "Stands still"),
                            ("resumed", "Goes on"),
                            ("ended", "Ended"),
                        ],
                        max_length=20,
                    ),
                ),
                ("rule_id", models.UUIDField(null=True)),
                ("due_before", models.DateTimeField(null=True)),
                ("due_after", models.DateTimeField(null=True)),
                ("happened_on", models.DateField(null=True)),
                (
                    "route",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("letter", "By letter"),
                            ("email", "By e-mail"),
                            ("phone", "By phone"),
                            ("in_person", "In person"),
                            ("online", "In an online service"),
                            ("meeting", "At a meeting"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "party",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("person", "The person themselves"),
                            ("childrens_services", "Children’s services"),
                            ("guardian", "The guardian service"),
                            ("home_office", "The Home Office"),
                            ("competent_authority", "The competent authority"),
                            ("support_provider", "The support provider"),
                            ("police", "The police"),
                            ("lawyer", "A lawyer"),
                            ("health", "A health service"),
                            ("other_agency", "Another organisation"),
                        ],
                        max_length=30,
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=40)),
                ("changed_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "deadline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="safeguarding.deadline",
                    ),
                ),
                (
                    "nrm_change",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="safeguarding.nrmchange",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "step__in",
                                [
                                    "started",
                                    "met",
                                    "reopened",
                                    "paused",
                                    "resumed",
                                    "ended",
                                ],
                            )
                        ),
                        name="deadline_step_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reference__regex",
                                "^$|^(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9/._-]{0,39}$",
                            )
                        ),
                        name="deadline_evidence_reference_is_a_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "route__in",
                                [
                                    "",
                                    "letter",
                                    "email",
                                    "phone",
                                    "in_person",
                                    "online",
                                    "meeting",
                                ],
                            )
                        ),
                        name="deadline_evidence_route_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "party__in",
                                [
                                    "",
                                    "person",
                                    "childrens_services",
                                    "guardian",
                                    "home_office",
                                    "competent_authority",
                                    "support_provider",
                                    "police",
                                    "lawyer",
                                    "health",
                                    "other_agency",
                                ],
                            )
                        ),
                        name="deadline_evidence_party_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("step", "met"), _negated=True),
                            ("nrm_change__isnull", False),
                            models.Q(
                                ("happened_on__isnull", False),
                                models.Q(("route", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_deadline_is_met_by_evidence",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExcludedInterpreter",
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
                    "name_sealed",
                    unhidden.vault.fields.SealedField(category="third_party"),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("known", "They know them, or are of one community"),
                            ("wish", "The person does not want them"),
                            (
                                "unsafe",
                                "They may be near those who controlled the person",
                            ),
                            ("poor", "They interpreted badly"),
                        ],
                        max_length=10,
                    ),
                ),
                ("added_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "ended_by",
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
                            ("reason__in", ["known", "wish", "unsafe", "poor"])
                        ),
                        name="why_an_interpreter_is_excluded",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            ("ended_by__isnull", False),
                            _connector="XOR",
                        ),
                        name="an_ended_exclusion_of_an_interpreter_says_by_whom",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FoundAgain",
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
                ("other_id", models.UUIDField()),
                ("found_on", models.DateField()),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not asked yet"),
                            ("yes", "They want to be in touch"),
                            ("no", "They do not want it"),
                        ],
                        max_length=5,
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="found_again",
                        to="safeguarding.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["", "yes", "no"])),
                        name="a_found_persons_answer_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answer", ""),
                            ("answered_by__isnull", False),
                            _connector="XOR",
                        ),
                        name="an_answer_of_who_was_found_says_whose",
                    ),
                    models.UniqueConstraint(
                        fields=("case", "other_id"), name="somebody_is_found_again_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HoldingsRequest",
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
                ("asked_at", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holdings_requests",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "organisation", "turn"),
                        name="requests_to_an_organisation_are_counted",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IdentityMark",
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
                ("mark", models.CharField(max_length=64)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="safeguarding.case",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["mark"], name="marks_that_meet")],
            },
        ),
        migrations.CreateModel(
            name="LinkWish",
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
                            ("partner", "Partner"),
                            ("parent", "Parent of them"),
                            ("child", "Child of theirs"),
                            ("sibling", "Brother or sister"),
                            ("family", "Of one family"),
                            ("came_with", "Came with them"),
                            ("fellow", "Was held at the same place"),
                        ],
                        max_length=20,
                    ),
                ),
                ("pseudonym", models.CharField(max_length=20)),
                ("agreed_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="link_wishes",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
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
                                "kind__in",
                                [
                                    "partner",
                                    "parent",
                                    "child",
                                    "sibling",
                                    "family",
                                    "came_with",
                                    "fellow",
                                ],
                            )
                        ),
                        name="a_link_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pseudonym__regex", "^NW-P-[0-9A-F]{5}-[0-9A-F]{5}$")
                        ),
                        name="a_link_names_a_pseudonym",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            ("ended_by__isnull", False),
                            _connector="XOR",
                        ),
                        name="an_ended_link_says_by_whom",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("case", "pseudonym"),
                        name="somebody_is_linked_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NrmForm",
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
                ("number", models.PositiveSmallIntegerField()),
                ("version", models.CharField(max_length=10)),
                ("started_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nrm_forms",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "started_by",
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
                        fields=("case", "number"), name="forms_of_a_case_are_numbered"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReferralHandover",
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
                ("number", models.PositiveSmallIntegerField()),
                ("asked_on", models.DateField()),
                ("due_on", models.DateField()),
                ("asked_at", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "responder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="agencies.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"),
                        name="handovers_of_a_case_are_numbered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gte", models.F("asked_on"))),
                        name="a_handover_is_due_after_it_was_asked_for",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SafeContact",
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
                    "route",
                    models.CharField(
                        choices=[
                            ("call", "Telephone call"),
                            ("text", "Text message"),
                            ("message", "Message in an app"),
                            ("email", "E-mail"),
                            ("post", "Letter by post"),
                            ("meeting", "Meeting in person"),
                            ("other_person", "Through somebody whom they named"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "days",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), size=None
                    ),
                ),
                ("opens", models.TimeField()),
                ("closes", models.TimeField()),
                ("terms_sealed", unhidden.vault.fields.SealedField(category="contact")),
                ("told_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="safe_contacts",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
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
                                "route__in",
                                [
                                    "call",
                                    "text",
                                    "message",
                                    "email",
                                    "post",
                                    "meeting",
                                    "other_person",
                                ],
                            )
                        ),
                        name="a_contact_route_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("days__contained_by", [0, 1, 2, 3, 4, 5, 6]),
                            ("days__len__gt", 0),
                        ),
                        name="a_safe_contact_has_days_of_the_week",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            ("ended_by__isnull", False),
                            _connector="XOR",
                        ),
                        name="an_ended_contact_says_by_whom",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SafetyRegister",
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
                ("team_id", models.UUIDField()),
                ("night", models.DateField()),
                ("place_sealed", unhidden.vault.fields.SealedField(category="contact")),
                ("until_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SafetyRisk",
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
                            ("trafficked_again", "Being exploited again"),
                            ("controller", "The controller can reach them"),
                            ("self_harm", "Harming themselves"),
                            ("family", "Harm to their family"),
                            ("homeless", "Having nowhere to live"),
                            ("online", "Being found through a phone or online"),
                            ("other", "Another risk"),
                        ],
                        max_length=20,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("now", "Danger now"),
                            ("high", "High"),
                            ("medium", "Medium"),
                            ("low", "Low"),
                            ("gone", "No longer there"),
                        ],
                        max_length=10,
                    ),
                ),
                ("review_on", models.DateField(null=True)),
                (
                    "words_sealed",
                    unhidden.vault.fields.SealedField(category="narrative", null=True),
                ),
                ("judged_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="safety_risks",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "judged_by",
                    models.ForeignKey(
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
                                "kind__in",
                                [
                                    "trafficked_again",
                                    "controller",
                                    "self_harm",
                                    "family",
                                    "homeless",
                                    "online",
                                    "other",
                                ],
                            )
                        ),
                        name="risk_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("level__in", ["now", "high", "medium", "low", "gone"])
                        ),
                        name="risk_level_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("case", "kind", "number"),
                        name="judgements_are_numbered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("level", "gone"),
                            ("review_on__isnull", False),
                            _connector="OR",
                        ),
                        name="a_risk_is_looked_at_again",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceProvider",
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
                    "serves",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("safety", "Safety"),
                                ("health", "Health"),
                                ("mental_health", "Mental health"),
                                ("gp", "A doctor (GP)"),
                                ("dentist", "Dentist"),
                                ("housing", "Somewhere to live"),
                                ("money", "Money and benefits"),
                                ("legal_aid", "Legal aid"),
                                ("immigration", "Immigration"),
                                ("papers", "Passport and other papers"),
                                ("letters", "Letters to read or to write"),
                                ("education", "School or college"),
                                ("language", "Learning English or Welsh"),
                                ("work", "Work"),
                                ("children", "Children and family"),
                                ("company", "Company and community"),
                                ("travel", "Travel"),
                                ("return", "Going home"),
                                ("other", "Something else"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                    ),
                ),
                (
                    "name_sealed",
                    unhidden.vault.fields.SealedField(category="operational"),
                ),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.council",
                    ),
                ),
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
                            ("serves__len__gt", 0),
                            (
                                "serves__contained_by",
                                [
                                    "safety",
                                    "health",
                                    "mental_health",
                                    "gp",
                                    "dentist",
                                    "housing",
                                    "money",
                                    "legal_aid",
                                    "immigration",
                                    "papers",
                                    "letters",
                                    "education",
                                    "language",
                                    "work",
                                    "children",
                                    "company",
                                    "travel",
                                    "return",
                                    "other",
                                ],
                            ),
                        ),
                        name="a_provider_serves_known_needs",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SpeakingWishes",
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
                ("number", models.PositiveSmallIntegerField()),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("cy", "Welsh"),
                            ("sq", "Albanian"),
                            ("am", "Amharic"),
                            ("ar", "Arabic"),
                            ("bn", "Bengali"),
                            ("bfi", "British Sign Language"),
                            ("bg", "Bulgarian"),
                            ("yue", "Cantonese"),
                            ("cs", "Czech"),
                            ("prs", "Dari"),
                            ("fa", "Farsi"),
                            ("fr", "French"),
                            ("hi", "Hindi"),
                            ("hu", "Hungarian"),
                            ("kmr", "Kurdish (Kurmanji)"),
                            ("ckb", "Kurdish (Sorani)"),
                            ("lv", "Latvian"),
                            ("lt", "Lithuanian"),
                            ("zh", "Mandarin"),
                            ("ps", "Pashto"),
                            ("pl", "Polish"),
                            ("pt", "Portuguese"),
                            ("pa", "Punjabi"),
                            ("ro", "Romanian"),
                            ("ru", "Russian"),
                            ("sk", "Slovak"),
                            ("so", "Somali"),
                            ("es", "Spanish"),
                            ("ta", "Tamil"),
                            ("th", "Thai"),
                            ("ti", "Tigrinya"),
                            ("tr", "Turkish"),
                            ("uk", "Ukrainian"),
                            ("ur", "Urdu"),
                            ("vi", "Vietnamese"),
                            ("yo", "Yoruba"),
                            ("other", "Another language"),
                            ("unknown", "Not known yet"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "needs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("reads_little", "Reads little or nothing"),
                                ("large_print", "Large print"),
                                ("hearing", "Hears little"),
                                ("sight", "Sees little"),
                                ("pictures", "Pictures or easy words"),
                                ("short", "Short talks, with breaks"),
                                ("trusted", "Somebody they trust beside them"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                    ),
                ),
                (
                    "interpreter_gender",
                    models.CharField(
                        choices=[
                            ("any", "Either"),
                            ("woman", "A woman"),
                            ("man", "A man"),
                            ("not_asked", "Not asked yet"),
                        ],
                        max_length=10,
                    ),
                ),
                ("is_interpreter_offered", models.BooleanField()),
                ("is_interpreter_wanted", models.BooleanField(null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="speaking_wishes",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
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
                                "language__in",
                                [
                                    "en",
                                    "cy",
                                    "sq",
                                    "am",
                                    "ar",
                                    "bn",
                                    "bfi",
                                    "bg",
                                    "yue",
                                    "cs",
                                    "prs",
                                    "fa",
                                    "fr",
                                    "hi",
                                    "hu",
                                    "kmr",
                                    "ckb",
                                    "lv",
                                    "lt",
                                    "zh",
                                    "ps",
                                    "pl",
                                    "pt",
                                    "pa",
                                    "ro",
                                    "ru",
                                    "sk",
                                    "so",
                                    "es",
                                    "ta",
                                    "th",
                                    "ti",
                                    "tr",
                                    "uk",
                                    "ur",
                                    "vi",
                                    "yo",
                                    "other",
                                    "unknown",
                                ],
                            )
                        ),
                        name="a_spoken_language_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "interpreter_gender__in",
                                ["any", "woman", "man", "not_asked"],
                            )
                        ),
                        name="an_interpreters_gender_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "needs__contained_by",
                                [
                                    "reads_little",
                                    "large_print",
                                    "hearing",
                                    "sight",
                                    "pictures",
                                    "short",
                                    "trusted",
                                ],
                            )
                        ),
                        name="communication_needs_are_known",
                    ),
                    models.UniqueConstraint(
                        fields=("case", "number"), name="speaking_wishes_are_numbered"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupervisionTalk",
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
                ("held_on", models.DateField()),
                ("next_on", models.DateField()),
                (
                    "words_sealed",
                    unhidden.vault.fields.SealedField(category="narrative", null=True),
                ),
                ("written_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="agencies.organisation",
                    ),
                ),
                (
                    "supervisor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "worker",
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
                        fields=("supervisor", "worker", "held_on"),
                        name="two_people_have_one_talk_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("supervisor", models.F("worker")), _negated=True
                        ),
                        name="nobody_supervises_themselves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("next_on__gt", models.F("held_on"))),
                        name="the_next_talk_is_later",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportContact",
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
                            ("us", "With us"),
                            ("health", "Doctor, nurse or therapist"),
                            ("solicitor", "Solicitor"),
                            ("home_office", "Home Office"),
                            ("council", "Council"),
                            ("court", "Court"),
                            ("police", "Police, as they agreed"),
                            ("school", "School or college"),
                            ("work", "Work"),
                            ("other", "Somebody else"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("call", "Telephone call"),
                            ("text", "Text message"),
                            ("message", "Message in an app"),
                            ("email", "E-mail"),
                            ("post", "Letter by post"),
                            ("meeting", "Meeting in person"),
                            ("other_person", "Through somebody whom they named"),
                        ],
                        max_length=20,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("minutes", models.PositiveSmallIntegerField()),
                (
                    "words_sealed",
                    unhidden.vault.fields.SealedField(category="narrative", null=True),
                ),
                ("noted_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_contacts",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case", "starts_at"], name="contacts_by_day")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "us",
                                    "health",
                                    "solicitor",
                                    "home_office",
                                    "council",
                                    "court",
                                    "police",
                                    "school",
                                    "work",
                                    "other",
                                ],
                            )
                        ),
                        name="contact_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "route__in",
                                [
                                    "call",
                                    "text",
                                    "message",
                                    "email",
                                    "post",
                                    "meeting",
                                    "other_person",
                                ],
                            )
                        ),
                        name="support_route_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("case", "kind", "route", "starts_at"),
                        name="a_contact_is_noted_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportPlanText",
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
                    "part",
                    models.CharField(
                        choices=[
                            ("goals", "What they want to reach"),
                            ("plan", "What we will do, and who does it"),
                            ("safety", "What keeps them safe"),
                        ],
                        max_length=10,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("read_to", models.PositiveSmallIntegerField()),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("own", "In their own words"),
                            ("read_back", "In our words, read back to them"),
                            ("not_read", "In our words, not read back yet"),
                        ],
                        max_length=10,
                    ),
                ),
                ("told_on", models.DateField()),
                ("review_on", models.DateField(null=True)),
                (
                    "text_sealed",
                    unhidden.vault.fields.SealedField(category="narrative"),
                ),
                ("written_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_texts",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("part__in", ["goals", "plan", "safety"])),
                        name="plan_part_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("source__in", ["own", "read_back", "not_read"])
                        ),
                        name="plan_source_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("case", "part", "number"),
                        name="texts_of_a_plan_are_numbered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("read_to__lt", models.F("number"))),
                        name="a_plan_text_follows_what_was_read",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SurvivorAccount",
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
                ("told_on", models.DateField()),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("spoken", "Told in words, written down at once"),
                            ("afterwards", "Told in words, written down afterwards"),
                            ("written", "Written by the person"),
                            ("interpreted", "Told through an interpreter"),
                        ],
                        max_length=20,
                    ),
                ),
                ("is_read_aloud", models.BooleanField()),
                (
                    "content_sealed",
                    unhidden.vault.fields.SealedField(category="narrative"),
                ),
                ("written_at", models.DateTimeField()),
                (
                    "adds_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="additions",
                        to="safeguarding.survivoraccount",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
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
                                "how__in",
                                ["spoken", "afterwards", "written", "interpreted"],
                            )
                        ),
                        name="how_it_was_told_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TwinJudgement",
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
                ("is_same", models.BooleanField()),
                ("judged_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "judged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="safeguarding.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "other"), name="two_cases_are_judged_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("case__lt", models.F("other"))),
                        name="of_two_cases_the_lower_id_comes_first",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountMark",
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
                    "content_sealed",
                    unhidden.vault.fields.SealedField(category="narrative"),
                ),
                ("marked_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "marked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "takes_back",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_back",
                        to="safeguarding.accountmark",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="safeguarding.survivoraccount",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CaseFilePiece",
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
                ("number", models.PositiveSmallIntegerField()),
                ("sealed", models.BinaryField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sealed_pieces",
                        to="safeguarding.casefile",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("file", "number"),
                        name="pieces_of_a_case_file_are_numbered",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactOutcome",
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
                    "result",
                    models.CharField(
                        choices=[
                            ("kept", "They were there, or answered"),
                            ("missed", "They were not there, or did not answer"),
                            ("called_off_by_them", "They called it off"),
                            ("called_off_by_us", "We or others called it off"),
                        ],
                        max_length=20,
                    ),
                ),
                ("told_at", models.DateTimeField()),
                (
                    "told_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contact",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcome",
                        to="safeguarding.supportcontact",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "result__in",
                                [
                                    "kept",
                                    "missed",
                                    "called_off_by_them",
                                    "called_off_by_us",
                                ],
                            )
                        ),
                        name="contact_result_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CoverOpening",
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
                    "reason",
                    models.CharField(
                        choices=[
                            ("called", "The person is calling"),
                            ("danger", "The person may be in danger"),
                            ("health", "The person needs a doctor"),
                            ("home", "Something is wrong where they live"),
                            (
                                "others",
                                "Police, hospital or a landlord asks about them",
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("until_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="openings",
                        to="safeguarding.coversheet",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                ["called", "danger", "health", "home", "others"],
                            )
                        ),
                        name="cover_reason_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_at__gt", models.F("opened_at"))),
                        name="what_is_opened_shuts_later",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("sheet", "person"),
                        name="a_sheet_is_opened_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CoverSection",
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
                            ("tonight", "What matters these nights"),
                            ("safe_contact", "How to reach them safely"),
                            ("safety_plan", "What keeps them safe"),
                            ("people", "Whom to call for them"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "text_sealed",
                    unhidden.vault.fields.SealedField(category="narrative"),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sections",
                        to="safeguarding.coversheet",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["tonight", "safe_contact", "safety_plan", "people"],
                            )
                        ),
                        name="cover_section_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("sheet", "kind"),
                        name="a_section_stands_once_on_a_sheet",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FileWithdrawal",
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
                    "reason",
                    models.CharField(
                        choices=[
                            ("asked", "They asked for it"),
                            ("wrong_person", "It belongs to somebody else"),
                            ("wrong_file", "It is the wrong file"),
                            ("replaced", "A newer one has taken its place"),
                        ],
                        max_length=20,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField()),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="safeguarding.casefile",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
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
                                "reason__in",
                                ["asked", "wrong_person", "wrong_file", "replaced"],
                            )
                        ),
                        name="withdrawal_reason_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HandoverEvent",
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
                    "step",
                    models.CharField(
                        choices=[
                            ("acknowledged", "They have it, and will refer"),
                            ("declined", "They will not refer"),
                            ("escalated", "Raised with somebody above them"),
                            ("referred", "They have referred"),
                            ("withdrawn", "Taken back by us"),
                        ],
                        max_length=20,
                    ),
                ),
                ("day", models.DateField()),
                ("noted_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "handover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="safeguarding.referralhandover",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "step__in",
                                [
                                    "acknowledged",
                                    "declined",
                                    "escalated",
                                    "referred",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="handover_step_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("handover", "step"),
                        name="a_handover_comes_to_a_step_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("step__in", ["declined", "referred", "withdrawn"])
                        ),
                        fields=("handover",),
                        name="a_handover_ends_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HoldingsStep",
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
                            ("sent", "Letter sent"),
                            ("extended", "They need up to two months more"),
                            ("answered", "Answered"),
                            ("partly", "Answered in part"),
                            ("nothing_held", "They hold nothing"),
                            ("refused", "Refused"),
                            ("taken_back", "The person no longer asks"),
                        ],
                        max_length=20,
                    ),
                ),
                ("on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="safeguarding.holdingsrequest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "code__in",
                                [
                                    "sent",
                                    "extended",
                                    "answered",
                                    "partly",
                                    "nothing_held",
                                    "refused",
                                    "taken_back",
                                ],
                            )
                        ),
                        name="holdings_step_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("request", "code"), name="a_holdings_step_is_taken_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "code__in",
                                (
                                    "answered",
                                    "partly",
                                    "nothing_held",
                                    "refused",
                                    "taken_back",
                                ),
                            )
                        ),
                        fields=("request",),
                        name="a_holdings_request_ends_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NeedStep",
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
                ("number", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("dated", "Wanted by another day"),
                            ("met", "Met"),
                            ("not_wanted", "No longer wanted"),
                            ("not_possible", "Could not be met"),
                        ],
                        max_length=20,
                    ),
                ),
                ("day", models.DateField()),
                ("told_at", models.DateTimeField()),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="safeguarding.caseneed",
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
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
                            ("kind__in", ["dated", "met", "not_wanted", "not_possible"])
                        ),
                        name="need_step_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("need", "number"), name="steps_of_a_need_are_numbered"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("kind__in", ("met", "not_wanted", "not_possible"))
                        ),
                        fields=("need",),
                        name="a_need_ends_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NrmFormAnswer",
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
                ("place", models.CharField(max_length=60)),
                ("number", models.PositiveIntegerField()),
                (
                    "content_sealed",
                    unhidden.vault.fields.SealedField(category="narrative"),
                ),
                ("saved_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="safeguarding.nrmform",
                    ),
                ),
                (
                    "saved_by",
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
                        fields=("form", "place", "number"),
                        name="nobody_saves_a_step_over_another",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NrmFormEvent",
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
                            ("begun_there", "Begun in the Home Office’s service"),
                            ("recorded", "Its referral was recorded"),
                            ("set_aside", "Set aside"),
                        ],
                        max_length=20,
                    ),
                ),
                ("day", models.DateField()),
                ("noted_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="safeguarding.nrmform",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
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
                            ("stage__in", ["begun_there", "recorded", "set_aside"])
                        ),
                        name="form_stage_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("form", "stage"), name="a_form_comes_to_a_stage_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("stage__in", ["recorded", "set_aside"])),
                        fields=("form",),
                        name="a_form_ends_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NrmFormUnsaved",
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
                ("place", models.CharField(max_length=60)),
                (
                    "content_sealed",
                    unhidden.vault.fields.SealedField(category="narrative", null=True),
                ),
                ("kept_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unsaved",
                        to="safeguarding.nrmform",
                    ),
                ),
                (
                    "person",
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
                        fields=("form", "place", "person"),
                        name="one_unsaved_text_of_a_person_and_step",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OutgoingMark",
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
                            ("ended", "Ended: nobody there opens it any more"),
                            (
                                "withdrawn",
                                "Taken back: used for nothing new unless law compels",
                            ),
                            ("recalled", "Recalled"),
                        ],
                        max_length=10,
                    ),
                ),
                ("marked_at", models.DateTimeField()),
                (
                    "marked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "outgoing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="safeguarding.caseoutgoing",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("code__in", ["ended", "withdrawn", "recalled"])
                        ),
                        name="outgoing_mark_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("outgoing", "code"), name="a_mark_is_set_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProviderDeclaration",
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
                    "room",
                    models.CharField(
                        choices=[
                            ("enough", "Room"),
                            ("few", "Little room"),
                            ("waiting", "A waiting list"),
                            ("none", "No room"),
                            ("closed", "Takes nobody any more"),
                        ],
                        max_length=10,
                    ),
                ),
                ("weeks", models.PositiveSmallIntegerField(null=True)),
                ("declared_at", models.DateTimeField()),
                (
                    "declared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declarations",
                        to="safeguarding.serviceprovider",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("room__in", ["enough", "few", "waiting", "none", "closed"])
                        ),
                        name="provider_room_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterDay",
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
                ("day", models.DateField()),
                ("people", models.PositiveSmallIntegerField()),
                ("told_at", models.DateTimeField()),
                (
                    "told_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="days",
                        to="safeguarding.safetyregister",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("register", "day"),
                        name="a_day_of_a_register_is_told_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterEntry",
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
                ("sealed_as", models.UUIDField()),
                (
                    "content_sealed",
                    unhidden.vault.fields.SealedField(category="narrative"),
                ),
                ("written_at", models.DateTimeField()),
                ("is_by_phone", models.BooleanField(default=False)),
                (
                    "doubts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="safeguarding.safetyregister",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RegisterKeeper",
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
                ("named_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "named_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="keepers",
                        to="safeguarding.safetyregister",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("register", "person"),
                        name="a_keeper_is_named_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceReferral",
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
                ("asked_on", models.DateField()),
                ("asked_at", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="safeguarding.caseneed",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="safeguarding.serviceprovider",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CoverCall",
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
                    "text_sealed",
                    unhidden.vault.fields.SealedField(category="narrative"),
                ),
                ("written_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="safeguarding.coveropening",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CoverSeen",
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
                ("seen_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "opening",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seen",
                        to="safeguarding.coveropening",
                    ),
                ),
                (
                    "seen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SentenceTaken",
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
                    "check_made",
                    models.CharField(
                        choices=[
                            ("read_back", "Read back to the person"),
                            ("not_yet", "Not yet read back"),
                        ],
                        max_length=10,
                    ),
                ),
                ("read_back_on", models.DateField(null=True)),
                ("taken_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken",
                        to="safeguarding.nrmform",
                    ),
                ),
                (
                    "mark",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken",
                        to="safeguarding.accountmark",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
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
                            ("check_made__in", ["read_back", "not_yet"])
                        ),
                        name="check_of_a_sentence_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("check_made", "read_back"),
                                ("read_back_on__isnull", False),
                            ),
                            models.Q(
                                ("check_made", "not_yet"),
                                ("read_back_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="what_was_read_back_says_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceStep",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked"),
                            ("waiting", "On a waiting list"),
                            ("started", "Started"),
                            ("declined", "Declined"),
                            ("ended", "Ended"),
                        ],
                        max_length=10,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("day", models.DateField()),
                ("told_at", models.DateTimeField()),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="safeguarding.servicereferral",
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
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
                                "state__in",
                                ["asked", "waiting", "started", "declined", "ended"],
                            )
                        ),
                        name="service_state_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("referral", "number"), name="service_steps_are_numbered"
                    ),
                    models.UniqueConstraint(
                        fields=("referral", "state"),
                        name="a_service_comes_to_a_state_once",
                    ),
                ],
            },
        ),
    ]
