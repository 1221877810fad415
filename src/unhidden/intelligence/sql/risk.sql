-- What these give has grown, and a function's result is not replaced in place.
-- What the risk of premises is made of: the grades that stand and codes, never words. Risk counts every
-- organisation's intelligence, also what the writer of the newest may not read. A grade
-- that its writer proposed counts once somebody confirmed it, or gave another.
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
     and (i.is_proposed is false or g.source is not null)
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

-- Where the things stand that items of these premises name: by each key that only one
-- thing has, these premises and those that score high by themselves. References only.
-- Each organisation's items meet its own alone, and none that is restricted, above the
-- ordinary level, or kept from somebody: nobody finds out by writing a number down who
-- else knows it (deconflict tells that, to those it concerns).
create or replace function wall.shared(premises uuid[], high integer)
returns table(key bigint, owner uuid, premises_id uuid, item_id uuid, kind text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
begin atomic
  with spoken as not materialized (
    select m.id, m.item_id, m.kind, m.premises_id, r.organisation_id as owner
      from public.intelligence_mention m
      join public.intelligence_item i on i.id = m.item_id
      join public.intelligence_intelligencereport r on r.id = i.report_id
     where r.sensitivity <= 1 and not r.is_restricted
       and (i.is_proposed is false
            or exists (select from public.intelligence_grading g where g.item_id = i.id))
       and not exists (select from public.access_exclusion x
                        where x.record_id = r.id and x.ended_at is null)
  ), keys as (
    select distinct k.key, here.owner
      from spoken here
      join public.intelligence_mention one on one.item_id = here.item_id
      join public.intelligence_meetingkey k on k.mention_id = one.id
     where here.kind = 'premises' and here.premises_id = any(premises)
       and one.kind <> 'premises' and not k.is_within
  )
  select distinct k.key, one.owner, m.premises_id, m.item_id, one.kind::text
    from keys
    join public.intelligence_meetingkey k on k.key = keys.key
    join spoken one on one.id = k.mention_id and one.owner = keys.owner
    join public.intelligence_mention m on m.item_id = one.item_id
   where m.kind = 'premises'
     and (m.premises_id = any(premises)
          or exists (select from public.intelligence_premisesrisk r
                      where r.premises_id = m.premises_id and r.own_score >= high))
   order by 1, 2, 3, 4, 5;
end;

-- The same for whoever writes intelligence.
create or replace function wall.shared_for_writer(premises uuid[], high integer)
returns table(key bigint, owner uuid, premises_id uuid, item_id uuid, kind text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if wall.meets('intelligence', '{create}') then
    return query select * from wall.shared(premises, high);
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
