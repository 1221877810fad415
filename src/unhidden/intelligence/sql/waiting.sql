-- For notices: organisations that are to contact another, or to look at a source, about
-- which nobody has done anything.
create or replace function wall.contacts_that_wait()
returns table(topic text, permission text, organisation_id uuid, person_id uuid,
              besides uuid[], domain text, since timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select distinct 'contacts',
         case when c.is_sensitive then 'intelligence.control_sensitive'
              else 'intelligence.triage' end,
         c.organisation_id, null::uuid, wall.kept_from(c.record_id), '', null::timestamptz
    from public.intelligence_contact c
   where not exists (select from public.intelligence_contactstep s
                      where s.contact_id = c.id)
  union all
  select distinct 'contacts', 'intelligence.handle_sources', m.organisation_id, null::uuid,
         wall.kept_from(m.later_id), '', null::timestamptz
    from public.intelligence_sourcematch m
   where not exists (select from public.intelligence_sourcestep s
                      where s.match_id = m.id)
$$;
