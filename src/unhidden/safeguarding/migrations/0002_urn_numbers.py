"""The running number of this module's URNs."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("safeguarding", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "create sequence safeguarding_urn", "drop sequence safeguarding_urn"
        )
    ]
