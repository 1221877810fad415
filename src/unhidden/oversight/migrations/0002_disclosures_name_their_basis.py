"""Those from before rest on the person's consent, as they had to."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("investigations", "0004_teams_are_the_walls"),
        ("oversight", "0001_initial"),
        ("safeguarding", "0005_sealed_identity_and_notes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="disclosure",
            name="authorised_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="basis",
            field=models.CharField(
                choices=[
                    ("cda_1998_115", "Crime and Disorder Act 1998, section 115"),
                    ("msa_2015_52", "Modern Slavery Act 2015, section 52"),
                    ("sswba_2014", "Social Services and Well-being (Wales) Act 2014"),
                    ("dea_2017", "Digital Economy Act 2017"),
                    ("consent", "Consent of the person"),
                    ("other", "Another law, named below"),
                ],
                default="consent",
                max_length=20,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="disclosure",
            name="knowledge",
            field=models.CharField(
                choices=[
                    ("agreed", "They were told, and agreed"),
                    ("told", "They were told, and did not agree"),
                    ("not_told", "They were not told"),
                ],
                default="agreed",
                max_length=10,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="disclosure",
            name="reason",
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name="disclosure",
            name="consent_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AlterField(
            model_name="disclosure",
            name="lawful_basis",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "basis__in",
                        [
                            "cda_1998_115",
                            "msa_2015_52",
                            "sswba_2014",
                            "dea_2017",
                            "consent",
                            "other",
                        ],
                    )
                ),
                name="disclosure_basis_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("authorised_by__isnull", True),
                        ("consent_id__isnull", False),
                        ("knowledge", "agreed"),
                    ),
                    models.Q(
                        ("authorised_by__isnull", False),
                        ("consent_id__isnull", True),
                        ("knowledge__in", ["told", "not_told"]),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_disclosure_rests_on_consent_or_on_an_authorised_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("authorised_by", models.F("disclosed_by")), _negated=True
                ),
                name="nobody_authorises_their_own_disclosure",
            ),
        ),
    ]
