"""Whoever decides on accounts of visits is told that some wait, and of lost phones."""

from django.db import migrations, models

_CHOICES = [
    ("danger", "A danger to life, while you are on call"),
    ("reports", "What the public tells your desk"),
    ("emergencies", "Emergency access to approve or review"),
    ("deadlines", "Deadlines of cases that you work on"),
    ("approvals", "Engagements to decide, and colleagues to let in to keys"),
    ("offers", "Offers of partners, and agreements to sign"),
    ("contacts", "Contacts to make, and sources to look at"),
    ("requests", "Requests to investigate"),
    ("crews", "Crews overdue for contact and welfare alarms, while you hold a post"),
    ("accounts", "What was written of visits and waits for a decision"),
    ("phones", "Phones that were reported lost"),
]


class Migration(migrations.Migration):
    dependencies = [("notices", "0002_crews")]

    operations = [
        migrations.AlterField(
            model_name="noticechoice",
            name="topic",
            field=models.CharField(choices=_CHOICES, max_length=20),
        ),
        migrations.RemoveConstraint("noticechoice", "notice_topic_is_known"),
        migrations.AddConstraint(
            "noticechoice",
            models.CheckConstraint(
                condition=models.Q(("topic__in", [code for code, _ in _CHOICES])),
                name="notice_topic_is_known",
            ),
        ),
    ]
