"""The running number of this module's URNs."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("intelligence", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "create sequence intelligence_urn", "drop sequence intelligence_urn"
        )
    ]
