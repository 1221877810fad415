-- Cover at night: the case behind an opened sheet, for whoever writes down a call, and the
-- openings that a lead has not taken note of.

-- The case whose sheet this person has open, locked until the note is kept, and whoever is
-- on its team: so that nobody's share of it ends between the sealing and the keeping.
create or replace function wall.hold_covered_case(opening uuid)
returns table(case_id uuid, lead_id uuid, person_id uuid)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  held record;
begin
  select c.id, c.lead_id, c.closed_at into held
    from public.safeguarding_coveropening o
    join public.safeguarding_coversheet s on s.id = o.sheet_id
    join public.safeguarding_case c on c.id = s.case_id
   where o.id = hold_covered_case.opening
     and o.person_id = wall.person()
     and o.ended_at is null
     and o.until_at > clock_timestamp()
     for no key update of c;
  if (held.id is not null and held.closed_at is null
      and held.lead_id = wall.organisation()
      and not (held.id = any(wall.excluded()))
      and wall.purpose() = 'safeguarding_support') is not true then
    perform wall.refuse('hold_covered_case');
  end if;
  return query
    select held.id, held.lead_id, null::uuid
    union all
    select held.id, held.lead_id, g.person_id
      from public.access_grant g
     where g.record_id = held.id and g.basis = 'team'
       and g.ended_at is null and g.person_id is not null;
end $$;

-- Keep what was written down of a call, for the team of the case: its writer reads it no
-- more. For whoever holds the case by its opened sheet.
create or replace function wall.keep_cover_call(
  call uuid, opening uuid, content bytea, at timestamptz)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into public.safeguarding_covercall
    (id, case_id, opening_id, text_sealed, written_by_id, written_at)
  select call, h.case_id, keep_cover_call.opening, content, wall.person(),
         least(at, clock_timestamp())
    from wall.hold_covered_case(keep_cover_call.opening) h
   limit 1;
end $$;

-- For notices: whoever leads or supervises a case whose sheet somebody opened, until one
-- of the team has taken note. Once the case has moved, nobody there has that sheet.
create or replace function wall.openings_that_wait()
returns table(topic text, permission text, organisation_id uuid, person_id uuid,
              besides uuid[], domain text, since timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select distinct 'deadlines', 'safeguarding.work_case', null::uuid, g.person_id,
         wall.kept_from(s.case_id), '', null::timestamptz
    from public.safeguarding_coveropening o
    join public.safeguarding_coversheet s on s.id = o.sheet_id
    join public.safeguarding_case c on c.id = s.case_id and c.lead_id = s.organisation_id
    join public.access_grant g on g.record_id = s.case_id
   where not exists (select from public.safeguarding_coverseen n
                      where n.opening_id = o.id)
     and g.basis = 'team'
     and g.team_role in ('lead', 'supervisor')
     and g.person_id is not null
     and g.ended_at is null
$$;
