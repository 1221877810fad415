"""Each check with how much it read, which until now is what there is."""

from django.db import migrations, models

READ = """
alter table intelligence_itemcheck no force row level security;
alter table intelligence_mention no force row level security;
alter table intelligence_link no force row level security;
update intelligence_itemcheck c
   set things = (select count(*) from intelligence_mention m
                  where m.item_id = c.item_id)
              + (select count(*) from intelligence_link l where l.item_id = c.item_id);
alter table intelligence_itemcheck force row level security;
alter table intelligence_mention force row level security;
alter table intelligence_link force row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("intelligence", "0024_conditions_with_handling_c_alone")]

    operations = [
        migrations.AddField(
            model_name="itemcheck",
            name="things",
            field=models.PositiveIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.RunSQL(READ, migrations.RunSQL.noop),
    ]
