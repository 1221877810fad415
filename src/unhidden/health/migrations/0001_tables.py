"""What the worker observed, and which alarms were sent."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="SentAlarm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("topic", models.CharField(max_length=20)),
                ("day", models.DateField()),
            ],
            options={
                "db_table": "health_alarm",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("topic", "day"), name="an_alarm_goes_out_once_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkerObservation",
            fields=[
                (
                    "subject",
                    models.CharField(max_length=20, primary_key=True, serialize=False),
                ),
                ("is_well", models.BooleanField()),
                ("seen_at", models.DateTimeField()),
            ],
            options={
                "db_table": "health_observation",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "subject__in",
                                ["anchors", "begun", "chains", "mail", "queue"],
                            )
                        ),
                        name="what_is_observed_is_known",
                    )
                ],
            },
        ),
    ]
