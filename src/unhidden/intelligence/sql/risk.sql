-- What the risk of premises is made of: grades and codes, never words. Risk counts every
-- organisation's intelligence, also what the writer of the newest may not read.
create or replace function wall.evidence(premises uuid[])
returns table(premises_id uuid, intelligence_id uuid, urn text, event_on date,
              written_at timestamptz, source text, assessment text, sign_codes jsonb)
language sql stable security definer
set search_path = pg_catalog, pg_temp
begin atomic
  select m.premises_id, r.id, r.urn::text, r.event_on, r.written_at,
         i.source::text, i.assessment::text, i.sign_codes
    from public.intelligence_mention m
    join public.intelligence_item i on i.id = m.item_id
    join public.intelligence_intelligencereport r on r.id = i.report_id
   where m.kind = 'premises' and m.premises_id = any(premises)
   order by m.id;
end;

-- The same for whoever writes intelligence, and so makes the risk anew.
create or replace function wall.evidence_for_writer(premises uuid[])
returns table(premises_id uuid, intelligence_id uuid, urn text, event_on date,
              written_at timestamptz, source text, assessment text, sign_codes jsonb)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if wall.meets('intelligence', '{create}') then
    return query select * from wall.evidence(premises);
  end if;
end $$;
