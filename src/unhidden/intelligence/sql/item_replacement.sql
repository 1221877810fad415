-- Put an item in the place of one of the same report that was held back. The mentions
-- that are ``kept`` go over with all that was judged of them; the others go, and so do
-- the words, which the record of the replacement alone keeps.
create or replace function wall.replace_item(old uuid, new uuid, kept uuid[], at timestamptz)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  report uuid := (select i.report_id from public.intelligence_item i where i.id = old);
begin
  if (wall.may('intelligence', report, 'write')
      and wall.is_held_back(old)
      and exists (select from public.intelligence_item n
                   where n.id = new and n.report_id = report)) is not true then
    perform wall.refuse('replace_item');
  end if;
  insert into public.intelligence_replacement
    (id, old_id, new_id, text, said, replaced_by_id, replaced_at)
  select gen_random_uuid(), i.id, new, i.text,
         (select coalesce(jsonb_agg(jsonb_build_object(
                   'kind', m.kind, 'text', m.text, 'details', m.details)
                   order by m.kind, m.text, m.id), '[]')
            from public.intelligence_mention m where m.item_id = i.id),
         wall.person(), at
    from public.intelligence_item i where i.id = old;
  perform wall.forget_said(array(
    select m.id from public.intelligence_mention m
     where m.item_id = old and m.id <> all(kept)));
  update public.intelligence_mention m set item_id = new where m.item_id = old;
  update public.intelligence_link l set item_id = new where l.item_id = old;
  update public.intelligence_item i set text = '', is_replaced = true where i.id = old;
end $$;
