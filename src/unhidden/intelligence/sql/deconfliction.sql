-- A record that is being made, or is written on, meets others' at keys that only one thing
-- has: both organisations are told to contact each other, and nothing more. Whoever
-- writes is told nothing; it takes the same course whether anything is met or not. Of
-- a record at the highest level, or a restricted one, only those of its own
-- organisation who answer for intelligence are told.
create or replace function wall.deconflict(record uuid, at timestamptz)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  mine uuid[] := wall.view('intelligence', 'read', 'operational');
  highest integer := wall.clearance();
  opened uuid := wall.opening('intelligence');
begin
  insert into public.intelligence_contact
    (id, organisation_id, other_id, record_id, urn, meeting, is_sensitive, made_at)
  with records as not materialized (
    select r.id, r.organisation_id as owner, r.urn, r.written_at, r.sensitivity,
           greatest(r.sensitivity, 3 * r.is_restricted::integer) as level
      from public.intelligence_intelligencereport r
  ), met as (
    select distinct on (there.owner, there.level = 3)
           here.id, here.owner, here.urn, here.level,
           there.id as other_id, there.owner as other_owner,
           there.urn as other_urn, there.level as other_level
      from records here
      join public.intelligence_item i on i.report_id = here.id
      join public.intelligence_mention m on m.item_id = i.id
      join public.intelligence_meetingkey k on k.mention_id = m.id
      join public.intelligence_meetingkey o on o.key = k.key
      join public.intelligence_mention om on om.id = o.mention_id
      join public.intelligence_item oi on oi.id = om.item_id
      join records there on there.id = oi.report_id
     where here.id = deconflict.record
       and (here.id = opened or wall.may('intelligence', here.id, 'write'))
       and there.owner <> here.owner
       and not k.is_within
       and not (there.sensitivity <= highest and there.id = any(mine))
     order by there.owner, there.level = 3, there.written_at desc, there.id
  )
  select md5(side.owner::text || meeting.id)::uuid, side.owner, side.other, side.record,
         side.urn, meeting.id::uuid, side.level = 3, deconflict.at
    from met
   cross join lateral (values
     (met.owner, met.other_owner, met.id, met.urn, met.level),
     (met.other_owner, met.owner, met.other_id, met.other_urn, met.other_level)
   ) side(owner, other, record, urn, level)
   cross join lateral (values (
     md5(least(met.id, met.other_id)::text || greatest(met.id, met.other_id)))) meeting(id)
   where greatest(met.level, met.other_level) < 3 or side.level = 3
  on conflict do nothing;
end $$;

-- Whether this person answers for sensitive records of this kind in their organisation.
create or replace function wall.answers_for(wanted text)
returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce(array_position(wall.reviewed_domains(), wanted) > 0, false);
end $$;
