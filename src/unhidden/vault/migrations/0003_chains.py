"""The chain of each team's keys, and by whose own signature somebody may be let in."""

import django.db.models.deletion
from django.db import migrations, models

# The rules of rows bind the owner, too, while they are forced.
_NEWEST = """
alter table vault_team no force row level security;
alter table vault_generation no force row level security;
update vault_team t set newest_id = (
  select g.id from vault_generation g where g.team_id = t.id order by g.number desc limit 1);
alter table vault_team force row level security;
alter table vault_generation force row level security;
"""
_FINAL = """
create function vault_link_is_final() returns trigger language plpgsql as $$
begin
  raise exception 'a link of a chain is never changed' using errcode = '42501';
end $$;
create trigger vault_link_is_final before update or delete on vault_link
for each row execute function vault_link_is_final();
create trigger vault_link_stays before truncate on vault_link
execute function vault_link_is_final();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("vault", "0002_whose_keys"),
    ]

    operations = [
        migrations.AddField(
            model_name="team",
            name="newest_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.CreateModel(
            name="Link",
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
                ("number", models.PositiveIntegerField()),
                ("header", models.BinaryField()),
                ("signatures", models.BinaryField()),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="vault.team",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("team", "number"), name="links_of_a_team_are_numbered"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptRoster",
            fields=[
                (
                    "team",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="vault.team",
                    ),
                ),
                ("roster", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Proof",
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
                ("person_id", models.UUIDField()),
                ("engagement_id", models.UUIDField()),
                ("signer", models.BinaryField()),
                ("proof", models.BinaryField()),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proofs",
                        to="vault.team",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person_id", "team"),
                        name="somebody_proves_their_keys_once",
                    )
                ],
            },
        ),
        migrations.RunSQL(_NEWEST),
        migrations.RunSQL(_FINAL),
    ]
