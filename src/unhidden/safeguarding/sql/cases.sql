-- Whether a person has a case, so that nobody opens two. How many cases some people have
-- is told to nobody: asked of one person at a time, it told their state.
create or replace function wall.urn_of_case(person uuid)
returns text
language plpgsql stable security definer parallel restricted
set search_path = pg_catalog, pg_temp
as $$
declare
  me text[] := wall.claims();
begin
  if ('safeguarding_case:create' = any(string_to_array(me[10], ','))
      and 'visit:read' = any(string_to_array(me[10], ','))) is not true then
    return null;
  end if;
  return (select c.urn from public.safeguarding_case c
           where c.possible_victim_id = person);
end $$;
