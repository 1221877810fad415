"""Clocks end lawfully, orders are served once, and what a row names is its own."""

from collections.abc import Iterator

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


# Each function's words stand in sql/, which takes their place.
_TRIGGERS = "".join(
    f"""
create function {name}() returns trigger language plpgsql
as $$ begin return new; end $$;
create trigger {name} before {when} on {table}
for each row execute function {name}();
-- Whatever a session is set to.
alter table {table} enable always trigger {name};
"""
    for name, when, table in (
        (
            "investigations_victimupdate_is_wished",
            "insert",
            "investigations_victimupdate",
        ),
        (
            "investigations_order_is_served_once",
            "update",
            "investigations_orderreference",
        ),
    )
)
# What a row names by an id of these tables is of the row's own investigation.
_NAMED = {
    "investigatedperson": (
        "investigationclock.person_id",
        "victimupdate.person_id",
        "outcome.person_id",
        "orderreference.person_id",
    ),
    "investigationclock": ("clockstep.clock_id", "victimupdate.clock_id"),
    "outcome": ("outcome.takes_back_id",),
    "material": ("chronologyevent.source_id",),
    "chronologyevent": ("chronologyevent.told_apart_id",),
}


def _statements() -> Iterator[str]:
    for named, rows in _NAMED.items():
        yield (
            f"create unique index {named}_of_an_investigation"
            f" on investigations_{named} (id, investigation_id);"
        )
        for row in rows:
            table, column = row.split(".")
            yield (
                f"alter table investigations_{table}"
                f" add constraint {table}_{column}_is_its_own"
                f" foreign key ({column}, investigation_id)"
                f" references investigations_{named} (id, investigation_id)"
                " deferrable initially deferred;"
            )


class Migration(migrations.Migration):
    dependencies = [
        ("investigations", "0007_exhibits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="clockstep",
            name="a_clock_stops_only_lawfully",
        ),
        migrations.RemoveConstraint(
            model_name="material",
            name="material_kind_is_known",
        ),
        migrations.RemoveField(
            model_name="clockstep",
            name="authorised_by",
        ),
        migrations.AlterField(
            model_name="clockstep",
            name="event",
            field=models.CharField(
                blank=True,
                choices=[
                    ("reviewed", "It was reviewed"),
                    ("charged", "They were charged"),
                    ("bailed", "They were released on bail"),
                    ("released", "They were released under investigation"),
                    ("no_action", "They were released without further action"),
                    ("returned", "The cash was returned"),
                    ("forfeited", "The court decided about the cash"),
                    ("notified", "They notified the police"),
                    ("heard", "The court heard it"),
                    ("ended", "The order or the proceedings ended"),
                    ("told", "They were told"),
                    ("referred", "They were referred"),
                    ("served", "It was served"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="clockstep",
            name="provision",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AlterField(
            model_name="clockstep",
            name="reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("missed", "Nobody did it in time"),
                    ("overtaken", "Another clock took its place"),
                    ("not_needed", "It was not needed any more"),
                    ("entered_wrongly", "It was entered wrongly"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="material",
            name="kind",
            field=models.CharField(
                choices=[
                    ("visit", "Visit record"),
                    ("intelligence", "Intelligence, by reference"),
                    ("report", "Report from the public"),
                    ("operation", "Briefing or log of an operation"),
                    ("action", "Action and its result"),
                    ("paper", "Document"),
                    ("statement", "Statement"),
                    ("interview", "Interview"),
                    ("exhibit", "Exhibit"),
                    ("file", "Photograph or data"),
                    ("decision", "Decision of the policy file"),
                    ("order", "Order of a court"),
                    ("disclosure", "What a survivor let pass"),
                    ("request", "Something asked for"),
                    ("refusal", "A refusal of what was asked for"),
                    ("audit", "Who did what in this record"),
                    ("custody", "Custody, bail or release, as entered"),
                    ("telling", "That a victim was told, or asked not to be"),
                    ("other", "Something else"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="victimupdate",
            name="clock",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="updates",
                to="investigations.investigationclock",
            ),
        ),
        migrations.AddConstraint(
            model_name="clockstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "event__in",
                            [
                                "reviewed",
                                "charged",
                                "bailed",
                                "released",
                                "no_action",
                                "returned",
                                "forfeited",
                                "notified",
                                "heard",
                                "ended",
                                "told",
                                "referred",
                                "served",
                            ],
                        ),
                        ("provision", ""),
                        ("reason", ""),
                        ("step", "met"),
                    ),
                    models.Q(
                        ("event", ""),
                        (
                            "provision__in",
                            ("hospital", "with_prosecutor", "asked_not_to_be_told"),
                        ),
                        ("reason", ""),
                        ("step", "paused"),
                    ),
                    models.Q(
                        ("event", ""),
                        ("provision", ""),
                        ("reason", ""),
                        ("step", "resumed"),
                    ),
                    models.Q(
                        ("event", ""),
                        (
                            "provision__in",
                            (
                                "superintendent",
                                "warrant",
                                "warrant_extended",
                                "inspector",
                                "court",
                            ),
                        ),
                        ("reason", ""),
                        ("step", "extended"),
                    ),
                    models.Q(
                        ("event", ""),
                        ("provision", ""),
                        (
                            "reason__in",
                            ["missed", "overtaken", "not_needed", "entered_wrongly"],
                        ),
                        ("step", "lapsed"),
                    ),
                    _connector="OR",
                ),
                name="a_clock_stops_only_lawfully",
            ),
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "visit",
                            "intelligence",
                            "report",
                            "operation",
                            "action",
                            "paper",
                            "statement",
                            "interview",
                            "exhibit",
                            "file",
                            "decision",
                            "order",
                            "disclosure",
                            "request",
                            "refusal",
                            "audit",
                            "custody",
                            "telling",
                            "other",
                        ],
                    )
                ),
                name="material_kind_is_known",
            ),
        ),
        migrations.RunSQL(_TRIGGERS, migrations.RunSQL.noop),
        migrations.RunSQL("".join(_statements()), migrations.RunSQL.noop),
    ]
