-- What these give has grown, and a function's result is not replaced in place.
drop function if exists wall.evidence(uuid[]);
drop function if exists wall.evidence_for_writer(uuid[]);

-- What the risk of premises is made of: the grades that stand and codes, never words. Risk counts every
-- organisation's intelligence, also what the writer of the newest may not read.
create or replace function wall.evidence(premises uuid[])
returns table(premises_id uuid, item_id uuid, intelligence_id uuid, urn text, event_on date,
              written_at timestamptz, source text, assessment text, sign_codes jsonb)
language sql stable security definer
set search_path = pg_catalog, pg_temp
begin atomic
  select m.premises_id, i.id, r.id, r.urn::text, r.event_on, r.written_at,
         coalesce(g.source, i.source)::text, coalesce(g.assessment, i.assessment)::text,
         i.sign_codes
    from public.intelligence_mention m
    join public.intelligence_item i on i.id = m.item_id
    join public.intelligence_intelligencereport r on r.id = i.report_id
    left join lateral (
      select n.source, n.assessment from public.intelligence_grading n
       where n.item_id = i.id order by n.version desc limit 1) g on true
   where m.kind = 'premises' and m.premises_id = any(premises)
   order by m.id;
end;

-- The same for whoever writes intelligence, and so makes the risk anew.
create or replace function wall.evidence_for_writer(premises uuid[])
returns table(premises_id uuid, item_id uuid, intelligence_id uuid, urn text, event_on date,
              written_at timestamptz, source text, assessment text, sign_codes jsonb)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if wall.meets('intelligence', '{create}') then
    return query select * from wall.evidence(premises);
  end if;
end $$;

-- Things that items of these premises and of others name, by a key that only one thing
-- has: in references only.
create or replace function wall.shared(premises uuid[])
returns table(premises_id uuid, item_id uuid, other_id uuid, other_item_id uuid, kind text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
begin atomic
  select distinct here.premises_id, here.item_id, there.premises_id, there.item_id,
         one.kind::text
    from public.intelligence_mention here
    join public.intelligence_mention one on one.item_id = here.item_id
    join public.intelligence_meetingkey k on k.mention_id = one.id
    join public.intelligence_meetingkey o on o.key = k.key
    join public.intelligence_mention other on other.id = o.mention_id
    join public.intelligence_mention there on there.item_id = other.item_id
   where here.kind = 'premises' and here.premises_id = any(premises)
     and one.kind <> 'premises'
     and there.kind = 'premises' and there.premises_id <> here.premises_id
   order by 1, 2, 3, 4, 5;
end;

-- The same for whoever writes intelligence.
create or replace function wall.shared_for_writer(premises uuid[])
returns table(premises_id uuid, item_id uuid, other_id uuid, other_item_id uuid, kind text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if wall.meets('intelligence', '{create}') then
    return query select * from wall.shared(premises);
  end if;
end $$;

-- What visits taught, in references only: for whoever those visits come into view.
create or replace function wall.learnt_at(visits uuid[])
returns table(id uuid, urn text, written_at timestamptz)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if wall.meets('visit', '{read}') then
    return query
      select r.id, r.urn::text, r.written_at
        from public.intelligence_intelligencereport r
       where r.visit_id = any(visits)
       order by r.urn, r.id;
  end if;
end $$;
