"""Of two words the one that was written later counts: the database numbers them."""

from django.db import migrations, models

# Words that were kept before are numbered as they counted then: by their moments, and of
# two at once the yes first. What the function says stands in sql/, which takes its place.
NUMBERED = """
create sequence safeguarding_consent_number;
alter table safeguarding_consent no force row level security;
with ordered as (
  select c.id, row_number() over (order by c.asked_at, c.answer <> 'yes', c.id) as place
    from safeguarding_consent c)
update safeguarding_consent c
   set number = o.place
  from ordered o
 where o.id = c.id;
select setval('safeguarding_consent_number', count(*) + 1, false)
  from safeguarding_consent;
alter table safeguarding_consent force row level security;
create function safeguarding_consent_is_numbered() returns trigger language plpgsql
as $$ begin return new; end $$;
create trigger safeguarding_consent_is_numbered before insert on safeguarding_consent
for each row execute function safeguarding_consent_is_numbered();
-- Whatever a session is set to.
alter table safeguarding_consent
  enable always trigger safeguarding_consent_is_numbered;
"""
NOT_NUMBERED = """
drop function safeguarding_consent_is_numbered() cascade;
drop sequence safeguarding_consent_number;
"""
# Who met a deadline is asked of a row that begins met, too.
ALSO_ADDED = """
drop trigger safeguarding_deadline_end_is_final on safeguarding_deadline;
create trigger safeguarding_deadline_end_is_final
before insert or update on safeguarding_deadline
for each row execute function safeguarding_deadline_end_is_final();
"""
CHANGED_ALONE = ALSO_ADDED.replace("insert or ", "")


class Migration(migrations.Migration):
    dependencies = [("safeguarding", "0007_contact_despite")]

    operations = [
        migrations.AddField(
            model_name="consent",
            name="number",
            field=models.BigIntegerField(default=0, editable=False),
        ),
        migrations.RunSQL(NUMBERED, NOT_NUMBERED),
        migrations.RunSQL(ALSO_ADDED, CHANGED_ALONE),
    ]
