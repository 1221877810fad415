-- People who want to be found again. The worker alone compares them, by letters that it
-- alone opens: a case's word counts while its latest answer is yes, and the case is open.

create or replace function wall.note_again_key(id uuid, public_key bytea, at timestamptz)
returns void language sql volatile security definer
set search_path = pg_catalog, pg_temp as $$
  insert into public.safeguarding_againkey (id, public_key, since)
  values (note_again_key.id, note_again_key.public_key, least(at, clock_timestamp()))
  on conflict do nothing
$$;

-- Whether the person of a case wants to be found: by the word that was written last, and
-- a yes for as long as they said.
create or replace function wall.wants_to_be_found(of_case uuid)
returns boolean language sql stable
set search_path = pg_catalog, pg_temp
return coalesce((
  select c.answer = 'yes' and coalesce(c.until_on >= wall.today(), true)
    from public.safeguarding_consent c
   where c.case_id = of_case and c.kind = 'find_again'
   order by c.number desc
   limit 1
), false);

create or replace function wall.again_letters()
returns table(case_id uuid, person_id uuid, lead_id uuid, opened_at timestamptz,
              letter bytea)
language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select c.id, c.person_id, c.lead_id, c.opened_at, l.letter
    from public.safeguarding_againletter l
    join public.safeguarding_case c on c.id = l.case_id
   where c.closed_at is null
     and wall.wants_to_be_found(c.id)
   order by c.opened_at, c.id
$$;

-- Note that the person of the earlier case may have come to another. Gives the row, or
-- null where it was noted before.
create or replace function wall.note_found_again(
  id uuid, earlier uuid, later uuid, found_on date)
returns uuid language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  made uuid;
begin
  if (wall.wants_to_be_found(earlier) and wall.wants_to_be_found(later)) is not true then
    return null;
  end if;
  insert into public.safeguarding_foundagain (id, case_id, other_id, found_on, answer)
  values (note_found_again.id, earlier, later, note_found_again.found_on, '')
  on conflict do nothing
  returning safeguarding_foundagain.id into made;
  return made;
end $$;

-- With whom the person of a case wants to be in touch, as they said to either of the two,
-- and for as long as both of their words to be found stand: for who reads the case.
create or replace function wall.in_touch_with(of_case uuid)
returns table(pseudonym text, organisation_id uuid)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if wall.may('safeguarding_case', of_case, 'read') is not true then
    perform wall.refuse('in_touch_with');
  end if;
  return query
    select p.pseudonym::text, c.lead_id
      from public.safeguarding_foundagain f
      join public.safeguarding_case c
        on c.id = case when f.case_id = of_case then f.other_id else f.case_id end
      join public.safeguarding_caseperson p on p.id = c.person_id
     where of_case in (f.case_id, f.other_id)
       and f.answer = 'yes'
       and wall.wants_to_be_found(f.case_id)
       and wall.wants_to_be_found(f.other_id)
     order by p.pseudonym;
end $$;
