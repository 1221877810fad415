"""The board of a running week, its channels, and who is told that it changed."""

import django.db.models.deletion
import unhidden.access.records
from django.conf import settings
from django.db import migrations, models


# As in sql/board.sql, which renews them.
_TELL = """
create function operations_visit_moved()
returns trigger language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  perform wall.tell_board(new.operation_id, c.team, new.on, new.kind)
     from (select new.team_id as team union select s.team_id
             from public.operations_supportingcrew s where s.visit_id = new.id) c;
  if tg_op = 'UPDATE' and (old.team_id, old.on, old.kind)
     is distinct from (new.team_id, new.on, new.kind) then
    perform wall.tell_board(old.operation_id, c.team, old.on, old.kind)
       from (select old.team_id as team union select s.team_id
               from public.operations_supportingcrew s where s.visit_id = old.id) c;
  end if;
  return null;
end $$;

create function operations_entry_added()
returns trigger language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  perform wall.tell_board(p.operation_id, c.team, p.on, p.kind)
     from public.operations_plannedvisit p
    cross join lateral (
      select p.team_id as team union select s.team_id
        from public.operations_supportingcrew s where s.visit_id = p.id) c
    where p.id = new.visit_id;
  return null;
end $$;

create function operations_support_changed()
returns trigger language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  row record := coalesce(new, old);
begin
  perform wall.tell_board(p.operation_id, row.team_id, p.on, p.kind)
     from public.operations_plannedvisit p where p.id = row.visit_id;
  return null;
end $$;

create function operations_room_declared()
returns trigger language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  perform wall.tell_board(s.operation_id, null, null, 'safety')
     from public.operations_safetyplace s where s.id = new.place_id;
  return null;
end $$;
create trigger board_visit_moved after insert or update on operations_plannedvisit
for each row execute function operations_visit_moved();
create trigger board_entry_added after insert on operations_boardentry
for each row execute function operations_entry_added();
create trigger board_support_changed
after insert or delete on operations_supportingcrew
for each row execute function operations_support_changed();
create trigger board_room_declared after insert on operations_roomdeclaration
for each row execute function operations_room_declared();
"""
# Random, and known to nobody but the live process's role.
_NAME = """
insert into operations_boardlistening (id, name)
values (gen_random_uuid(), replace(gen_random_uuid()::text, '-', ''));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("operations", "0006_plans"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BoardListening",
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
                ("name", models.CharField(max_length=40)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SafetyPlace",
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
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "manager",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "operation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="operations.operation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at__isnull", True)),
                        fields=("operation", "name"),
                        name="places_of_safety_differ_by_name",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoomDeclaration",
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
                    "room",
                    models.CharField(
                        choices=[
                            ("enough", "Enough"),
                            ("few", "Few"),
                            ("none", "None"),
                        ],
                        max_length=10,
                    ),
                ),
                ("declared_at", models.DateTimeField()),
                (
                    "declared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declarations",
                        to="operations.safetyplace",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("room__in", ["enough", "few", "none"])),
                        name="room_left_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BoardChannel",
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
                ("scope", models.CharField(max_length=80)),
                ("name", models.UUIDField(default=unhidden.access.records.new_id)),
                (
                    "operation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="operations.operation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("operation", "scope"), name="a_scope_has_one_channel"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BoardEntry",
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
                ("number", models.PositiveIntegerField()),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("to_brief", "To brief"),
                            ("tasked", "Tasked"),
                            ("on_the_way", "On the way"),
                            ("there", "There"),
                            ("inside", "Inside"),
                            ("left", "Left"),
                            ("closed", "Closed"),
                            ("contact", "Spoken with"),
                            ("alarm", "Welfare alarm"),
                            ("received", "Alarm received"),
                            ("undone", "Taken back"),
                            ("followed_up", "Followed up"),
                        ],
                        max_length=20,
                    ),
                ),
                ("entered_at", models.DateTimeField()),
                ("is_by_radio", models.BooleanField(default=False)),
                (
                    "about",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="operations.boardentry",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="operations.team",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="operations.plannedvisit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "what__in",
                                [
                                    "to_brief",
                                    "tasked",
                                    "on_the_way",
                                    "there",
                                    "inside",
                                    "left",
                                    "closed",
                                    "contact",
                                    "alarm",
                                    "received",
                                    "undone",
                                    "followed_up",
                                ],
                            )
                        ),
                        name="entry_kind_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("visit", "number"),
                        name="entries_of_a_visit_are_counted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("what__in", ("received", "undone")),
                            ("about__isnull", True),
                            _connector="XOR",
                        ),
                        name="an_answer_names_what_it_answers",
                    ),
                    models.UniqueConstraint(
                        fields=("about", "what"), name="an_entry_is_answered_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactRule",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("soft", "Soft visit"),
                            ("hotel", "Hotel visit"),
                            ("safeguarding", "Safeguarding visit"),
                            ("enforcement", "Enforcement visit"),
                        ],
                        max_length=20,
                    ),
                ),
                ("period", models.PositiveSmallIntegerField()),
                ("warning", models.PositiveSmallIntegerField()),
                (
                    "told",
                    models.CharField(
                        choices=[
                            ("controller", "Controller"),
                            ("bronze", "Bronze"),
                            ("silver", "Silver"),
                            ("safeguarding", "Safeguarding lead"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "heard_by",
                    models.CharField(
                        choices=[
                            ("any", "Any change of state, or a call"),
                            ("call", "A call alone"),
                        ],
                        max_length=20,
                    ),
                ),
                ("further", models.PositiveSmallIntegerField(default=10)),
                (
                    "operation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="operations.operation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["soft", "hotel", "safeguarding", "enforcement"],
                            )
                        ),
                        name="contact_rule_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "told__in",
                                ["controller", "bronze", "silver", "safeguarding"],
                            )
                        ),
                        name="told_post_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("heard_by__in", ["any", "call"])),
                        name="sign_of_life_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("operation", "kind"), name="a_kind_has_one_contact_rule"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("period__gte", 5), ("period__lte", 480)),
                        name="a_crew_is_heard_from_within_a_shift",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("warning__gte", 1), ("warning__lt", models.F("period"))
                        ),
                        name="a_warning_comes_before_the_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("further__gte", 1), ("further__lte", 240)),
                        name="silver_is_told_within_hours",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "safeguarding"), _negated=True),
                            ("told__in", ["silver", "safeguarding"]),
                            _connector="OR",
                        ),
                        name="of_a_quiet_crew_only_who_knows_is_told",
                    ),
                ],
            },
        ),
        migrations.RunSQL(_TELL, migrations.RunSQL.noop),
        migrations.RunSQL(_NAME, migrations.RunSQL.noop),
    ]
