-- What survivors let pass to investigators: each change of it, with its checks.

-- What waits for the organisation of an investigator who takes on investigations: from
-- whom, how much, until when; and nothing of what is told. Who is kept out of the case
-- does not learn that it is.
create or replace function wall.disclosures_waiting()
returns table(id uuid, giver_id uuid, items_told smallint, disclosed_at timestamptz,
              expires_at timestamptz)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if wall.takes_disclosures() is not true then
    return;
  end if;
  return query
    select d.id, d.giver_id, d.items_told, d.disclosed_at, d.expires_at
      from public.oversight_disclosure d
     where d.state = 'pending' and d.receiver_id = wall.organisation()
       and d.expires_at > clock_timestamp()
       and wall.is_open_case(d.case_id)
       and not (d.case_id = any(wall.excluded()))
     order by d.expires_at, d.id;
end $$;

create or replace function wall.takes_disclosures()
returns boolean language sql stable
set search_path = pg_catalog, pg_temp
return wall.purpose() = 'investigation' and wall.meets('investigation', '{create}');

-- A colleague who decides about the case agrees to what is told without its person's word.
create or replace function wall.authorise_disclosure(
  wanted uuid, expires timestamptz, at timestamptz)
returns boolean language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  d public.oversight_disclosure;
begin
  select * into d from public.oversight_disclosure h where h.id = wanted for update;
  if (wall.may('safeguarding_case', d.case_id, 'manage')
      and d.disclosed_by_id is distinct from wall.person()) is not true then
    perform wall.refuse('authorise_disclosure');
  end if;
  if wall.is_open_case(d.case_id) is not true then
    return false;
  end if;
  update public.oversight_disclosure h
     set state = 'pending', authorised_by_id = wall.person(), authorised_at = at,
         expires_at = expires
   where h.id = wanted and h.state = 'asked';
  return found;
end $$;

-- Investigators take it into an investigation of theirs, or (none) decline it.
create or replace function wall.answer_disclosure(
  wanted uuid, investigation uuid, at timestamptz)
returns boolean language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  d public.oversight_disclosure;
begin
  select * into d from public.oversight_disclosure h where h.id = wanted for update;
  if (wall.takes_disclosures()
      and d.receiver_id = wall.organisation()
      and d.disclosed_by_id is distinct from wall.person()
      and not (d.case_id = any(wall.excluded()))
      and (investigation is null or wall.may('investigation', investigation, 'write'))
     ) is not true then
    perform wall.refuse('answer_disclosure');
  end if;
  if (d.state = 'pending' and d.expires_at > at and wall.is_open_case(d.case_id)
     ) is not true then
    return false;
  end if;
  if investigation is null then
    perform wall.close_disclosure(wanted, 'declined', at);
    perform wall.end_crossing(wanted, wall.person(), at);
  else
    update public.oversight_disclosureitem i
       set investigation_id = investigation
     where i.disclosure_id = wanted and i.kind is distinct from 'reason';
    update public.oversight_disclosure h
       set state = 'accepted', investigation_id = investigation,
           answered_by_id = wall.person(), answered_at = at
     where h.id = wanted;
  end if;
  return true;
end $$;

-- Whoever works on the case takes back what waits, or recalls what was taken.
create or replace function wall.recall_disclosure(wanted uuid, at timestamptz)
returns boolean language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  d public.oversight_disclosure;
begin
  select * into d from public.oversight_disclosure h where h.id = wanted for update;
  if wall.may('safeguarding_case', d.case_id, 'write') is not true then
    perform wall.refuse('recall_disclosure');
  end if;
  if (d.state in ('asked', 'pending', 'accepted')) is not true then
    return false;
  end if;
  perform wall.close_disclosure(
    wanted, case when d.state = 'accepted' then 'recalled' else 'withdrawn' end, at);
  perform wall.recall_origins(wanted, at);
  return true;
end $$;

-- What every end does: the state, the investigators' way to the items, and their keys.
-- Not for anybody to call.
create or replace function wall.close_disclosure(wanted uuid, how text, at timestamptz)
returns void language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  update public.oversight_disclosure h
     set state = how, ended_by_id = wall.person(), ended_at = at
   where h.id = wanted;
  update public.oversight_disclosureitem i
     set investigation_id = null where i.disclosure_id = wanted;
  delete from public.vault_recordkey k
   using public.oversight_disclosureitem i, public.oversight_disclosure d
   where i.disclosure_id = wanted and d.id = wanted
     and k.record_id = i.id and k.team_id = d.receiver_id
     and not wall.works_with('safeguarding_case', d.case_id, d.receiver_id);
end $$;

-- For the worker: what nobody took in time ends with its keys, by the database's clock
-- or an earlier one. A row that somebody is taking just now waits for the next turn.
create or replace function wall.lapse_disclosures(at timestamptz)
returns setof uuid language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  one uuid;
begin
  for one in
    select d.id from public.oversight_disclosure d
     where d.state = 'pending' and d.expires_at <= least(at, clock_timestamp())
     order by d.id for update skip locked
  loop
    perform wall.close_disclosure(one, 'withdrawn', at);
    perform wall.end_crossing(one, null, at);
    return next one;
  end loop;
end $$;

-- The person helps investigations no more: what waits ends with its keys, and what was
-- taken is marked, for nothing new; its words are hidden until a use is compelled. When
-- their case is closed, whatever waits ends, on a ground, too: nobody is there any more
-- to say what becomes of it. For the procedure that keeps their word.
create or replace function wall.end_disclosures(record uuid, at timestamptz)
returns void language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  one uuid;
begin
  if wall.is_open_case(record) is not true then
    for one in
      select d.id from public.oversight_disclosure d
       where d.case_id = record and d.state in ('asked', 'pending')
       order by d.id for update
    loop
      perform wall.close_disclosure(one, 'withdrawn', at);
      perform wall.end_crossing(one, wall.person(), at);
    end loop;
  end if;
  if wall.agreed(record, 'investigation', null, wall.day_of(at)) is not null then
    return;
  end if;
  for one in
    select d.id from public.oversight_disclosure d
     where d.case_id = record and d.consent_id is not null and d.state = 'pending'
     order by d.id for update
  loop
    perform wall.close_disclosure(one, 'withdrawn', at);
  end loop;
  with marked as (
    update public.oversight_disclosure d
       set marked_at = at
     where d.case_id = record and d.consent_id is not null and d.state = 'accepted'
       and d.marked_at is null
    returning d.id)
  update public.oversight_disclosureitem i
     set investigation_id = null
    from marked m
   where i.disclosure_id = m.id;
end $$;

-- Whether a case takes rows still. Not for anybody to call.
create or replace function wall.is_open_case(record uuid)
returns boolean language sql stable
set search_path = pg_catalog, pg_temp
return exists (
  select from public.safeguarding_case c where c.id = record and c.closed_at is null
);

-- Whether a row of a case was told to an organisation that has not given it back.
create or replace function wall.is_told(sealed uuid, organisation uuid)
returns boolean language sql stable
set search_path = pg_catalog, pg_temp
return exists (
  select from public.oversight_disclosureitem i
    join public.oversight_disclosure d on d.id = i.disclosure_id
   where i.id = sealed and d.receiver_id = organisation
     and d.state in ('pending', 'accepted')
);
