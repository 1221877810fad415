"""The running number of this module's URNs."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("investigations", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "create sequence investigations_urn", "drop sequence investigations_urn"
        )
    ]
