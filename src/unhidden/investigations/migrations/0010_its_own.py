"""Rows name rows of their own investigation; statuses and steps follow one another."""

from collections.abc import Iterator

from django.db import migrations, models

# What a row names by an id of these tables is of the row's own investigation.
_NAMED = {
    "investigatedperson": (
        "personidentity.person_id",
        "personcontact.person_id",
        "personrole.person_id",
        "section45record.person_id",
        "subjectlink.person_id",
        "statement.maker_id",
        "statement.interpreter_id",
        "interview.person_id",
        "materialdecision.accused_id",
        "lookagain.accused_id",
    ),
    "line": ("linestep.line_id", "roomaction.line_id"),
    "roomaction": ("actionstep.action_id", "paper.action_id"),
    "paper": (
        "papertext.paper_id",
        "paperstep.paper_id",
        "statement.paper_id",
        "interviewstep.paper_id",
        "roomaction.document_id",
    ),
    "statement": ("statement.translation_of_id", "statementcontact.statement_id"),
    "interview": ("interviewstep.interview_id",),
    "material": (
        "materialdescription.material_id",
        "materialdescription.block_id",
        "sensitivedescription.material_id",
        "materialdecision.material_id",
        "scheduleline.material_id",
        "redaction.material_id",
    ),
    "schedule": ("scheduleline.schedule_id",),
    "scheduleline": ("sensitiveline.line_id",),
    "exhibit": (
        "exhibit.parent_id",
        "exhibitmove.exhibit_id",
        "exhibitleaving.exhibit_id",
        "exhibitfile.exhibit_id",
    ),
    "exhibitleaving": ("exhibitmove.leaving_id",),
    "exhibitmove": ("custodygap.move_id", "rehash.move_id"),
    "exhibitfile": ("rehash.file_id",),
}


def _statements() -> Iterator[str]:
    for named, rows in _NAMED.items():
        yield (
            f"create unique index if not exists {named}_with_its_investigation"
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


# Each function's words stand in sql/, which takes their place.
_FUNCTION = """
create function {name}() returns trigger language plpgsql
as $$ begin return new; end $$;
"""
_TRIGGER = """
create {kind} {name} {when} on {table} {more}
for each row execute function {name}();
-- Whatever a session is set to.
alter table {table} enable always trigger {name};
"""
# A post is judged as it ends, too.
_POSTS = """
drop trigger investigations_post_is_fit on investigations_post;
create trigger investigations_post_is_fit before insert or update
on investigations_post for each row execute function investigations_post_is_fit();
alter table investigations_post enable always trigger investigations_post_is_fit;
"""
_TRIGGERS = (
    ("investigation", "before insert or update", "investigations_head_is_stepped"),
    ("statusstep", "before insert", "investigations_statusstep_follows"),
    ("statusstep", "after insert", "investigations_statusstep_is_done"),
    ("linestep", "before insert", "investigations_linestep_follows"),
    ("paperstep", "before insert", "investigations_paperstep_follows"),
    ("interviewstep", "before insert", "investigations_interviewstep_follows"),
)


def _triggers() -> Iterator[str]:
    for table, when, name in _TRIGGERS:
        is_late = when.startswith("after")
        yield _FUNCTION.format(name=name)
        yield _TRIGGER.format(
            kind="constraint trigger" if is_late else "trigger",
            when=when,
            table=f"investigations_{table}",
            more="deferrable initially deferred" if is_late else "",
            name=name,
        )


# Steps of before are numbered by when they were taken.
_NUMBERED = """
alter table investigations_statusstep no force row level security;
update investigations_statusstep s set turn = n.turn
  from (select id, row_number() over (
                 partition by investigation_id order by changed_at, id) as turn
          from investigations_statusstep) n
 where n.id = s.id;
alter table investigations_statusstep force row level security;
-- What waits for the end would keep the table from being altered.
set constraints all immediate;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("investigations", "0009_exhibit_hands"),
    ]

    operations = [
        migrations.AddField(
            model_name="statusstep",
            name="turn",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.RunSQL(_NUMBERED, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="statusstep",
            name="turn",
            field=models.PositiveIntegerField(),
        ),
        migrations.AddConstraint(
            model_name="statusstep",
            constraint=models.UniqueConstraint(
                fields=("investigation", "turn"),
                name="steps_of_an_investigation_are_numbered",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="origin", name="an_origin_is_recalled_by_somebody"
        ),
        migrations.AddConstraint(
            model_name="origin",
            constraint=models.CheckConstraint(
                condition=models.Q(recalled_at__isnull=True, recalled_by__isnull=True)
                | models.Q(recalled_at__isnull=False, recalled_by__isnull=False)
                | models.Q(kind="disclosure", recalled_by__isnull=True),
                name="an_origin_is_recalled_by_somebody",
            ),
        ),
        migrations.AlterField(
            model_name="interviewstep",
            name="stage",
            field=models.CharField(
                choices=[
                    ("planned", "Planned"),
                    ("held", "Took place"),
                    ("declined", "Declined"),
                    ("stopped", "Stopped: distress"),
                    ("transcribed", "Transcribed"),
                    ("reviewed", "Reviewed"),
                ],
                max_length=20,
            ),
        ),
        migrations.RunSQL("".join(_statements()), migrations.RunSQL.noop),
        migrations.RunSQL(_POSTS + "".join(_triggers()), migrations.RunSQL.noop),
    ]
