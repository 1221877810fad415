"""Keys that many may have meet within one organisation alone: a name is one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intelligence", "0026_items_written_anew")]

    operations = [
        migrations.AddField(
            model_name="meetingkey",
            name="is_within",
            field=models.BooleanField(db_default=False),
        ),
        migrations.AlterField(
            model_name="mention",
            name="kind",
            field=models.CharField(
                choices=[
                    ("person", "Person"),
                    ("vehicle", "Vehicle"),
                    ("phone", "Phone"),
                    ("account", "E-mail or account"),
                    ("advert", "Advert or web page"),
                    ("document", "Document"),
                    ("premises", "Premises"),
                    ("business", "Business"),
                    ("event", "Event"),
                ],
                max_length=20,
            ),
        ),
    ]
