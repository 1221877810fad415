"""Survivors’ cases, and the running number of their URNs."""

import django.db.models.deletion
import unhidden.access.records
import unhidden.vault.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("safeguarding", "0001_initial"),
        ("safeguarding", "0002_urn_numbers"),
        ("safeguarding", "0003_sensitivity"),
        ("safeguarding", "0004_teams_are_the_walls"),
        ("safeguarding", "0005_sealed_identity_and_notes"),
    ]

    initial = True

    dependencies = [
        ("agencies", "0001_tables"),
        ("agencies", "__first__"),
        ("visits", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
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
                ("urn", models.CharField(max_length=30, unique=True)),
                (
                    "age_group",
                    models.CharField(
                        choices=[
                            ("adult", "Adult"),
                            ("child", "Child"),
                            ("unsure", "Not sure, treated as a child"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "nrm_state",
                    models.CharField(
                        choices=[
                            ("identified", "Identified"),
                            ("consent_pending", "Waiting for the adult's decision"),
                            ("consent_given", "Consent given"),
                            ("consent_refused", "Consent refused"),
                            ("not_required_child", "Consent not needed: child"),
                            ("submitted", "Referred to the NRM"),
                            ("dtn_submitted", "Duty to Notify report made"),
                        ],
                        default="identified",
                        max_length=30,
                    ),
                ),
                ("nrm_reference", models.CharField(blank=True, max_length=60)),
                ("preferred_language", models.CharField(blank=True, max_length=40)),
                (
                    "identity_sealed",
                    unhidden.vault.fields.SealedField(category="identity", null=True),
                ),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="agencies.organisation",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "possible_victim",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="visits.possiblevictim",
                    ),
                ),
                ("is_restricted", models.BooleanField(default=False)),
                ("sensitivity", models.PositiveSmallIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age_group__in", ["adult", "child", "unsure"])
                        ),
                        name="case_age_group_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "nrm_state__in",
                                [
                                    "identified",
                                    "consent_pending",
                                    "consent_given",
                                    "consent_refused",
                                    "not_required_child",
                                    "submitted",
                                    "dtn_submitted",
                                ],
                            )
                        ),
                        name="case_nrm_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("nrm_state__in", ["submitted", "dtn_submitted"]),
                                _negated=True,
                            ),
                            models.Q(("nrm_reference", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_submitted_referral_carries_its_reference",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
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
                            ("nrm", "Referral to the National Referral Mechanism"),
                            ("support", "Support"),
                            ("investigation", "Helping an investigation"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("no", "No"),
                            ("not_yet", "Not yet decided"),
                        ],
                        max_length=10,
                    ),
                ),
                ("language", models.CharField(max_length=40)),
                ("interpreter", models.CharField(blank=True, max_length=120)),
                ("words_version", models.PositiveSmallIntegerField()),
                ("asked_at", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="safeguarding.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["nrm", "support", "investigation"])
                        ),
                        name="consent_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["yes", "no", "not_yet"])),
                        name="consent_answer_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Deadline",
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
                ("code", models.CharField(max_length=40)),
                ("started_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("met_at", models.DateTimeField(null=True)),
                ("told_overdue_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadlines",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "met_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["due_at"], name="deadlines_by_day")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("met_at__isnull", True)),
                        fields=("case", "code"),
                        name="one_open_deadline_of_a_kind",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NrmChange",
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
                    "from_state",
                    models.CharField(
                        choices=[
                            ("identified", "Identified"),
                            ("consent_pending", "Waiting for the adult's decision"),
                            ("consent_given", "Consent given"),
                            ("consent_refused", "Consent refused"),
                            ("not_required_child", "Consent not needed: child"),
                            ("submitted", "Referred to the NRM"),
                            ("dtn_submitted", "Duty to Notify report made"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("identified", "Identified"),
                            ("consent_pending", "Waiting for the adult's decision"),
                            ("consent_given", "Consent given"),
                            ("consent_refused", "Consent refused"),
                            ("not_required_child", "Consent not needed: child"),
                            ("submitted", "Referred to the NRM"),
                            ("dtn_submitted", "Duty to Notify report made"),
                        ],
                        max_length=30,
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Note",
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
                        related_name="notes",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RunSQL(
            "create sequence safeguarding_urn", "drop sequence safeguarding_urn"
        ),
    ]
