-- The people whom this case's person is linked with: two wishes that name each other, of
-- cases that are open. For who reads the case; what only one side wishes tells nobody
-- that there is a person of that name.
create or replace function wall.linked_people(of_case uuid)
returns table(wish_id uuid, kind text, organisation_id uuid)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if wall.may('safeguarding_case', of_case, 'read') is not true then
    perform wall.refuse('linked_people');
  end if;
  return query
    select mine.id, theirs.kind::text, other.lead_id
      from public.safeguarding_linkwish mine
      join public.safeguarding_case own on own.id = mine.case_id
      join public.safeguarding_caseperson me on me.id = own.person_id
      join public.safeguarding_caseperson them on them.pseudonym = mine.pseudonym
      join public.safeguarding_case other on other.person_id = them.id
      join public.safeguarding_linkwish theirs
        on theirs.case_id = other.id and theirs.pseudonym = me.pseudonym
     where mine.case_id = of_case
       and own.closed_at is null
       and other.closed_at is null
       and mine.ended_at is null
       and theirs.ended_at is null
     order by mine.id, other.lead_id;
end $$;
