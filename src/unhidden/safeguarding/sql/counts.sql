-- What may be known of cases without seeing any: how many there are in each state, for
-- figures, and whether a person has one, so that nobody opens two.
create or replace function wall.case_states(people uuid[])
returns table(state text, cases bigint)
language plpgsql stable security definer parallel restricted
set search_path = pg_catalog, pg_temp
as $$
begin
  if (wall.purpose() = 'oversight_statistics') is not true then
    return;
  end if;
  return query
    select c.nrm_state::text, count(*)
      from public.safeguarding_case c
     where c.possible_victim_id = any(people)
     group by c.nrm_state;
end $$;

create or replace function wall.urn_of_case(person uuid)
returns text
language plpgsql stable security definer parallel restricted
set search_path = pg_catalog, pg_temp
as $$
declare
  me text[] := wall.claims();
begin
  if ('safeguarding_case:create' = any(string_to_array(me[10], ','))) is not true then
    return null;
  end if;
  return (select c.urn from public.safeguarding_case c
           where c.possible_victim_id = person);
end $$;
