"""Each organisation's only key pair becomes the first generation of its team.

The private half stays wrapped as it was, by the server, until set-up is finished. What
was sealed before opens with it as before: nothing is sealed again here.
"""

from django.apps.registry import Apps as StateApps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_OLD = "KeyPair"


def move(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    alias = editor.connection.alias
    teams = apps.get_model("vault", "Team").objects.using(alias)
    generations = apps.get_model("vault", "Generation").objects.using(alias)
    pairs = apps.get_model("vault", _OLD).objects.using(alias)
    for pair in pairs.order_by("holder_id"):
        team = teams.create(id=pair.holder_id, created_at=pair.created_at)
        generations.create(
            team=team,
            number=1,
            public_key=pair.public_key,
            server_wrapped=pair.wrapped_private_key,
            opens_first_version=True,
            created_at=pair.created_at,
        )


class Migration(migrations.Migration):
    dependencies = [("vault", "0002_members_and_teams")]

    operations = [
        migrations.RunPython(move, elidable=False),
        migrations.DeleteModel(name="KeyPair"),
    ]
