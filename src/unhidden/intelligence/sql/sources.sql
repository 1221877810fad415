-- A record that is being made, or is written on, has a source who spoke of the same thing
-- before: the source unit of its organisation is told, and nobody else. It takes no
-- source, gives nothing back, and takes the same course whether anything is met or not.
-- It is told again when the record meets another one more than before.
create or replace function wall.guard_sources(record uuid, at timestamptz)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into public.intelligence_sourcematch
    (id, organisation_id, earlier_id, later_id, earlier_urn, later_urn, reports, made_at)
  with met as not materialized (
    select here.id, here.organisation_id, here.urn, here.written_at,
           there.id as other_id, there.urn as other_urn,
           there.written_at as other_written_at
      from public.intelligence_intelligencereport here
      join public.intelligence_intelligencereport there
        on there.organisation_id = here.organisation_id
     where here.id = guard_sources.record
       and wall.may('intelligence', here.id, 'write')
       and there.id <> here.id
       and there.id in (
         select other.report_id
           from public.intelligence_sourcekey own
           join public.intelligence_sourcekey other on other.key = own.key
          where own.report_id = here.id)
       and there.id in (
         select oi.report_id
           from public.intelligence_item i
           join public.intelligence_mention m on m.item_id = i.id
           join public.intelligence_meetingkey k on k.mention_id = m.id
           join public.intelligence_meetingkey o on o.key = k.key
           join public.intelligence_mention om on om.id = o.mention_id
           join public.intelligence_item oi on oi.id = om.item_id
          where i.report_id = here.id)
  ), newest as (
    select met.*, count(*) over () + 1 as reports
      from met order by met.other_written_at desc, met.other_urn desc limit 1
  )
  select md5('source ' || newest.id || ' ' || newest.reports)::uuid,
         newest.organisation_id, pair.ids[1], pair.ids[2], pair.urns[1], pair.urns[2],
         newest.reports, guard_sources.at
    from newest
   cross join lateral (
     select array_agg(side.id order by side.written_at, side.urn) as ids,
            array_agg(side.urn order by side.written_at, side.urn) as urns
       from (values (newest.id, newest.urn, newest.written_at),
                    (newest.other_id, newest.other_urn, newest.other_written_at)
            ) side(id, urn, written_at)) pair
  on conflict do nothing;
end $$;

-- Whether this person is of the source unit: the one role that is told of sources.
create or replace function wall.handles_sources()
returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce((wall.claims())[4] = 'source_unit', false);
end $$;
