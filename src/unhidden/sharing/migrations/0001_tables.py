"""Information-sharing agreements, and what is shared under one."""

import django.contrib.postgres.fields
import django.db.models.deletion
import unhidden.access.records
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("sharing", "0001_agreements_and_shares")]

    initial = True

    dependencies = [
        ("agencies", "0001_tables"),
        ("agencies", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
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
                ("title", models.CharField(max_length=200)),
                (
                    "purposes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), size=None
                    ),
                ),
                (
                    "domains",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), size=None
                    ),
                ),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), size=None
                    ),
                ),
                (
                    "legal_basis",
                    models.CharField(
                        choices=[
                            (
                                "cda_1998_115",
                                "Crime and Disorder Act 1998, section 115",
                            ),
                            ("msa_2015_52", "Modern Slavery Act 2015, section 52"),
                            (
                                "sswba_2014",
                                "Social Services and Well-being (Wales) Act 2014",
                            ),
                            ("dea_2017", "Digital Economy Act 2017"),
                            ("consent", "Consent of the person"),
                            ("other", "Another law, named below"),
                        ],
                        max_length=20,
                    ),
                ),
                ("legal_words", models.TextField(blank=True)),
                ("from_on", models.DateField()),
                ("to_on", models.DateField()),
                ("review_on", models.DateField()),
                ("written_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("is_final", models.BooleanField(default=False)),
                ("ended_at", models.DateTimeField(null=True)),
                ("end_reason", models.CharField(blank=True, max_length=300)),
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
                    "kept_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="agencies.organisation",
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
                                "legal_basis__in",
                                [
                                    "cda_1998_115",
                                    "msa_2015_52",
                                    "sswba_2014",
                                    "dea_2017",
                                    "consent",
                                    "other",
                                ],
                            )
                        ),
                        name="agreement_legal_basis_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("to_on__gte", models.F("from_on"))),
                        name="an_agreement_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "domains__contained_by",
                                [
                                    "report",
                                    "intelligence",
                                    "operation",
                                    "visit",
                                    "safeguarding_case",
                                    "investigation",
                                    "statistic",
                                ],
                            )
                        ),
                        name="agreement_domains_are_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "purposes__contained_by",
                                [
                                    "report_triage",
                                    "intel_assessment",
                                    "operation_delivery",
                                    "safeguarding_support",
                                    "investigation",
                                    "disclosure",
                                    "oversight_statistics",
                                    "audit",
                                    "system_admin",
                                ],
                            )
                        ),
                        name="agreement_purposes_are_known",
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
                            ),
                            ("categories__contains", ["operational"]),
                        ),
                        name="agreement_categories_are_known_and_not_none",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("legal_basis", "other"), _negated=True),
                            models.Q(("legal_words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="another_law_is_named",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Party",
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
                ("signed_at", models.DateTimeField(null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="sharing.agreement",
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
                    "signed_by",
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
                        fields=("agreement", "organisation"),
                        name="a_party_is_named_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_at__isnull", True),
                            ("signed_by__isnull", False),
                            _connector="XOR",
                        ),
                        name="a_signature_has_its_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
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
                ("title", models.CharField(max_length=200)),
                ("kept_at", models.CharField(max_length=300)),
                ("dated_on", models.DateField()),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="sharing.agreement",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Share",
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
                    "domain",
                    models.CharField(
                        choices=[
                            ("report", "Report from the public"),
                            ("intelligence", "Intelligence"),
                            ("operation", "Operation"),
                            ("visit", "Visit"),
                            ("safeguarding_case", "Survivor’s case"),
                            ("investigation", "Investigation"),
                            ("statistic", "Results"),
                        ],
                        max_length=30,
                    ),
                ),
                ("record_id", models.UUIDField()),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), size=None
                    ),
                ),
                (
                    "purposes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), size=None
                    ),
                ),
                ("consent_id", models.UUIDField(null=True)),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("life", "To save somebody’s life or prevent serious harm"),
                            ("child", "To protect a child"),
                            ("adult_at_risk", "To protect an adult at risk"),
                            ("crime", "To prevent, find out or prosecute crime"),
                            ("court", "By order of a court"),
                        ],
                        max_length=20,
                    ),
                ),
                ("ground_words", models.TextField(blank=True)),
                ("until_on", models.DateField()),
                (
                    "urgency",
                    models.CharField(
                        choices=[
                            ("today", "Today"),
                            ("three_days", "Within 3 days"),
                            ("can_wait", "Can wait a week or more"),
                        ],
                        max_length=20,
                    ),
                ),
                ("area", models.CharField(max_length=80)),
                ("needs", models.TextField()),
                ("language", models.CharField(blank=True, max_length=40)),
                ("is_safe_to_contact", models.BooleanField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("offered", "Offered, waiting for an answer"),
                            ("accepted", "Shared"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                            ("expired", "Not answered in time"),
                            ("ended", "Ended"),
                        ],
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("offered_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answer_reason", models.CharField(blank=True, max_length=300)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "end_code",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("giver", "Ended by the organisation that shared it"),
                            ("receiver", "Ended by the organisation that received it"),
                            ("consent", "The person no longer agrees"),
                            ("agreement", "The agreement ended"),
                            ("lapsed", "Its time was over"),
                        ],
                        max_length=20,
                    ),
                ),
                ("end_reason", models.CharField(blank=True, max_length=300)),
                ("deleted_at", models.DateTimeField(null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="sharing.agreement",
                    ),
                ),
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
                    "authorised_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "deleted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "from_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.organisation",
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "to_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["record_id"], name="shares_of_a_record")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "domain__in",
                                [
                                    "report",
                                    "intelligence",
                                    "operation",
                                    "visit",
                                    "safeguarding_case",
                                    "investigation",
                                    "statistic",
                                ],
                            )
                        ),
                        name="share_domain_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "offered",
                                    "accepted",
                                    "declined",
                                    "withdrawn",
                                    "expired",
                                    "ended",
                                ],
                            )
                        ),
                        name="share_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("urgency__in", ["today", "three_days", "can_wait"])
                        ),
                        name="share_urgency_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("authorised_by__isnull", True),
                                ("consent_id__isnull", False),
                                ("ground", ""),
                            ),
                            models.Q(
                                ("authorised_by__isnull", False),
                                ("consent_id__isnull", True),
                                (
                                    "ground__in",
                                    [
                                        "life",
                                        "child",
                                        "adult_at_risk",
                                        "crime",
                                        "court",
                                    ],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="a_share_rests_on_consent_or_on_an_authorised_ground",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("authorised_by", models.F("offered_by")), _negated=True
                        ),
                        name="nobody_authorises_their_own_share",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_organisation", models.F("to_organisation")),
                            _negated=True,
                        ),
                        name="nobody_shares_with_themselves",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["offered", "accepted"])),
                        fields=("record_id", "to_organisation"),
                        name="a_record_is_shared_with_an_organisation_once",
                    ),
                ],
            },
        ),
    ]
