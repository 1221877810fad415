-- What was told in confidence on the page.

-- Keep what the author of an account sealed on the page: each answer as an envelope of the
-- account, with its key, once. A tab that was open still may bring more afterwards.
create or replace function wall.keep_told(account uuid, told jsonb, at timestamptz)
returns void language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  held public.visits_account;
  fresh jsonb;
begin
  select a.* into held from public.visits_account a
   where a.id = account for no key update;
  if (held.author_id = wall.person()
      and held.source = 'web'
      and jsonb_typeof(told) = 'array') is not true then
    perform wall.refuse('keep_told');
  end if;
  -- Another tab's draft may have brought it already.
  fresh := (select coalesce(jsonb_agg(e), '[]') from jsonb_array_elements(told) e
             where not exists (select from public.field_innerenvelope i
                                where i.id = (e ->> 'id')::uuid));
  if wall.keep_landed_keys(
       (select coalesce(jsonb_agg(jsonb_build_object(
                 'record', e -> 'id', 'slot', 'field_innerenvelope.content_sealed',
                 'team', e -> 'team', 'generation', e -> 'generation',
                 'sealed_key', e -> 'key')), '[]')
          from jsonb_array_elements(fresh) e), at) is distinct from '{}' then
    perform wall.refuse('keep_told');
  end if;
  insert into public.field_innerenvelope
    (id, sealed_as, account_id, planned_named, what, team_id, content_sealed, landed_at)
  select (e ->> 'id')::uuid, (e ->> 'id')::uuid, account, held.planned_named,
         e ->> 'what', (e ->> 'team')::uuid, decode(e ->> 'content', 'base64'),
         held.landed_at
    from jsonb_array_elements(fresh) e;
  update public.visits_account a
     set inner_there = case a.inner_there when 0 then jsonb_array_length(told)
                         else a.inner_there + jsonb_array_length(fresh) end
   where a.id = account;
  update public.visits_visit v
     set inner_there = a.inner_there
    from public.visits_account a
   where a.id = account and v.account_id = a.id;
end $$;
