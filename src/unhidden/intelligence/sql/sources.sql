-- The record that this transaction is making has a source who spoke of the same thing
-- before: the source unit of its organisation is told, and nobody else. It takes no
-- source and no record, gives nothing back, and takes the same course whether anything
-- is met or not.
create or replace function wall.guard_sources(at timestamptz)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  opened uuid := wall.opening('intelligence');
begin
  insert into public.intelligence_sourcematch
    (id, organisation_id, earlier_id, later_id, earlier_urn, later_urn, reports, made_at)
  with met as not materialized (
    select here.id, here.organisation_id, here.urn, there.id as earlier_id,
           there.urn as earlier_urn, there.written_at
      from public.intelligence_intelligencereport here
      join public.intelligence_intelligencereport there
        on there.organisation_id = here.organisation_id
     where here.id = opened
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
  )
  select md5('source ' || met.id)::uuid, met.organisation_id, met.earlier_id, met.id,
         met.earlier_urn, met.urn, (select count(*) + 1 from met), guard_sources.at
    from met
   order by met.written_at desc, met.earlier_id
   limit 1
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
