"""Exhibits: hands answer for themselves, and data comes in pieces."""

import django.db.models.deletion
import unhidden.access.records
from django.conf import settings
from django.db import migrations, models

# Each function's words stand in sql/, which takes their place.
_FUNCTIONS = (
    "investigations_custodygap_is_first",
    "investigations_exhibit_is_inside",
    "investigations_handanswer_is_own",
    "investigations_exhibitfilepiece_is_sent",
    "investigations_exhibitfile_is_whole",
    "investigations_rehash_is_honest",
)
_STANDS = (
    ("custodygap", "custodygap_is_first", ""),
    ("exhibit", "exhibit_is_inside", "'parent_id'"),
    ("exhibitleaving", "exhibit_is_inside", "'exhibit_id'"),
    ("exhibitupload", "exhibit_is_inside", "'exhibit_id'"),
    ("exhibitfile", "exhibit_is_inside", "'exhibit_id'"),
    ("handanswer", "handanswer_is_own", ""),
    ("exhibitfilepiece", "exhibitfilepiece_is_sent", ""),
    ("exhibitfile", "exhibitfile_is_whole", ""),
    ("rehash", "rehash_is_honest", ""),
)
_TRIGGERS = "".join(
    f"""
create function {name}() returns trigger language plpgsql
as $$ begin return new; end $$;
"""
    for name in _FUNCTIONS
) + "".join(
    f"""
create trigger investigations_{name} before insert on investigations_{table}
for each row execute function investigations_{name}({told});
-- Whatever a session is set to.
alter table investigations_{table}
  enable always trigger investigations_{name};
"""
    for table, name, told in _STANDS
)


class Migration(migrations.Migration):
    dependencies = [
        ("investigations", "0008_clocks_and_outcomes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ExhibitUpload",
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
                ("name", models.CharField(max_length=120)),
                ("size", models.PositiveBigIntegerField(null=True)),
                ("tool", models.CharField(blank=True, max_length=120)),
                ("scope", models.CharField(blank=True, max_length=300)),
                ("begun_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HandAnswer",
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
                    "hand",
                    models.CharField(
                        choices=[
                            ("giver", "Who hands it over"),
                            ("receiver", "Who receives it"),
                        ],
                        max_length=10,
                    ),
                ),
                ("is_so", models.BooleanField()),
                ("said_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="exhibitfile",
            name="pieces",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="exhibitfile",
            name="sealed_sha256",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="exhibitmove",
            name="giver",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="exhibitmove",
            name="is_outside",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="exhibitmove",
            name="receiver",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="rehash",
            name="sha256",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AlterField(
            model_name="rehash",
            name="taken_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="exhibitfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("pieces", 0), ("sealed_sha256", "")),
                    models.Q(
                        ("pieces__gt", 0), ("sealed_sha256__regex", "^[0-9a-f]{64}$")
                    ),
                    _connector="OR",
                ),
                name="what_is_kept_has_its_digest_as_sealed",
            ),
        ),
        migrations.AddConstraint(
            model_name="exhibitmove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_outside", False), ("receiver", None), _connector="OR"
                ),
                name="a_hand_outside_has_no_account",
            ),
        ),
        migrations.AddField(
            model_name="exhibitupload",
            name="begun_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="exhibitupload",
            name="exhibit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="uploads",
                to="investigations.exhibit",
            ),
        ),
        migrations.AddField(
            model_name="exhibitupload",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.investigation",
            ),
        ),
        migrations.AlterField(
            model_name="exhibitfilepiece",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pieces",
                to="investigations.exhibitupload",
            ),
        ),
        migrations.AddField(
            model_name="handanswer",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="investigations.investigation",
            ),
        ),
        migrations.AddField(
            model_name="handanswer",
            name="move",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answers",
                to="investigations.exhibitmove",
            ),
        ),
        migrations.AddField(
            model_name="handanswer",
            name="said_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="handanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("hand__in", ["giver", "receiver"])),
                name="exhibit_hand_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="handanswer",
            constraint=models.UniqueConstraint(
                fields=("move", "hand"), name="a_hand_answers_once"
            ),
        ),
        migrations.RunSQL(_TRIGGERS, migrations.RunSQL.noop),
    ]
