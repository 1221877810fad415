"""Whom to tell, who is told nothing, and the letters that wait."""

import django.db.models.deletion
import unhidden.access.records
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NoticeRound",
            fields=[
                ("at", models.DateTimeField(primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="MailBar",
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
                ("is_barred", models.BooleanField()),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
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
            name="NoticeChoice",
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
                    "topic",
                    models.CharField(
                        choices=[
                            ("danger", "A danger to life, while you are on call"),
                            ("reports", "What the public tells your desk"),
                            ("emergencies", "Emergency access to approve or review"),
                            ("deadlines", "Deadlines of cases that you work on"),
                            (
                                "approvals",
                                "Engagements to decide, and colleagues to let in to keys",
                            ),
                            ("offers", "Offers of partners, and agreements to sign"),
                            ("contacts", "Contacts to make, and sources to look at"),
                            ("requests", "Requests to investigate"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "pace",
                    models.CharField(
                        choices=[
                            ("at_once", "At once"),
                            ("hours", "At each of the fixed hours"),
                            ("daily", "Once a day"),
                            ("off", "Not at all"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "topic"), name="a_topic_is_chosen_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "topic__in",
                                [
                                    "danger",
                                    "reports",
                                    "emergencies",
                                    "deadlines",
                                    "approvals",
                                    "offers",
                                    "contacts",
                                    "requests",
                                ],
                            )
                        ),
                        name="notice_topic_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pace__in", ["at_once", "hours", "daily", "off"])
                        ),
                        name="notice_pace_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticeLetter",
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
                ("is_warning", models.BooleanField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("sending", "being sent"),
                            ("sent", "sent"),
                            ("unsure", "sent or not: its process ended meanwhile"),
                            ("refused", "refused: the address"),
                            ("given_up", "given up after a day"),
                            ("dropped", "dropped"),
                        ],
                        max_length=10,
                    ),
                ),
                ("queued_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("next_at", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("is_retried", models.BooleanField(default=False)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "notices_letter",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["next_at"],
                        name="letters_that_wait",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "waiting",
                                    "sending",
                                    "sent",
                                    "unsure",
                                    "refused",
                                    "given_up",
                                    "dropped",
                                ],
                            )
                        ),
                        name="letter_state_is_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "sending"])),
                        fields=("person",),
                        name="one_letter_a_person_waits",
                    ),
                ],
            },
        ),
    ]
