"""Two models get names of their own in the house; their tables keep theirs."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("decision_log", "0001_tables")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RenameModel("Decision", "LoggedDecision"),
                migrations.RenameModel("Addendum", "DecisionAddendum"),
                migrations.AlterModelTable("LoggedDecision", "decision_log_decision"),
                migrations.AlterModelTable("DecisionAddendum", "decision_log_addendum"),
            ]
        )
    ]
