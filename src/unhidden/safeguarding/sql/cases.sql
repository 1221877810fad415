-- Whether a person has a case, so that nobody opens two: for who may open one, and reads
-- the visit at which they were found. How many cases some people have is told to nobody:
-- asked of one person at a time, it told their state.
create or replace function wall.urn_of_case(person uuid)
returns text
language plpgsql stable security definer parallel restricted
set search_path = pg_catalog, pg_temp
as $$
declare
  me text[] := wall.claims();
begin
  if ('safeguarding_case:create' = any(string_to_array(me[10], ','))
      and exists (select from public.visits_possiblevictim p
                   where p.id = person and wall.may('visit', p.visit_id, 'read'))
     ) is not true then
    return null;
  end if;
  return (select c.urn from public.safeguarding_case c
           where c.possible_victim_id = person);
end $$;
